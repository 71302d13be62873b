"""Sentence vectors of the whole 12-layer encoder, computed once: teacher.py E5 KEPT OUT < texts (JSON a line)."""

import json
import sys

import numpy as np
import torch

from e5 import E5
from network import Encoder, padded
from pieces import Tokenizer


def tokenizer_of(e5, kept):
    return Tokenizer([e5.pieces[at] for at in kept], e5.scores[kept].tolist(), e5.mappings, float(e5.scores.min()) - 10)


def vectors(encoder, rows, every=False, size=4096, note=None):
    """Mean-pooled vectors of token rows, in their order; batches of about `size` tokens of like length."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    out = None
    start = 0
    with torch.inference_mode():
        while start < len(order):
            end = start + 1
            while end < len(order) and (end + 1 - start) * len(rows[order[end]]) <= size:
                end += 1
            batch = order[start:end]
            got = encoder(padded([rows[at] for at in batch]), every)
            got = (got if every else got[0]).numpy()
            if out is None:
                out = np.zeros((len(rows), *got.shape[1:]), dtype=np.float16 if every else np.float32)
            out[batch] = got
            start = end
            if note:
                note(start)
    return out


def main():
    e5_path, kept_path, out = sys.argv[1:4]
    torch.set_num_threads(2)
    e5 = E5(e5_path)
    kept = np.load(kept_path)
    tokenizer = tokenizer_of(e5, kept)
    encoder = Encoder(e5, kept, range(12), 512).eval()
    prefix = tokenizer.word("\u2581query:")
    texts = [json.loads(line) for line in sys.stdin]
    rows = [(lambda ids: ids[:1] + prefix + ids[1:])(tokenizer.encode(text)) for text in texts]
    np.save(out, vectors(encoder, rows))


if __name__ == "__main__":
    main()
