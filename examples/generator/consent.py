"""Who agreed to what: most contacts to the analysis, half of those to being quoted, a few ended it later."""
import csv
import datetime as dt
import io

from . import clock

CHANNELS = (("whatsapp", 5), ("web", 3), ("shop", 2))
PROOFS = {"whatsapp": "reply « OUI » to the notice, message of {}", "web": "account page, form {}", "shop": "paper form {}"}
NOTICE = "notice-2025-11-fr"


def _stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + clock.offset(moment)


def _row(contact, purpose, state, moment, channel, proof):
    return [contact, purpose, state, _stamp(moment), NOTICE, channel, proof]


def rows(chats, company, seed):
    """Rows of consent.csv and their counts. A contact without a row was never asked, or said no."""
    found, counts = [], {"analysis": 0, "quotation": 0, "survey": 0, "ended": 0, "none": 0}
    for chat in sorted((chat for chat in chats if not chat.group), key=lambda chat: chat.label):
        draw = clock.Draw(seed, company["name"], "consent", chat.contact)
        if not draw.chance(0.89):
            counts["none"] += 1
            continue
        first = chat.events[0].at
        granted = first - dt.timedelta(days=draw.between(2, 45)) if draw.chance(0.6) else first + dt.timedelta(minutes=draw.between(1, 9))
        granted = granted.replace(microsecond=0)
        channel = draw.pick(CHANNELS)
        reference = f"{granted:%Y-%m-%d}" if channel == "whatsapp" else f"{company['consent_prefix']}-{int(draw.between(1000, 9999))}"
        proof = PROOFS[channel].format(reference)
        found.append(_row(chat.consent_id, "analysis", "granted", granted, channel, proof))
        counts["analysis"] += 1
        if draw.chance(0.5):
            found.append(_row(chat.consent_id, "quotation", "granted", granted, channel, proof))
            counts["quotation"] += 1
        if draw.chance(0.7):
            found.append(_row(chat.consent_id, "survey", "granted", granted, channel, proof))
            counts["survey"] += 1
        if draw.chance(0.03):
            ended = (chat.events[-1].at + dt.timedelta(hours=draw.between(1, 20))).replace(microsecond=0)
            for row in [row for row in found if row[0] == chat.consent_id]:
                found.append(_row(chat.consent_id, row[1], "ended", ended, "whatsapp", f"message of {ended:%Y-%m-%d}"))
            counts["ended"] += 1
    return found, counts


def text(found):
    """The rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow("contact purpose state at notice channel proof".split())
    writer.writerows(found)
    return out.getvalue()
