"""Survey answers and public reviews of the invented companies.

Everybody is asked: in the chat where the script sends the question, by a link otherwise. Whether somebody answers
depends on how they feel, which is what makes a survey kinder than the truth; somebody who took a message back and
fell silent answers least of all. Comments are written so that a test can see that nobody reads them.
"""
import csv
import datetime as dt
import io
import json

from . import clock, timeline

COLUMNS = ("contact", "asked_at", "at", "scale", "score", "resolved", "comment")
# How likely somebody is to answer a link: satisfied, dissatisfied, silent after a deletion.
ANSWERS = {"satisfied": 0.76, "dissatisfied": 0.5, "silent": 0.3}
COMMENTS = {True: ("Réponse claire, merci.", "Rien à redire.", "Very helpful"), False: ("Trop long.", "On m’a baladé.", "Still waiting")}


def mood(episode, events, draw):
    """The score the customer would give, asked or not: what no real company knows."""
    inbound = [event for event in events if event.side == "customer"]
    if "note" in episode.keys:
        return int(episode.keys["note"])
    scored = [event.score for event in events if event.score]
    if scored:
        return scored[-1]
    if inbound and inbound[-1].kind == "deleted":
        return draw.pick([(1, 4), (2, 4), (3, 2), (4, 1)])
    if timeline.unanswered(episode):
        return draw.pick([(1, 3), (2, 4), (3, 3)])
    if inbound and any(word in inbound[-1].text.lower() for word in timeline.THANKS):
        return draw.pick([(5, 6), (4, 3)])
    return draw.pick([(5, 5), (4, 6), (3, 2), (2, 1)])


def _waking(moment):
    """Links are sent and opened by day."""
    if moment.hour < 8:
        return moment.replace(hour=8)
    return moment if moment.hour < 21 else (moment + dt.timedelta(days=1)).replace(hour=9)


def _resolved(score, draw):
    if score >= 4:
        return draw.pick([("yes", 82), ("no", 5), ("not yet", 8), ("", 5)])
    return draw.pick([("yes", 18), ("no", 58), ("not yet", 19), ("", 5)])


def _row(chat, asked, answered, score, draw):
    resolved = _resolved(score, draw) if answered else ""
    comment = draw.pick([("", 3)] + [(text, 1) for text in COMMENTS[score >= 4]]) if answered else ""
    return {
        "contact": chat.consent_id,
        "asked_at": clock.stamp(asked),
        "at": clock.stamp(answered) if answered else "",
        "scale": "",
        "score": str(score) if answered else "",
        "resolved": resolved,
        "comment": comment,
    }


def survey(chats, company, seed):
    """Rows of the survey file, and what was felt: (score felt, answered) of every conversation."""
    rows, felt = [], []
    until = company["newer_export"]
    for chat in sorted((chat for chat in chats if not chat.group), key=lambda chat: chat.label):
        for number, (episode, events) in enumerate(zip(chat.episodes, chat.conversations)):
            draw = clock.Draw(seed, company["name"], "feedback", chat.contact, number)
            score = mood(episode, events, draw)
            in_chat = next((event for event in events if event.automatic == "survey"), None)
            typed = next((event for event in events if event.score), None)
            last = [event for event in events if event.side == "customer"][-1]
            if in_chat:
                asked, answered = in_chat.at, typed.at if typed else None
                score = typed.score if typed else score
            else:
                asked = _waking(events[-1].at + dt.timedelta(minutes=draw.between(40, 200)))
                kind = "silent" if last.kind == "deleted" else "satisfied" if score >= 4 else "dissatisfied"
                delay = dt.timedelta(minutes=draw.around(300, 1.3))
                answered = _waking(asked + delay) if draw.chance(ANSWERS[kind]) else None
            if answered and answered > until:
                answered = None
            if asked > until:
                continue
            felt.append((score, answered is not None))
            rows.append(_row(chat, asked, answered, score, draw))
            # A few press twice, the second time after having thought again.
            if answered and not in_chat and draw.chance(0.04):
                again = min(5, score + 1) if draw.chance(0.5) else score
                rows.append(_row(chat, asked, answered + dt.timedelta(minutes=3), again, draw))
    return rows, felt


def as_csv(rows, scale, separator=";"):
    """The survey as a French spreadsheet saves it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "scale": scale})
    return out.getvalue()


def as_jsonl(rows, seed, company):
    """The survey as a helpdesk exports it: thumbs, and for some the question whether they would recommend."""
    lines = []
    for number, row in enumerate(rows):
        draw = clock.Draw(seed, company["name"], "helpdesk", number)
        given = {name: value for name, value in row.items() if value}
        if row["score"]:
            score = int(row["score"])
            lines.append({**given, "scale": "thumbs", "score": "up" if score >= 4 else "down"})
            if draw.chance(0.5):
                recommend = {5: (9, 11), 4: (7, 10), 3: (5, 8), 2: (2, 6), 1: (0, 4)}[score]
                points = {"contact": row["contact"], "at": row["at"], "scale": "nps", "score": int(draw.between(*recommend))}
                lines.append(points)
        else:
            lines.append(given)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


REVIEW_COLUMNS = ("at", "source", "scale", "score", "author", "text")
WORDS = {5: "Parfait, je recommande.", 4: "Bien.", 3: "Moyen.", 2: "Déçue.", 1: "À fuir."}


def reviews(company, seed):
    """Public reviews: the delighted and the furious, mostly; more of the latter at the end of a bad month."""
    draw = clock.Draw(seed, company["name"], "reviews")
    found = []
    for number in range(62):
        day = dt.date(2026, 1, 3) + dt.timedelta(days=int(draw.between(0, 87)))
        angry = 2.2 if day >= dt.date(2026, 3, 1) else 1.0
        score = draw.pick([(5, 46), (4, 10), (3, 5), (2, 8), (1, 24 * angry)])
        source = draw.pick([("google", 6), ("trustpilot", 3), ("facebook", 1)])
        found.append((day.isoformat(), source, "1-5", score, f"Auteur {number + 1}", WORDS[score]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(REVIEW_COLUMNS)
    writer.writerows(sorted(found))
    return out.getvalue()


def facts(felt):
    """What was felt, what was said: a survey sees the second only."""
    satisfied = lambda pairs: sum(score >= 4 for score, _ in pairs)
    answered = [pair for pair in felt if pair[1]]
    return {
        "conversations": len(felt),
        "satisfied": satisfied(felt),
        "answered": len(answered),
        "answered_satisfied": satisfied(answered),
    }
