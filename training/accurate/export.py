"""Writes the weights file that Rust reads.

    export.py --e5 FILE --kept KEPT.npy --checkpoint LAST.pt --settings SETTINGS.json --out weights.bin

The layout is described in crates/analysis/src/model/accurate/file.rs. SETTINGS holds what `choose.py` found on
validation texts; without it temperatures are 1 and the fast model has no voice.
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

from e5 import E5
from network import HEADS, LEVELS, SHARED, row_scale

DEFAULT = {"temperatures": [1.0, 1.0, 1.0, 1.0], "abstain_below": 0.6, "suggestion_from": 0.5,
           "voices": [0.0, 0.0, 0.0, 0.0]}
POSITIONS = 128


def checksum(data):
    """FNV-1a over words of eight bytes."""
    data = data + bytes(-len(data) % 8)
    total = 0xCBF29CE484222325
    for word in np.frombuffer(data, "<u8").tolist():
        total = ((total ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return total


def floats(values):
    return np.asarray(values, dtype="<f4").tobytes()


def matrix(weights, biases):
    weight = torch.cat(weights)
    scale = row_scale(weight)
    rounded = torch.clamp(torch.round(weight / scale), -LEVELS, LEVELS).to(torch.int8)
    return floats(scale[:, 0]) + floats(torch.cat(biases)) + rounded.numpy().tobytes()


def main():
    parser = argparse.ArgumentParser()
    for name in ("e5", "kept", "checkpoint", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--settings", type=Path)
    args = parser.parse_args()
    e5, kept = E5(args.e5), np.load(args.kept)
    saved = torch.load(args.checkpoint, map_location="cpu")
    state = saved["average"]
    settings = DEFAULT | (json.loads(args.settings.read_text()) if args.settings else {})
    part = lambda name: state[name]
    layers = len(saved["layers"])
    out = bytearray()
    out += struct.pack("<9I", e5.hidden, e5.inner, e5.heads, SHARED, sum(HEADS.values()), layers, len(kept), POSITIONS,
                       len(e5.mappings))
    out += floats([e5.epsilon, float(e5.scores.min()) - 10])
    out += floats([*settings["temperatures"], settings["abstain_below"], settings["suggestion_from"]])
    out += floats(settings["voices"])
    for at in kept:
        piece = e5.pieces[at].encode()
        out += bytes([len(piece)]) + piece
    out += floats(e5.scores[kept])
    for source, target in sorted(e5.mappings.items()):
        out += struct.pack(f"<IB{len(target)}I", ord(source), len(target), *map(ord, target))
    out += e5.blocks("emb.word").reshape(-1, e5.hidden // 32 * 18)[kept].tobytes()
    out += floats(part("encoder.position"))
    out += floats(part("encoder.norm.weight")) + floats(part("encoder.norm.bias"))
    for at in range(layers):
        inside = lambda names: matrix([part(f"encoder.layers.{at}.{name}.weight") for name in names],
                                      [part(f"encoder.layers.{at}.{name}.bias") for name in names])
        norm = lambda name: floats(part(f"encoder.layers.{at}.{name}.weight")) + floats(
            part(f"encoder.layers.{at}.{name}.bias"))
        out += inside(("q", "k", "v")) + inside(("ao",)) + norm("aln") + inside(("fi",)) + inside(("fo",)) + norm("oln")
    for name in ("shared", "heads", "sentence"):
        out += floats(part(f"{name}.weight")) + floats(part(f"{name}.bias"))
    out += floats(saved["mean"])
    out = bytes(out)
    args.out.write_bytes(b"TACTAC01" + struct.pack("<Q", checksum(out)) + out)
    print(args.out, round(args.out.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
