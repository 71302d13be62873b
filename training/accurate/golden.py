"""Writes the golden set: texts and labels of our own, with what the weights answer.

    golden.py --scores BINARY --weights models/accurate/weights.bin --out models/accurate/golden.jsonl

`gold_…` is what a person says; the keys of `tact label --json` are what the model answered; `scores` are the 25
scores of the encoder's heads, which no other model changes.
"""

import argparse
import json
import subprocess
from pathlib import Path


def main():
    parser = argparse.ArgumentParser()
    for name in ("scores", "weights", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    source = Path(__file__).with_name("golden.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in source.split("\n") if line]
    lines = "".join(json.dumps(row["text"]) + "\n" for row in rows)
    answer = subprocess.run([args.scores, args.weights], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    answers = [json.loads(line) for line in answer.decode().split("\n") if line]
    with open(args.out, "w", encoding="utf-8") as file:
        for row, found in zip(rows, answers, strict=True):
            said = found["annotation"]
            p = dict(zip(("negative", "neutral", "positive"), (round(value, 4) for value in said["sentiment_p"])))
            row |= {"lang": said["language"], "sentiment": said["sentiment"], "sentiment_p": p}
            row |= {name: said[name] for name in ("emotion", "act", "question", "suggestion")}
            row["scores"] = [round(value, 3) for value in found["evidence"][:25]]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
