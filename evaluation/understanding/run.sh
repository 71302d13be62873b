#!/bin/sh
# Every table of results.md, in one go: evaluation/understanding/run.sh DATA WORK [HELD-OUT]
#
# DATA      the public data sets (umsab, questions)
# WORK      a folder outside the repository: environments of the tools, answers, weights trained for this
# HELD-OUT  a folder with held-out.weights, as `training/train.sh DATA --held-out HELD-OUT` writes it; without it the
#           weights are trained first, into WORK/fast
# ACCURATE  (environment) weights of the accurate model trained without --everything (training/accurate/README.md);
#           without it the accurate model has no column
# SKIP_TOOLS=1 asks the lexicon tools only if WORK has no answers of theirs yet (multilang-sentiment takes minutes)
#
# Needs python3, node, npm, cargo. The tools are installed by name and version into WORK, nothing else is.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
absolute() { mkdir -p "$1" && cd "$1" && pwd; }
data=$(cd "$1" && pwd)
work=$(absolute "$2")
held=${3:-$work/fast}
cd "$root"
if [ ! -f "$held/held-out.weights" ]; then
    mkdir -p "$held"
    training/train.sh "$data" --held-out "$held" >&2
fi
cargo build --release --quiet -p tact-analysis --example predict --example accurate_speed
cargo build --release --quiet -p tact-app
date +%F > "$work/date.txt"
python3 "$here/gather.py" "$data" "$work/texts.jsonl"

predict=target/release/examples/predict
$predict --fast "$held/held-out.weights" < "$work/texts.jsonl" > "$work/answers-fast.jsonl"
rm -f "$work/answers-accurate.jsonl"
if [ -n "${ACCURATE:-}" ]; then
    $predict --fast "$held/held-out.weights" --accurate "$ACCURATE" < "$work/texts.jsonl" > "$work/answers-accurate.jsonl"
fi

if [ -z "${SKIP_TOOLS:-}" ] || [ ! -f "$work/multilang.jsonl" ]; then
    [ -d "$work/venv" ] || python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet textblob==0.20.1 textblob-fr==0.2.0 vaderSentiment-fr==1.3.4
    "$work/venv/bin/python" "$here/lexicon_tools.py" "$work/texts.jsonl" "$work/lexicons.jsonl"
    [ -f "$work/package.json" ] || echo '{"private": true}' > "$work/package.json"
    (cd "$work" && npm install --silent --no-audit --no-fund multilang-sentiment@2.0.0 >/dev/null)
    NODE_PATH="$work/node_modules" node "$here/multilang.cjs" "$work/texts.jsonl" "$work/multilang.jsonl"
fi

ACCURATE=${ACCURATE:-} python3 "$here/speed.py" "$work/speed.json"
python3 "$here/tables.py" "$work" "$here/results.json" > "$here/results.md"
cat "$here/results.md"
echo "now: evaluation/understanding/card.py fast; card.py accurate" >&2
