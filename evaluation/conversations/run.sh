#!/usr/bin/env bash
# Measures topics, outcomes and predicted ratings of whole conversations, honestly: weights are fitted
# again without what is measured, then the program itself answers.
#   evaluation/conversations/run.sh CHAT [ACCURATE [BANKING77]]
#     CHAT       folder with the chat fixtures' conversations.jsonl
#     ACCURATE   the accurate model's weights; left out, only the fast path is measured
#     BANKING77  folder with val.tsv (label, tab, text)
# Needs cargo and a python3 with numpy (training/requirements.txt); PYTHON names another one.
set -euo pipefail
cd "$(dirname "$0")/../.."
chat=$1 accurate=${2:-} banking=${3:-}
python=${PYTHON:-python3}
work=$(mktemp -d)
data=crates/analysis/data
cp "$data"/{topics,topics-dense,outcome}.weights "$work/"
restore() { cp "$work"/{topics,topics-dense,outcome}.weights "$data/"; rm -rf "$work"; }
trap restore EXIT

cargo build --quiet --release -p tact-analysis --example export_conversations --example topic_quality
export=target/release/examples/export_conversations
dense=()
[ -z "$accurate" ] || dense=(--accurate "$accurate" "$data/topics-dense.weights")
"$python" training/topics/fit.py "$export" training/corpus "$chat" "$data/topics.weights" --held-out "${dense[@]}"
"$python" training/outcome/fit.py "$export" training/corpus "$chat" "$data/outcome.weights" --held-out
rm -f "$data/outcome.json"
cargo build --quiet --release -p tact-app
"$python" - "$work" <<'P'
import json, sys
from pathlib import Path
sectors = set(Path("training/corpus/validation-sectors.txt").read_text().splitlines())
lines = Path("training/corpus/conversations.jsonl").read_text().splitlines()
kept = [line for line in lines if json.loads(line)["sector"] in sectors]
Path(sys.argv[1], "own.jsonl").write_text("\n".join(kept) + "\n")
P
models=(fast)
[ -z "$accurate" ] || models+=(accurate)
for model in "${models[@]}"; do
  more=()
  [ "$model" = fast ] || more=(--model accurate --model-file "$accurate")
  for set in own chat; do
    file=$work/own.jsonl
    [ $set = own ] || file=$chat/conversations.jsonl
    target/release/tact label --conversations "${more[@]}" <"$file" >"$work/$set.$model"
    "$python" evaluation/conversations/measure.py "$file" "$work/$set.$model" "$model, $set, held out"
  done
done
# Three quarters of the conversations, then all: what was together should stay so.
awk 'NR % 4' "$chat/conversations.jsonl" | target/release/tact label --conversations >"$work/part"
"$python" evaluation/conversations/measure.py --stability "$work/part" "$work/chat.fast"
for _ in $(seq 1667); do cat "$chat/conversations.jsonl"; done | head -100000 >"$work/many"
echo "100,000 conversations, fast:"
( time target/release/tact label --conversations <"$work/many" >/dev/null ) 2>&1 | grep real
[ -z "$banking" ] || { echo "banking77 val:"; target/release/examples/topic_quality en 5 <"$banking/val.tsv" | sed -n 1p; }
