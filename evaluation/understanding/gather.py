"""All labelled texts that measure, with their labels, in one file.

    gather.py DATA OUT.jsonl

DATA is the folder of public data sets (umsab, questions); the chat development set and our own corpus are in this
repository. One line a text: {"id","set","lang","text","hard", and the labels it has}. Validation parts only.
"""

import csv
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAGS = {"french": "fr", "english": "en", "spanish": "es", "german": "de", "italian": "it", "portuguese": "pt",
        "arabic": "ar", "hindi": "hi"}
SERVED = ("fr", "en", "es", "de", "it", "pt", "nl", "ar")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def messages(path, name, wanted):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if wanted(row):
            yield {"id": f"{name}/{row['id']}", "set": name, "lang": row["lang"], "text": row["text"],
                   "hard": row.get("hard", False), "sector": row["sector"], "sentiment": row["sentiment"],
                   "emotion": row["emotion"], "act": row["act"], "asks": row["act"] == "question",
                   "suggestion": row.get("suggestion", False) if name == "corpus" else None}


def gather(data):
    yield from messages(ROOT / "fixtures/chat/messages.jsonl", "chat", lambda row: True)
    corpus = ROOT / "training/corpus"
    held = set((corpus / "validation-sectors.txt").read_text(encoding="utf-8").split("\n")) - {""}
    yield from messages(corpus / "messages.jsonl", "corpus", lambda row: row["sector"] in held)
    for at, row in enumerate(table(data / "umsab/val.tsv")):
        yield {"id": f"umsab/{at}", "set": "umsab", "lang": TAGS[row["lang"]], "text": row["text"],
               "sentiment": row["label"]}
    for at, row in enumerate(table(data / "questions/val.tsv")):
        if row["lang"] in SERVED:
            yield {"id": f"questions/{at}", "set": "questions", "lang": row["lang"], "text": row["text"],
                   "asks": row["label"] == "question"}


def main():
    data, out = map(Path, sys.argv[1:])
    with open(out, "w", encoding="utf-8") as file:
        for row in gather(data):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
