"""What the accurate model thinks of the training texts: soft labels for the fast one.

    distil.py E5 KEPT CHECKPOINT DATA FIXTURES OUT

E5 and KEPT are the files training/accurate starts from, CHECKPOINT one of its checkpoints. OUT gets the texts and, per
head, the probabilities. For honest figures the checkpoint must not have learned from validation texts either
(training/accurate without --everything). Without OUT, training/train.sh learns from labels alone.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here / "accurate")]
import fit  # noqa: E402
from e5 import E5  # noqa: E402
from network import HEADS, Encoder, Model, padded  # noqa: E402
from teacher import tokenizer_of  # noqa: E402

# Head of the fast model → head of the teacher. A head of one column becomes two: no, yes.
TAUGHT_BY = {"public_sentiment": "tweet"}
# The opinion of a model on texts it learned by heart is too sure of itself: it is softened.
SOFTER = 1.5
BATCH = 3000
# Texts without labels of the heads that are taught.
ASKED = ("turn", "xed")


def opinions(model, rows):
    """Scores of all the teacher's heads; batches of texts of like length."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    out = np.zeros((len(rows), sum(HEADS.values())), dtype=np.float32)
    at = 0
    with torch.inference_mode():
        while at < len(order):
            end = at + 1
            while end < len(order) and (end + 1 - at) * len(rows[order[end]]) <= BATCH:
                end += 1
            said = model(padded([rows[i] for i in order[at:end]]))
            out[order[at:end]] = (said[0] if isinstance(said, tuple) else said).numpy()
            at = end
    return out


def main():
    e5_path, kept_path, checkpoint, data, fixtures, out = sys.argv[1:7]
    torch.set_num_threads(1)
    saved = torch.load(checkpoint, map_location="cpu")
    e5, kept = E5(e5_path), np.load(kept_path)
    tokenizer = tokenizer_of(e5, kept)
    model = Model(Encoder(e5, kept, saved["layers"], 128))
    model.load_state_dict(saved["average"], strict=False)
    model.eval()
    examples = [e for e in fit.gather(Path(data), Path(fixtures)) if e.source in ASKED and not e.extra.get("validation")]
    texts = list(dict.fromkeys(e.text for e in examples))
    said = opinions(model, [tokenizer.encode(text) for text in texts])
    first, answers = 0, {}
    for head, width in HEADS.items():
        scores = said[:, first:first + width] / SOFTER
        first += width
        answers[head] = fit.softmax(np.hstack([np.zeros_like(scores), scores]) if width == 1 else scores)
    np.savez(out, texts=json.dumps(texts), **{head: answers[by] for head, by in TAUGHT_BY.items()})
    print(len(texts), "texts")


if __name__ == "__main__":
    main()
