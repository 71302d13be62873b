#!/bin/sh
# Rebuilds the weights of the fast model: training/train.sh DATA [--held-out OUT]
# DATA holds the public data sets (umsab, questions, goemotions, xed, multidogo). Python 3.11 with the packages of
# requirements.txt. The seed is fixed: the same data give the same weights.
# First a fit without any validation text chooses temperatures and thresholds and measures (models/fast/training.json),
# then a fit on everything makes the weights that ship. With --held-out only the first is done, and weights and figures
# go to OUT. Optional, by environment: WORDS, made by words.py, and SOFT, made by distil.py; without them labels and
# n-grams alone make the model.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=$1
cd "$root"
cargo build --release -p tact-analysis --example export_features
fit() {
    python3 "$here/fit.py" "$data" "$root/fixtures/chat" target/release/examples/export_features "$@" \
        ${WORDS:+--words "$WORDS"} ${SOFT:+--soft "$SOFT"}
}
if [ "${2:-}" = --held-out ]; then
    fit "$3/held-out.weights" "$3/held-out.json" --held-out
    exit
fi
held=$(mktemp -d)
trap 'rm -r "$held"' EXIT
fit "$held/held-out.weights" "$root/models/fast/training.json" --held-out
fit "$root/crates/analysis/data/fast.weights" "$root/models/fast/training.json"
