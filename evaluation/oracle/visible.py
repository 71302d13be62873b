"""Checks the oracle against the committed scenarios: `python visible.py [fixtures/stats]`."""
import glob
import json
import os
import sys

from compare import differences
from oracle import answer

root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../../fixtures/stats")
wrong = 0
for folder in sorted(glob.glob(os.path.join(root, "*/"))):
    with open(folder + "expected.json", encoding="utf-8") as f:
        found = list(differences(answer(folder), json.load(f)))
    wrong += bool(found)
    print(os.path.basename(folder.rstrip("/")), "agrees" if not found else "\n  " + "\n  ".join(found[:12]))
sys.exit(1 if wrong else 0)
