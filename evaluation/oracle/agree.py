"""Compares `tact estimate --json` with the oracle on every data set of a folder, and checks that
neither the JSON nor the text (French and English) says more than is known.

    python agree.py TACT FOLDER
"""
import glob
import json
import os
import re
import subprocess
import sys

from compare import differences
from oracle import answer


def refuse(word):
    raise ValueError(f"{word} left the program")


def run(tact, folder, *more):
    done = subprocess.run([tact, "estimate", folder, *more], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"exit {done.returncode}: {done.stderr.strip()[:300]}")
    return done.stdout


def dishonest(node, k_min, path=""):
    """Points without their range, group cells under k, shares outside [0, 1]."""
    if isinstance(node, dict):
        point = next((key for key in ("rate", "theta") if node.get(key) is not None), None)
        if point and (node.get("lower") is None or node.get("upper") is None):
            yield f"{path}: {point} without its range"
        if point and not node["lower"] - 1e-12 <= node[point] <= node["upper"] + 1e-12:
            yield f"{path}: {point} outside its range"
        if path.startswith("deletion_by_group") and isinstance(node.get("n"), int) and node["n"] < k_min:
            yield f"{path}: a cell of {node['n']}"
        for key, value in node.items():
            yield from dishonest(value, k_min, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for value in node:
            yield from dishonest(value, k_min, path)


def dishonest_text(text, blind):
    for line in text.splitlines():
        if len(line) > 80:
            yield f"over 80 columns: {line}"
        if re.search(r"\S  +\S", line):
            yield f"double space: {line}"
        if re.search(r"\b(NaN|inf|null|None)\b", line):
            yield f"not a number: {line}"
        if any(int(re.sub(r"\D", "", p)) > 100 for p in re.findall(r"[−+]?\d[\d\s\u202f]*(?= points)", line)):
            yield f"more than 100 points: {line}"
        if any(int(re.sub(r"\D", "", p)) > 100 for p in re.findall(r"\b\d+(?=[\s\u202f\u00a0]?%)", line)):
            yield f"more than 100 %: {line}"
    if blind:
        for sentence in re.split(r"\.\s", text):
            if re.search(r"suppressions|supprimé|delet", sentence) and "%" in sentence:
                yield f"a rate of deletions on a blind channel: {sentence.strip()}"


def main():
    tact, root = sys.argv[1], sys.argv[2]
    folders = sorted(glob.glob(os.path.join(root, "*/")))
    seen, wrong = {}, 0
    for folder in folders:
        try:
            theirs = json.loads(run(tact, folder, "--json"), parse_constant=refuse)
            with open(folder + "params.json", encoding="utf-8") as f:
                k_min = json.load(f)["k_min"]
            found = list(differences(theirs, answer(folder))) + list(dishonest(theirs, k_min))
            blind = theirs["deletion_observability"] == "none"
            for lang in ("fr", "en"):
                found += list(dishonest_text(run(tact, folder, "--lang", lang), blind))
        except ValueError as error:
            found = [str(error)]
        wrong += bool(found)
        for line in found:
            kind = re.sub(r"\[\d+\]", "[]", line.split(":")[0])
            seen.setdefault(kind, []).append((os.path.basename(folder.rstrip("/")), line))
    for kind, lines in sorted(seen.items(), key=lambda item: -len(item[1])):
        print(f"{len(lines):5}  {kind}")
        for name, line in lines[:3]:
            print(f"       {name}: {line[:220]}")
    print(f"{len(folders)} data sets, {len(folders) - wrong} agree in everything")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
