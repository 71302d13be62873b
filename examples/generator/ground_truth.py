"""What the generator put in, counted: the tests compare what Tact finds with it."""
import collections
import datetime as dt


def _shares(chats, kind):
    return sum(1 for chat in chats for event in chat.events if kind(event))


def _scores(chats):
    scores = collections.Counter(event.score for chat in chats for event in chat.events if event.score)
    return {str(score): scores[score] for score in range(1, 6)}


def _friction(chats):
    """Chats that end with a deletion by the customer: nothing more was written by them."""
    count = 0
    for chat in chats:
        inbound = [event for event in chat.events if event.side == "customer"]
        count += bool(inbound and inbound[-1].kind == "deleted")
    return count


def _themes(chats):
    contacts, conversations = collections.defaultdict(set), collections.Counter()
    for chat in chats:
        for episode in chat.episodes:
            contacts[episode.keys["theme"]].add(chat.contact)
            conversations[episode.keys["theme"]] += 1
    return {theme: {"contacts": len(contacts[theme]), "conversations": conversations[theme]} for theme in sorted(contacts)}


def _sizes(chats, guide):
    sides = {"before": [], "after": []}
    for chat in chats:
        for event in chat.events:
            if event.size_question:
                sides["before" if event.at.date() < guide else "after"].append(chat.contact)
    return {
        "guide_published": guide.isoformat(),
        **{f"questions_{side}": len(found) for side, found in sides.items()},
        **{f"contacts_{side}": len(set(found)) for side, found in sides.items()},
    }


def facts(company, chats, consent):
    """The content of ground-truth.json. Group chats and the internal one are counted apart from the contacts."""
    single = [chat for chat in chats if not chat.group]
    customers = [chat for chat in chats if chat.group != "interne"]
    inbound = lambda event: event.side == "customer"
    outbound = lambda event: event.side in ("business", "automatic")
    older = [chat for chat in chats if chat.older is not None]
    result = {
        "business": company["name"],
        "chats": len(chats),
        "contacts": len(single),
        "group_chats": sum(chat.group == "clients" for chat in chats),
        "internal_chats": sum(chat.group == "interne" for chat in chats),
        "export_files": sum(len(chat.files) for chat in chats),
        "conversations_as_written": sum(len(chat.episodes) for chat in single),
        "unanswered_conversations": sum(chat.unanswered for chat in single),
        "first": min(event.at for chat in chats for event in chat.events).isoformat(),
        "last": max(event.at for chat in chats for event in chat.events).isoformat(),
        "customer_messages": _shares(customers, inbound),
        "customer_messages_in_single_chats": _shares(single, inbound),
        "business_messages": _shares(customers, outbound),
        "automatic_messages": {kind: _shares(chats, lambda event: event.automatic == kind) for kind in ("greeting", "absence", "survey")},
        "survey_answers": _scores(chats),
        "customer_deletions": _shares(customers, lambda event: inbound(event) and event.kind == "deleted"),
        "customer_deletions_in_single_chats": _shares(single, lambda event: inbound(event) and event.kind == "deleted"),
        "business_deletions": _shares(customers, lambda event: outbound(event) and event.kind == "deleted"),
        "chats_ending_with_a_customer_deletion": _friction(single),
        "edited": _shares(chats, lambda event: event.edited),
        "missed_calls": _shares(chats, lambda event: event.text in ("appel", "visio") and event.side == "notice"),
        "chats_exported_twice": len(older),
        "deleted_texts_still_in_older_exports": sum(
            event.kind == "deleted" and bool(event.text) for chat in older for event in chat.older
        ),
        "themes": _themes(single),
        "consent": consent,
    }
    if "size_guide" in company:
        result["size_questions"] = _sizes(single, company["size_guide"])
    if "incident" in company:
        result["incident"] = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in company["incident"].items()}
    return result
