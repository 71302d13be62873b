"""Features as the Rust reader computes them, so that training and use cannot differ."""

import subprocess

import numpy as np
from scipy import sparse

from corpus import escape

ROWS = 1 << 18
WORDS_FROM = 1 << 17


def read(examples, exporter):
    """Dense matrix, and a sparse matrix of hashed rows, word and character n-grams normalised apart."""
    lines = "".join(f"{example.lang}\t{escape(example.text)}\n" for example in examples)
    answer = subprocess.run([exporter], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    words = np.frombuffer(answer, dtype="<u4")
    floats = words.view("<f4")
    dense_count = int(words[0])
    at = 1
    dense = np.zeros((len(examples), dense_count), dtype=np.float32)
    indices, values, ends = [], [], [0]
    for row in range(len(examples)):
        dense[row] = floats[at:at + dense_count]
        at += dense_count
        counts = [int(words[at]), int(words[at + 1])]
        at += 2
        for count in counts:
            indices.append(words[at:at + count].astype(np.int32))
            values.append(np.full(count, 1 / np.sqrt(max(count, 1)), dtype=np.float32))
            at += count
        ends.append(ends[-1] + sum(counts))
    assert at == len(words), "the exporter and this reader disagree"
    hashed = sparse.csr_matrix((np.concatenate(values), np.concatenate(indices), np.array(ends)),
                               shape=(len(examples), ROWS))
    hashed.sum_duplicates()
    return dense, hashed
