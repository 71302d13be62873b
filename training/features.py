"""Features as the Rust reader computes them, so that training and use cannot differ."""

import subprocess

import numpy as np
from scipy import sparse

from corpus import escape

ROWS = 1 << 18
WORDS_FROM = 1 << 17
ASKING_ROWS = 1 << 20


def read(examples, exporter):
    """Dense matrix, a sparse matrix of hashed rows, word and character n-grams normalised apart, and one of the rows of
    the table of questions."""
    lines = "".join(f"{example.lang}\t{escape(example.text)}\n" for example in examples)
    answer = subprocess.run([exporter], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    words = np.frombuffer(answer, dtype="<u4")
    floats = words.view("<f4")
    dense_count = int(words[0])
    at = 1
    dense = np.zeros((len(examples), dense_count), dtype=np.float32)
    hashed, asking = Rows(ROWS), Rows(ASKING_ROWS)
    for row in range(len(examples)):
        dense[row] = floats[at:at + dense_count]
        at += dense_count
        counts = [int(count) for count in words[at:at + 3]]
        at += 3
        lists = np.split(words[at:at + sum(counts)].astype(np.int32), np.cumsum(counts)[:-1])
        at += sum(counts)
        hashed.add(*lists[:2])
        asking.add(lists[2])
    assert at == len(words), "the exporter and this reader disagree"
    return dense, hashed.matrix(), asking.matrix()


class Rows:
    """Rows of one table, text by text."""

    def __init__(self, width):
        self.width, self.indices, self.values, self.ends = width, [], [], [0]

    def add(self, *lists):
        """One text: lists of rows, each normalised for itself."""
        for rows in lists:
            self.indices.append(rows)
            self.values.append(np.full(len(rows), 1 / np.sqrt(max(len(rows), 1)), dtype=np.float32))
        self.ends.append(self.ends[-1] + sum(len(rows) for rows in lists))

    def matrix(self):
        made = sparse.csr_matrix((np.concatenate(self.values), np.concatenate(self.indices), np.array(self.ends)),
                                 shape=(len(self.ends) - 1, self.width))
        made.sum_duplicates()
        return made
