"""Writes the card of a model and, with --predict, its golden set.

    card.py fast|accurate [--predict target/release/examples/predict] [--date 2026-11-22]

From models/NAME/about.json (by hand), the weights, and results.json (run.sh): models/NAME/card.json. The golden set
is what the model of these weights says of models/golden-texts.jsonl: to be written again only with new weights.
"""

import argparse
import datetime
import hashlib
import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = {"fast": "crates/analysis/data/fast.weights", "accurate": "models/accurate/weights.bin"}


def golden(name, predict):
    texts = (ROOT / "models/golden-texts.jsonl").read_text(encoding="utf-8")
    command = [predict] + (["--accurate", ROOT / WEIGHTS[name]] if name == "accurate" else [])
    said = subprocess.run(command, input=texts.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    lines = []
    for text, answer in zip(texts.splitlines(), said.splitlines(), strict=True):
        row = json.loads(text) | json.loads(answer)
        row["sentiment_p"] = {side: round(p, 4) for side, p in row["sentiment_p"].items()}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    (ROOT / f"models/{name}/golden.jsonl").write_text("".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=WEIGHTS)
    parser.add_argument("--predict", type=Path)
    parser.add_argument("--date", default=None)
    args = parser.parse_args()
    folder = ROOT / "models" / args.name
    weights = (ROOT / WEIGHTS[args.name]).read_bytes()
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    results = json.loads(Path(__file__).with_name("results.json").read_text(encoding="utf-8"))
    checksum = hashlib.sha256(weights).hexdigest()
    card = folder / "card.json"
    former = json.loads(card.read_text(encoding="utf-8")) if card.exists() else {}
    same = former.get("sha256") == checksum
    date = args.date or (former["date"] if same else datetime.date.today().isoformat())
    written = about | {"date": date, "bytes": len(weights), "sha256": checksum,
                       "measured": results["date"], "scores": results["scores"].get(args.name, [])}
    card.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if args.predict:
        golden(args.name, args.predict)
    print(f"{card.relative_to(ROOT)}: {checksum}")


if __name__ == "__main__":
    main()
