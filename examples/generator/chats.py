"""One chat per contact: its events, how the phone that exports it names people, and the files it becomes."""
import dataclasses
import datetime as dt

from . import clock, phone, timeline

# Messages can be deleted for everyone during about sixty hours.
DELETION_WINDOW = dt.timedelta(hours=60)


@dataclasses.dataclass
class Chat:
    """A contact (or group) with all its events. `older` holds those an earlier export showed, or None."""

    contact: str
    label: str
    consent_id: str
    group: str
    model: str
    episodes: list
    conversations: list
    events: list
    unanswered: bool
    keys: dict
    older: list | None = None
    files: dict = dataclasses.field(default_factory=dict)


def _number(draw):
    """A French mobile number of the range kept for fiction, 06 39 98 xx xx, as WhatsApp writes and as E.164."""
    last = int(draw.between(0, 10000))
    plain = f"+33 6 39 98 {last // 100:02d} {last % 100:02d}"
    return plain, plain.replace(" ", "")


def _typed(events, draw):
    """Some phones turn straight apostrophes into typographic ones."""
    if draw.chance(0.4):
        for event in events:
            if event.side == "customer":
                event.text = event.text.replace("'", "’")


def build(contact, episodes, company, seed):
    """The chat of one contact, from its scripts."""
    draw = clock.Draw(seed, company["name"], "chat", contact)
    keys = {}
    for episode in episodes:
        keys |= {name: value for name, value in episode.keys.items() if name in ("phone", "groupe", "ancien", "client", "ephemere")}
    conversations = timeline.chat(episodes, company, seed)
    events = [event for conversation in conversations for event in conversation]
    _typed(events, draw)
    saved = "groupe" in keys or "phone" in keys or draw.chance(0.88)
    plain, number = _number(clock.Draw(seed, company["name"], "number", contact))
    label = contact if saved else "\u202a" + plain.replace(" ", "\u00a0") + "\u202c"
    model = keys.get("phone") or draw.pick(phone.USUAL)
    chat = Chat(contact, label, contact if saved else number, keys.get("groupe", ""), model, episodes, conversations, events, any(map(timeline.unanswered, episodes)), keys)
    if "ancien" in keys:
        chat.older = [event for event in events if event.at < company["older_export"]]
        for event in events:
            if event.kind == "deleted" and event.text:
                deadline = event.at + DELETION_WINDOW
                if not event.at < company["older_export"] < deadline:
                    raise ValueError(f"{contact}: the older export cannot hold a message deleted later")
    return chat


def _recalled(event):
    """What the export showed before the deletion."""
    return dataclasses.replace(event, kind="text") if event.kind == "deleted" and event.text else event


def _export(chat, events, company, model, draw, as_customer=False):
    title = company["name"] if as_customer else chat.contact if chat.label == chat.contact else chat.label.strip("\u202a\u202c").replace("\u00a0", " ")
    owner = chat.contact if as_customer else company["name"]
    if chat.group == "interne":
        owner = company["internal_owner"]

    def label(author):
        return chat.label if author == chat.contact and not as_customer else author

    with_media = not as_customer and any(event.kind in phone.MEDIA for event in events) and draw.chance(0.22)
    device = phone.Phone(model, owner, label, title, with_media)
    first = events[0].at
    words = device.words
    device.notice(first, words["encryption"] + ("" if device.is_ios else words["tap"]))
    if "business" in words and not chat.group and draw.chance(0.12):
        device.notice(first, words["business"])
    if "ephemere" in chat.keys:
        device.notice(first, words["timer"])
    code_at = int(draw.between(0, len(events))) if "code" in words and not chat.group and draw.chance(0.05) else None
    for position, event in enumerate(events):
        if position == code_at and position:
            device.notice(event.at, words["code"].format(title))
        if event.side == "notice":
            device.app_notice(event)
        else:
            device.message(event, event.author or company["name"])
    return device.export()


def export(chat, company, seed):
    """Fills `chat.files`: path below the exports folder → bytes."""
    def draw():
        return clock.Draw(seed, company["name"], "export", chat.contact)

    moment = company["newer_export"] + dt.timedelta(minutes=int(draw().between(0, 90)))
    newest = _export(chat, chat.events, company, chat.model, draw())
    chat.files[newest.name] = newest.bytes(moment)
    if chat.older:
        older = _export(chat, [_recalled(event) for event in chat.older], company, chat.model, draw())
        chat.files[f"{company['older_export']:%Y-%m-%d}/{older.name}"] = older.bytes(company["older_export"])
    if "client" in chat.keys:
        theirs = _export(chat, chat.events, company, chat.keys["client"], draw(), as_customer=True)
        chat.files[f"customer-phone/{theirs.name}"] = theirs.bytes(moment)
