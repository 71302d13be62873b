"""The encoder and its heads in torch: BERT with post-layer-norm, a frozen word table, 6-bit weights in training."""

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from e5 import unpack

LEVELS = 31
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
HEADS = {"tweet": 3, "chat": 3, "public": 1, "emotion": 8, "act": 8, "question": 1, "suggestion": 1}
SHARED = 256


def row_scale(weight):
    """Per row, the scale among some that loses least when the row is rounded to -31..31."""
    top = weight.abs().amax(1, keepdim=True).clamp_min(1e-8)
    best, error = None, None
    for share in (0.55, 0.65, 0.75, 0.85, 1.0):
        scale = top * share / LEVELS
        loss = (torch.clamp(torch.round(weight / scale), -LEVELS, LEVELS) * scale - weight).square().sum(1, keepdim=True)
        if best is None:
            best, error = scale, loss
        else:
            better = loss < error
            best, error = torch.where(better, scale, best), torch.where(better, loss, error)
    return best


class Rounded(nn.Linear):
    """A linear layer whose weights are rounded to six bits on the way forward."""

    rounding = False

    def refresh(self):
        with torch.no_grad():
            self.scale = row_scale(self.weight)

    def forward(self, x):
        weight = self.weight
        if self.rounding:
            with torch.no_grad():
                rounded = torch.clamp(torch.round(weight / self.scale), -LEVELS, LEVELS) * self.scale
            weight = weight + (rounded - weight).detach() if weight.requires_grad else rounded
        return F.linear(x, weight, self.bias)


class Layer(nn.Module):
    def __init__(self, hidden, inner, heads, epsilon, drop):
        super().__init__()
        self.heads = heads
        for name in ("q", "k", "v", "ao"):
            setattr(self, name, Rounded(hidden, hidden))
        self.fi, self.fo = Rounded(hidden, inner), Rounded(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        rows, length, hidden = x.shape
        split = lambda y: y.view(rows, length, self.heads, -1).transpose(1, 2)
        mixed = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.aln(x + self.drop(self.ao(mixed.transpose(1, 2).reshape(rows, length, hidden))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """`kept`: old ids of the pieces in the table; `layers`: which of the pretrained layers."""

    def __init__(self, e5, kept, layers, positions, drop=0.1):
        super().__init__()
        blocks = e5.blocks("emb.word").reshape(-1, e5.hidden // 32, 18)[kept]
        table = unpack(blocks.reshape(-1, 18)).reshape(len(kept), e5.hidden)
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=True)
        kinds = e5.tensor("emb.type").reshape(2, -1)[0]
        self.position = nn.Parameter(torch.from_numpy(e5.tensor("emb.pos").reshape(-1, e5.hidden)[:positions] + kinds))
        self.norm = nn.LayerNorm(e5.hidden, e5.epsilon)
        load = lambda part, name: part.data.copy_(torch.from_numpy(e5.tensor(name)))
        load(self.norm.weight, "emb.ln.w"), load(self.norm.bias, "emb.ln.b")
        self.layers = nn.ModuleList()
        for at in layers:
            layer = Layer(e5.hidden, e5.inner, e5.heads, e5.epsilon, drop)
            for name in MATRICES:
                load(getattr(layer, name).weight, f"l{at}.{name}.w"), load(getattr(layer, name).bias, f"l{at}.{name}.b")
            for name in ("aln", "oln"):
                load(getattr(layer, name).weight, f"l{at}.{name}.w"), load(getattr(layer, name).bias, f"l{at}.{name}.b")
            self.layers.append(layer)

    def forward(self, ids, every=False):
        real = ids != 1
        mask = None if bool(real.all()) else real[:, None, None, :]
        x = self.norm(self.word(ids) + self.position[:ids.shape[1]])
        share = real.float() / real.sum(1, keepdim=True)
        pools = []
        for layer in self.layers:
            x = layer(x, mask)
            if every:
                pools.append(torch.einsum("bl,blh->bh", share, x))
        if every:
            return torch.stack(pools, 1)
        return torch.einsum("bl,blh->bh", share, x), x[:, 0]


class Model(nn.Module):
    """Encoder, a shared layer over mean and first token, linear heads; a projection for sentence vectors."""

    def __init__(self, encoder, hidden=384, drop=0.1):
        super().__init__()
        self.encoder = encoder
        self.shared = nn.Linear(2 * hidden, SHARED)
        self.drop = nn.Dropout(drop)
        self.heads = nn.Linear(SHARED, sum(HEADS.values()))
        self.sentence = nn.Linear(hidden, hidden)
        with torch.no_grad():
            self.sentence.weight.copy_(torch.eye(hidden))
            self.sentence.bias.zero_()

    def forward(self, ids):
        mean, first = self.encoder(ids)
        shared = F.gelu(self.shared(self.drop(torch.cat([mean, first], 1))))
        return self.heads(self.drop(shared)), self.sentence(mean)


def rounding(model, on):
    for part in model.modules():
        if isinstance(part, Rounded):
            part.rounding = on
            if on:
                part.refresh()


def padded(rows):
    length = max(map(len, rows))
    ids = np.ones((len(rows), length), dtype=np.int64)
    for at, row in enumerate(rows):
        ids[at, :len(row)] = row
    return torch.from_numpy(ids)
