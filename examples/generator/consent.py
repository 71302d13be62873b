"""Who agreed to what: most contacts to the analysis, half of those to being quoted, a few ended it later."""
import csv
import datetime as dt
import io

from . import clock

OTHER_PURPOSES = (("quotation", 0.5), ("survey", 0.7))
CHANNELS = (("whatsapp", 5), ("web", 3), ("shop", 2))
# The notice also covers what was written before: the button is often pressed after the first question.
NOTICE = "2025-11 covers_history"


def _proof(channel, company, draw):
    """A reference, never words of the contact."""
    kind = {"whatsapp": "button", "web": "account", "shop": "form"}[channel]
    return f"{kind}-{company['consent_prefix'].lower()}{int(draw.between(10000, 99999))}"


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
        given = ["analysis"] + [purpose for purpose, share in OTHER_PURPOSES if draw.chance(share)]
        for purpose in given:
            found.append([chat.consent_id, purpose, "granted", clock.stamp(granted), NOTICE, channel, _proof(channel, company, draw)])
            counts[purpose] += 1
        if draw.chance(0.02):
            ended = (chat.events[-1].at + dt.timedelta(hours=draw.between(1, 20))).replace(microsecond=0)
            for purpose in given:
                found.append([chat.consent_id, purpose, "ended", clock.stamp(ended), "", "whatsapp", _proof("whatsapp", company, draw)])
            counts["ended"] += 1
    return found, counts


def text(found):
    """The rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow("contact purpose state at notice channel proof".split())
    writer.writerows(found)
    return out.getvalue()
