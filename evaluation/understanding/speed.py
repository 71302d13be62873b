"""Speed and size of the release build, by core time; the middle of three runs.

    speed.py OUT.json

Reads fixtures/chat/unlabelled-fr.txt. The environment may name the weights of the accurate model in ACCURATE.
"""

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TACT = ROOT / "target/release/tact"
LINES = (ROOT / "fixtures/chat/unlabelled-fr.txt").read_bytes()
REPEATED = 100


def core_seconds(command, fed):
    """Seconds of core time and of the clock a command takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, input=fed, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - began


def middle(command, fed, which=0):
    return statistics.median(core_seconds(command, fed)[which] for _ in range(3))


def main():
    label = [TACT, "label", "--model", "fast", "--task"]
    many = middle([*label, "sentiment"], LINES * REPEATED)
    count = LINES.count(b"\n") * REPEATED
    start = middle([*label, "lang"], b"bonjour\n")
    rows = [
        {"what": f"fast: messages a second of core time, `tact label`, {count:,} messages", "value": f"{count / many:,.0f}"},
        {"what": "fast: start-up and one message, core time", "value": f"{1000 * start:.0f} ms"},
        {"what": "fast: start-up and one message, clock (shared machine)",
         "value": f"{1000 * middle([*label, 'lang'], b'bonjour', 1):.0f} ms"},
        {"what": "fast: weights, inside the program",
         "value": f"{(ROOT / 'crates/analysis/data/fast.weights').stat().st_size / 1e6:.1f} MB"},
        {"what": "the whole program", "value": f"{TACT.stat().st_size / 1e6:.1f} MB"},
    ]
    weights = os.environ.get("ACCURATE")
    if weights:
        accurate = [TACT, "label", "--model-file", weights, "--task"]
        start = middle([*accurate, "lang"], b"bonjour\n")
        alone = ROOT / "target/release/examples/accurate_speed"
        said = subprocess.run([alone, weights, "30"], input=LINES, stdout=subprocess.PIPE, check=True).stdout.decode()
        some = LINES.split(b"\n")[:300]
        spent = middle([*accurate, "sentiment"], b"\n".join(some) + b"\n") - start
        rows += [
            {"what": "accurate: messages a second of core time, `tact label`, 300 of the same messages (median 8 words)",
             "value": f"{len(some) / spent:,.0f}"},
            {"what": "accurate: start-up and one message, core time", "value": f"{1000 * start:.0f} ms"},
            {"what": "accurate: weights, a file", "value": f"{Path(weights).stat().st_size / 1e6:.1f} MB"},
        ]
        rows += [{"what": "accurate, 30-token messages: " + name.strip(), "value": value.strip()}
                 for name, value in re.findall(r"^(.*?): (.*)$", said, re.MULTILINE)]
    Path(sys.argv[1]).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
