#!/bin/sh
# Rebuilds the weights of the fast model: training/train.sh DATA [--held-out OUT]
# DATA holds the public data sets (umsab, questions, goemotions, multidogo). Python 3.11 with the packages of
# requirements.txt. The seed is fixed: the same data give the same weights. With --held-out the chat
# development set trains nothing, and weights and figures go to OUT instead.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=$1
weights=$root/crates/analysis/data/fast.weights
metrics=$root/models/fast/training.json
flag=
if [ "${2:-}" = --held-out ]; then
    weights=$3/held-out.weights
    metrics=$3/held-out.json
    flag=--held-out
fi
cd "$root"
cargo build --release -p tact-analysis --example export_features
python3 "$here/fit.py" "$data" "$root/fixtures/chat" target/release/examples/export_features "$weights" "$metrics" $flag
