"""Cuts the vocabulary to the served scripts: vocabulary.py E5 DATA FIXTURES OUT.npy [PIECES]

Keeps single characters, every piece the training texts use, and the likeliest others, 61,440 in all unless told.
"""

import json
import sys
from pathlib import Path

import numpy as np

import pieces
from e5 import E5
from mixture import corpus

XED = {"fr", "en", "es", "de", "it", "pt", "br", "nl", "ar", "en-annotated"}


def texts(data, fixtures):
    for name in ("umsab", "questions", "xed"):
        for row in corpus.rows(data / name / "train.tsv.gz"):
            if name == "umsab" or row["lang"] in XED:
                yield row["text"]
    for name, every in (("banking77/train.tsv", 1), ("goemotions/train.tsv.gz", 1), ("multidogo/train.tsv.gz", 4)):
        for at, row in enumerate(corpus.rows(data / name)):
            if at % every == 0:
                yield row["text"]
    yield from (fixtures / "unlabelled-fr.txt").read_text(encoding="utf-8").split("\n")
    for line in (fixtures / "messages.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)["text"]
    for line in (fixtures / "conversations.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            yield from (message.get("text", "") for message in json.loads(line)["messages"])


def main():
    e5, data, fixtures, out = (Path(word) for word in sys.argv[1:5])
    keep = int(sys.argv[5]) if len(sys.argv) > 5 else 61_440
    kept, _ = pieces.cut(E5(e5), texts(data, fixtures), keep)
    np.save(out, np.array(kept, dtype=np.int32))


if __name__ == "__main__":
    main()
