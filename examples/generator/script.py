"""Reads the hand-written scripts.

A script file holds sections and conversations:

    # theme=tailles quand=2026-01-02..2026-02-13 equipe=service    defaults for what follows
    == Léa Morin ; note=5                                          one conversation, its contact and keys
    ^h=10:20                                                       more keys for this conversation
    > text          the customer            >t text   a question about sizes
    < text          the business            >e, <e    a message that its author edited
    > X             a deleted message       > X: text deleted after the older of two exports was made
    [Name] text     a member of a group     ! notice  a notice of the app
    +25m > text     25 minutes later (m minutes, h hours, d or j days)

`[photo]`, `[vocal]`, `[video]`, `[sticker]`, `[gif]`, `[doc:Name.pdf]`, `[contact:Name]`, `[position:lat,lon]`,
`[vue unique]` and `[sondage] question | answer | answer` stand for what is not text.
"""
import pathlib
import re
from dataclasses import dataclass, field

LINE = re.compile(r"(?:\+(\d+)([mhdj]) )?(?:([<>])([te]?)|\[([^\]]+)\]|(!)) ?(.*)")
SPECIAL = re.compile(r"\[(photo|vocal|video|sticker|gif|vue unique|sondage)\] ?(.*)|\[(doc|contact|position):([^\]]+)\]()")
MINUTES = {"m": 1, "h": 60, "d": 1440, "j": 1440}


@dataclass
class Turn:
    """One line of a script. `side` is customer, business or notice; `delay` is in minutes, None if not written."""

    side: str
    kind: str
    text: str
    delay: int | None = None
    author: str = ""
    edited: bool = False
    size_question: bool = False


@dataclass
class Episode:
    """One conversation with its keys (theme, quand, h, equipe, agent, phone, note, …)."""

    contact: str
    keys: dict
    turns: list = field(default_factory=list)
    where: str = ""


def _keys(text):
    found = {}
    for part in text.split():
        name, equals, value = part.partition("=")
        if not equals:
            raise ValueError(f"a key needs a value: {part!r}")
        found[name] = value
    return found


def _body(text):
    """Kind and text of what a person sent."""
    if text == "X":
        return "deleted", ""
    if text.startswith("X: "):
        return "deleted", text[3:]
    special = SPECIAL.fullmatch(text)
    if special is None:
        return "text", text.replace("\\n", "\n")
    kind = special[1] or special[3]
    return kind, (special[2] if special[1] else special[4]) or ""


def _turn(line, where):
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{where}: cannot read {line!r}")
    amount, unit, arrow, mark, member, notice, rest = match.groups()
    delay = int(amount) * MINUTES[unit] if amount else None
    if notice:
        return Turn("notice", "notice", rest, delay)
    kind, text = _body(rest)
    if not rest:
        raise ValueError(f"{where}: an empty turn")
    side = "business" if arrow == "<" else "customer"
    return Turn(side, kind, text, delay, member or "", mark == "e", mark == "t")


def read(folder):
    """All conversations of the scripts of a folder, in the order in which they are written."""
    episodes = []
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        section = {}
        current = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            if not line.strip():
                continue
            if line.startswith("# "):
                if "=" in line.split()[1]:
                    section = _keys(line[2:])
            elif line.startswith("== "):
                name, _, extra = line[3:].partition(" ; ")
                current = Episode(name.strip(), {**section, **_keys(extra)}, [], where)
                episodes.append(current)
            elif line.startswith("^"):
                current.keys.update(_keys(line[1:]))
            else:
                current.turns.append(_turn(line, where))
    return episodes
