"""Places the conversations of a contact in time and adds what the business sends by itself."""
import datetime as dt
from dataclasses import dataclass

from . import clock

FIRST, LAST = dt.datetime(2026, 1, 1), dt.datetime(2026, 3, 31, 23, 59)
# Less than the 72 hours after which a silent conversation is a new one, whatever "three days" means to a script.
LONGEST_PAUSE = dt.timedelta(hours=70)
BETWEEN_EPISODES = dt.timedelta(days=5)
DAY_WEIGHT = {0: 1.3, 1: 1.1, 2: 1.0, 3: 1.0, 4: 1.0, 5: 0.8, 6: 0.25}
CLOSED_ON_WEEKENDS = {**DAY_WEIGHT, 5: 0.12, 6: 0.08}
THANKS = ("merci", "parfait", "top", "super", "nickel", "génial", "adore", "thank", "gracias", "شكر", "brilliant", "amen")


@dataclass
class Event:
    """One entry of a chat. `side`: customer, business, automatic or notice."""

    at: dt.datetime
    side: str
    kind: str
    text: str
    author: str = ""
    edited: bool = False
    size_question: bool = False
    automatic: str = ""
    score: int | None = None


def evening(episode, side):
    words = ("bonsoir", "bsr", "good evening", "buenas tardes", "مساء الخير")
    said = " ".join(turn.text.lower() for turn in episode.turns[:4] if turn.side == side)
    return any(word in said for word in words)


def first_moment(episode, company, draw, attempt):
    """When the first message is written: the keys `quand`, `h` and `pente`, greetings, then opening hours."""
    low, _, high = episode.keys.get("quand", "2026-01-05..2026-03-27").partition("..")
    low = dt.date.fromisoformat(low)
    days = (dt.date.fromisoformat(high) - low).days if high else 0
    weights = DAY_WEIGHT if company["open_on_saturday"] else CLOSED_ON_WEEKENDS
    # Conversations that would end after the last day begin earlier at the next attempts.
    shift = max(0, attempt - 20) // 4
    choices = []
    for step in range(days + 1):
        day = low + dt.timedelta(days=step - shift)
        weight = weights[day.weekday()]
        if day in company["calendar"].closed:
            weight *= 0.2
        if "pente" in episode.keys:
            weight *= 1 + 3 * step / max(1, days)
        choices.append((day, weight))
    day = draw.pick(choices)
    hurried = any(turn.delay and turn.delay < 60 for turn in episode.turns)
    if "h" in episode.keys:
        hour, minute = map(int, episode.keys["h"].split(":"))
        start = hour * 60 + minute
    elif evening(episode, "business"):
        start = draw.between(17 * 60 + 20, 18 * 60 + 20)
    elif evening(episode, "customer"):
        start = draw.between(18 * 60, 22 * 60)
    elif not hurried and draw.chance(0.13):
        start = draw.between(19 * 60 + 30, 22 * 60 + 40)
    else:
        start = draw.pick([(h * 60 + draw.between(0, 59), w) for h, w in company["arrivals"].items()])
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=int(start * 60 + draw.between(0, 59)))


def reply_minutes(company, team, moment, draw):
    """Opening minutes until a person answers: slower in some teams, on some mornings and over lunch."""
    median, spread = company["teams"][team]["median"], company["teams"][team]["spread"]
    factor = 1.0
    for slow in company["slow"]:
        if moment.weekday() in slow["days"] and slow["from"] <= moment.hour < slow["to"]:
            factor *= slow["factor"]
    return min(draw.around(median * factor, spread), 460)


def _pause(turn, draw):
    minutes = turn.delay * draw.between(0.9, 1.1)
    pause = dt.timedelta(seconds=int(minutes * 60))
    return min(pause, LONGEST_PAUSE) if turn.delay <= 3 * 1440 else pause


def next_moment(previous, turn, company, team, talking, draw):
    """When the next line is written, given the one before; `talking` once a person of the business has answered."""
    before = previous.at
    if turn.side == "notice":
        return before + dt.timedelta(seconds=int(draw.between(40, 200)))
    if turn.delay is not None:
        moment = before + _pause(turn, draw)
        if turn.side == "customer" and not 8 <= moment.hour < 22:
            moment = moment.replace(hour=8 + int(draw.between(0, 12)))
            moment = max(moment, before + dt.timedelta(minutes=2))
        if turn.side == "business" and not company["calendar"].is_open(moment):
            moment = company["calendar"].add(moment, draw.between(3, 60))
        return moment
    if turn.side == "customer":
        if previous.side == "customer":
            return before + dt.timedelta(seconds=int(draw.between(12, 85)))
        moment = before + dt.timedelta(seconds=int(max(25, draw.around(210, 0.9))))
        return moment if moment.hour >= 7 else moment.replace(hour=8)
    if previous.side == "business":
        return before + dt.timedelta(seconds=int(draw.between(15, 90)))
    minutes = reply_minutes(company, team, before, draw)
    if talking:
        minutes = min(minutes, draw.around(4.5, 0.8))
    moment = company["calendar"].add(before, minutes)
    return max(moment, before + dt.timedelta(seconds=int(draw.between(20, 55))))


def team_and_agent(episode, company, draw):
    team = episode.keys.get("equipe", company["default_team"])
    agent = episode.keys.get("agent") or draw.pick([(name, 1) for name in company["teams"][team]["agents"]])
    return team, agent


def play(episode, company, draw, attempt):
    """The events of one conversation, without what the business sends by itself."""
    team, agent = team_and_agent(episode, company, draw)
    events, at = [], first_moment(episode, company, draw, attempt)
    signs, talking = "groupe" not in episode.keys and draw.chance(0.9), False
    for turn in episode.turns:
        if turn.side == "notice" and turn.text == "attente":
            continue
        if events:
            at = next_moment(events[-1], turn, company, team, talking, draw).replace(microsecond=0)
        text = turn.text
        if turn.side == "business":
            talking = True
            if turn.kind == "text" and signs:
                text += "\n" + company["agents"][agent]
                signs = False
        elif turn.side == "customer" and turn.delay and turn.delay >= 180:
            talking = False
        author = turn.author or (episode.contact if turn.side == "customer" else "")
        events.append(Event(at, turn.side, turn.kind, text, author, turn.edited, turn.size_question))
    return events


def automatic_messages(events, company, last_seen, draw):
    """Greeting of someone not seen for 14 days, absence notice out of hours (once a day), as the app sends them."""
    result, absent_until = [], None
    for event in events:
        result.append(event)
        if event.side != "customer":
            continue
        at = event.at + dt.timedelta(seconds=1 + int(draw.between(0, 3)))
        if not company["calendar"].is_open(event.at):
            if absent_until is None or event.at >= absent_until:
                result.append(Event(at, "automatic", "text", company["absence"], automatic="absence"))
                absent_until = event.at + dt.timedelta(days=1)
        elif last_seen is None or event.at - last_seen > dt.timedelta(days=14):
            result.append(Event(at, "automatic", "text", company["greeting"], automatic="greeting"))
        last_seen = event.at
    return result


def unanswered(episode):
    """Whether the script leaves the customer waiting: it ends with `! attente`, or nobody of the business speaks."""
    return episode.turns[-1].text == "attente" or all(turn.side != "business" for turn in episode.turns)


def _score(episode, events, draw):
    # Somebody who ends on a deletion is not heard of again, whatever was felt: that is what Tact cannot see.
    last = events[-1]
    if last.kind == "deleted":
        return None
    if "note" in episode.keys:
        return int(episode.keys["note"])
    if not draw.chance(0.32):
        return None
    if episode.keys.get("humeur") == "bonne" or any(word in last.text.lower() for word in THANKS):
        return draw.pick([(5, 6), (4, 3)])
    return draw.pick([(5, 2), (4, 4), (3, 3)])


def survey(episode, events, company, draw):
    """The satisfaction question, sent by itself after some conversations, and the answer if there is one."""
    if "groupe" in episode.keys or episode.keys.get("sondage") == "non":
        return []
    if unanswered(episode) or not ("note" in episode.keys or draw.chance(0.55)):
        return []
    at = events[-1].at + dt.timedelta(seconds=int(draw.between(25, 75) * 60))
    if not 9 <= at.hour < 20:
        at = (at + dt.timedelta(hours=24 if at.hour >= 20 else 0)).replace(hour=9)
    sent = [Event(at, "automatic", "text", company["survey"], automatic="survey")]
    score = _score(episode, events, draw)
    if score is not None:
        forms = [("{}", 12), ("{}/5", 2), ("{} merci", 2 if score > 3 else 0), ("{} 👍", 1 if score > 3 else 0), ("{}.", 1)]
        at += dt.timedelta(seconds=int(draw.around(14 * 60, 1.2)))
        answer = draw.pick(forms).format(score)
        sent.append(Event(at, "customer", "text", answer, episode.contact, score=score))
    return sent


def _place(episodes, company, seed, round_number):
    """The conversations of a contact with their times, none too near another, or None when one finds no place."""
    placed = []
    for number, episode in enumerate(episodes):
        for attempt in range(40):
            draw = clock.Draw(seed, company["name"], episode.contact, number, round_number, attempt)
            events = play(episode, company, draw, attempt)
            extra = survey(episode, events, company, draw)
            start, end = events[0].at, (events + extra)[-1].at
            in_order = not placed or placed[-1][0][-1] + BETWEEN_EPISODES < start
            if in_order and FIRST <= start and end <= LAST:
                placed.append(((start, end), episode, events, extra, draw))
                break
        else:
            return None
    return placed


def chat(episodes, company, seed):
    """The conversations of one contact as lists of events, in order of time: first as written, first in time."""
    for episode in episodes[:-1]:
        if unanswered(episode):
            raise ValueError(f"{episode.where}: {episode.contact} comes back while still waiting for an answer")
    placed = next(filter(None, (_place(episodes, company, seed, number) for number in range(60))), None)
    if placed is None:
        raise ValueError(f"{episodes[0].where}: no place in time for {episodes[0].contact}")
    conversations, last_seen = [], None
    for (_, end), episode, events, extra, draw in placed:
        if "groupe" not in episode.keys:
            events = automatic_messages(events, company, last_seen, draw)
        conversations.append(sorted(events + extra, key=lambda event: event.at))
        last_seen = end
    return conversations
