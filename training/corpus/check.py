#!/usr/bin/env python3
"""Holds the corpus to its own rules; exit code 1 with file, line and reason when one is broken.

    python3 training/corpus/check.py

Labels are those of the guide, sentiment and emotion agree, nothing occurs twice, neither here nor in fixtures/chat,
validation sectors exist, times go forward, and the counts in README.md are the counts of the files.
"""

import datetime
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHAT = HERE.parent.parent / "fixtures/chat"
LANGUAGES = {"fr", "en", "es", "pt", "de", "it"}
ALLOWED = {
    "anger": {"negative"}, "disappointment": {"negative"}, "worry": {"negative"}, "confusion": {"neutral", "negative"},
    "gratitude": {"positive"}, "satisfaction": {"positive"}, "surprise": {"negative", "neutral", "positive"},
    "neutral": {"neutral"},
}
ACTS = {"question", "request", "complaint", "information", "confirmation", "thanks", "greeting", "other"}
FLOWS = {"question", "assistance", "feedback", "suggestion", "other"}
SIDES = {"customer", "agent", "bot"}
# Words below which two texts may be the same by nature: «merci beaucoup».
SHORT = 3


def plain(text):
    """A text without case, accents and signs: what makes two texts the same."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare)) or text


def rows(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line:
            yield number, json.loads(line)


class Check:
    def __init__(self):
        self.broken = 0

    def say(self, path, number, why):
        self.broken += 1
        print(f"{path.relative_to(HERE.parent.parent)}:{number}: {why}", file=sys.stderr)

    def hold(self, path, number, true, why):
        if not true:
            self.say(path, number, why)


def messages(check, path, held):
    """Checks every message; gives the number of them, of hard ones, and of suggestions."""
    seen, ids, sectors, hard, ideas = dict(held), set(), set(), 0, 0
    total = 0
    for total, (number, row) in enumerate(rows(path), 1):
        hold = lambda true, why: check.hold(path, number, true, why)
        keys = {"id", "text", "lang", "sentiment", "emotion", "act", "sector"}
        hold(keys <= row.keys() <= keys | {"hard", "suggestion"}, f"keys {sorted(row)}")
        hold(row["id"] not in ids, f"id {row['id']} twice")
        ids.add(row["id"])
        hold(isinstance(row["text"], str) and row["text"].strip() == row["text"] != "", "empty text, or space around it")
        hold(row["lang"] in LANGUAGES, f"language {row['lang']}")
        hold(row["act"] in ACTS, f"act {row['act']}")
        hold(row["sentiment"] in ALLOWED.get(row["emotion"], set()), f"{row['sentiment']} with {row['emotion']}")
        for flag in ("hard", "suggestion"):
            hold(row.get(flag, True) is True, f"{flag} is there and not true")
        same = plain(row["text"])
        hold(same not in seen or len(same.split()) < SHORT, f"the same text as {seen.get(same)}")
        seen[same] = f"{path.name} {row['id']}"
        sectors.add(row["sector"])
        hard += row.get("hard", False)
        ideas += row.get("suggestion", False)
    return total, hard, ideas, sectors


def conversations(check, path):
    """Checks every conversation; gives how many there are and their number of messages."""
    ids, told, total, deleted = set(), 0, 0, 0
    for total, (number, row) in enumerate(rows(path), 1):
        hold = lambda true, why: check.hold(path, number, true, why)
        hold(row["id"] not in ids, f"id {row['id']} twice")
        ids.add(row["id"])
        hold(row["flow"] in FLOWS, f"flow {row['flow']}")
        hold(row["lang"] in LANGUAGES, f"language {row['lang']}")
        hold(isinstance(row["resolved"], bool), "resolved is yes or no")
        hold(row["csat"] in range(1, 6), f"rating {row['csat']}")
        hold(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["topic"]) is not None, f"topic {row['topic']}")
        hold(row["question"].strip() != "", "no question")
        times = [datetime.datetime.fromisoformat(message["at"]) for message in row["messages"]]
        hold(times == sorted(times), "times go backward")
        hold(any(message["from"] == "customer" for message in row["messages"]), "no customer")
        for message in row["messages"]:
            gone = message.get("deleted", False)
            hold(message["from"] in SIDES, f"from {message['from']}")
            hold(("text" in message) != gone, "a deleted message has no text, any other has one")
            hold(gone == ("deleted_at" in message), "a deleted message says when")
            deleted += gone
            told += 1
    return total, told, deleted


def counts(check, found):
    """The README's counts are those of the files."""
    path = HERE / "README.md"
    text = path.read_text(encoding="utf-8")
    for name, (pattern, wanted) in found.items():
        match = re.search(pattern, text)
        said = int(match.group(1).replace(",", "")) if match else None
        check.hold(path, 1, said == wanted, f"{name}: says {said}, there are {wanted}")


def main():
    check = Check()
    held = {plain(row["text"]): f"fixtures/chat {row['id']}" for _, row in rows(CHAT / "messages.jsonl")}
    held |= {plain(line): "fixtures/chat/unlabelled-fr.txt"
             for line in (CHAT / "unlabelled-fr.txt").read_text(encoding="utf-8").splitlines()}
    total, hard, ideas, sectors = messages(check, HERE / "messages.jsonl", held)
    talks, told, deleted = conversations(check, HERE / "conversations.jsonl")
    validation = (HERE / "validation-sectors.txt").read_text(encoding="utf-8").splitlines()
    for number, sector in enumerate(validation, 1):
        check.hold(HERE / "validation-sectors.txt", number, sector in sectors, f"no message of «{sector}»")
    counts(check, {
        "messages": (r"single customer messages with labels \| ([\d,]+)", total),
        "conversations": (r"flow, outcome and rating \| ([\d,]+)", talks),
        "messages in conversations": (r"\(([\d,]+) messages\)", told),
        "suggestions": (r"([\d,]+) suggestions", ideas),
        "hard, percent": (r"([\d,]+) % marked hard", round(100 * hard / total)),
        "deleted": (r"([\d,]+) hold a deleted message", deleted),
        "sectors": (r"of ([\d,]+) \|", len(sectors)),
    })
    if check.broken:
        sys.exit(f"{check.broken} broken")
    print(f"corpus: {total} messages, {talks} conversations with {told} messages, nothing twice")


if __name__ == "__main__":
    main()
