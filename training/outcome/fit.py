"""Fits the outcome model (solved or not, rating 1 to 5) on our own conversations.

fit.py EXAMPLE CORPUS FIXTURES OUT [--held-out | --without-fixtures]

Arguments as of training/topics/fit.py. Prints cross-validated figures over sectors (every conversation
is judged by a model that saw none of its sector), fits on all that may be used, writes the weights and,
beside them, what was measured. Nothing is random.
"""

import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np

ROWS = 1 << 14


def read(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def export(example, records):
    lines = "".join(json.dumps(record) + "\n" for record in records)
    out = subprocess.run([example], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    return json.loads(out[0])["outcome_features"], [json.loads(line) for line in out[1:]]


def words(features, name):
    x = np.zeros((len(features), ROWS), dtype=np.float32)
    for at, feature in enumerate(features):
        for row, count in feature[name]:
            x[at, row] = 1 + max(0.0, np.log(count))
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9)


def ranks(values):
    order = np.argsort(values, kind="stable")
    rank = np.empty(len(values))
    rank[order] = np.arange(len(values))
    for value in np.unique(values):
        same = values == value
        rank[same] = rank[same].mean()
    return rank


def spearman(one, other):
    return float(np.corrcoef(ranks(np.asarray(one, float)), ranks(np.asarray(other, float)))[0, 1])


def f1(found, truth):
    hit = float(np.sum(found & truth))
    return 2 * hit / max(1.0, float(found.sum() + truth.sum()))


class Parts:
    """Standardised facts, two spaces of words, and their kernels, computed once."""

    def __init__(self, features, trains):
        dense = np.array([one["dense"] for one in features], dtype=np.float64)
        self.mean, self.spread = dense[trains].mean(0), np.maximum(dense[trains].std(0), 0.05)
        self.facts = np.clip((dense - self.mean) / self.spread, -4, 4)
        self.end, self.answers = words(features, "end_words"), words(features, "answer_words")
        self.by_facts = self.facts @ self.facts.T / self.facts.shape[1]
        self.by_words = (self.end @ self.end.T + self.answers @ self.answers.T).astype(np.float64)

    def fit(self, train, y, ridge, share):
        """Dual weights of a ridge regression on `train`, and its bias."""
        kernel = (self.by_facts + share * self.by_words)[np.ix_(train, train)]
        bias = y[train].mean()
        return np.linalg.solve(kernel + ridge * np.eye(len(train)), y[train] - bias), bias

    def scores(self, train, dual, bias, test, share):
        return bias + (self.by_facts + share * self.by_words)[np.ix_(test, train)] @ dual

    def head(self, train, dual, bias, share):
        return (floats(bias) + floats(self.facts[train].T @ dual / self.facts.shape[1])
                + rows(share * (self.end[train].T @ dual)) + rows(share * (self.answers[train].T @ dual)))


def crossed(parts, train, y, groups, ridge, share):
    out = np.zeros(len(y))
    for fold in range(8):
        test, rest = train[groups[train] % 8 == fold], train[groups[train] % 8 != fold]
        if len(test):
            out[test] = parts.scores(rest, *parts.fit(rest, y, ridge, share), test, share)
    return out[train]


def platt(scores, truth):
    """Slope and offset of the log-odds by Newton's method."""
    slope, offset = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-(slope * scores + offset)))
        x = np.c_[scores, np.ones(len(scores))]
        gradient = x.T @ (truth - p) - np.array([slope - 1, 0]) * 0.1
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(2)
        move = np.linalg.solve(hessian, gradient)
        slope, offset = slope + move[0], offset + move[1]
    return slope, offset


def floats(*values):
    return np.concatenate([np.atleast_1d(value) for value in values]).astype("<f4").tobytes()


def rows(values):
    step = max(float(np.abs(values).max()) / 127, 1e-12)
    return floats(step) + np.clip(np.round(values / step), -127, 127).astype(np.int8).tobytes()


def main():
    example, corpus, fixtures, out = sys.argv[1:5]
    held_out, without_fixtures = "--held-out" in sys.argv, "--without-fixtures" in sys.argv
    own, visible = read(Path(corpus) / "conversations.jsonl"), read(Path(fixtures) / "conversations.jsonl")
    validation = set((Path(corpus) / "validation-sectors.txt").read_text().splitlines())
    everything = own + visible
    names, features = export(example, everything)
    trains = np.array([(at < len(own) or not (held_out or without_fixtures))
                       and not (held_out and one["sector"] in validation) for at, one in enumerate(everything)])
    solved = np.array([bool(one["resolved"]) for one in everything])
    csat = np.array([float(one["csat"]) for one in everything])
    sectors = sorted({one["sector"] for one in everything})
    groups = np.array([sectors.index(one["sector"]) for one in everything])
    is_visible = np.arange(len(everything)) >= len(own)
    report, blob = {}, b"TOW1"
    for set_name, key in (("with answers", "outcome"), ("customer only", "outcome_customer")):
        parts = Parts([feature[key] for feature in features], trains)
        train, y, best = np.flatnonzero(trains), solved.astype(float), {}
        for ridge in (0.1, 0.2, 0.4, 0.8, 1.6):
            for share in (0.0, 0.3, 0.6, 1.0):
                by_csat = spearman(crossed(parts, train, csat, groups, ridge, share), csat[train])
                by_solved = -np.mean((np.clip(crossed(parts, train, y, groups, ridge, share), 0, 1) - y[train]) ** 2)
                for head, value in (("csat", by_csat), ("solved", by_solved)):
                    if head not in best or value > best[head][0]:
                        best[head] = (value, ridge, share)
        crossed_csat = crossed(parts, train, csat, groups, *best["csat"][1:])
        crossed_solved = crossed(parts, train, y, groups, *best["solved"][1:])
        slope, offset = platt(crossed_solved, y[train])
        p = 1 / (1 + np.exp(-(slope * crossed_solved + offset)))
        # A ridge prediction is drawn to the middle; the spread is that of ratings about it.
        spread = float(np.sqrt(np.mean((crossed_csat - csat[train]) ** 2)))
        is_solved = solved[train]
        figures = {"conversations": len(train), "csat Spearman": spearman(crossed_csat, csat[train]),
                   "csat mean error": float(np.mean(np.abs(np.clip(crossed_csat, 1, 5) - csat[train]))),
                   "solved F1": f1(p > 0.5, is_solved), "unsolved F1": f1(p <= 0.5, ~is_solved),
                   "solved accuracy": float(np.mean((p > 0.5) == is_solved)),
                   "solved Brier": float(np.mean((p - is_solved) ** 2)), "chosen": {k: v[1:] for k, v in best.items()}}
        fit_csat, fit_solved = (parts.fit(train, truth, *best[head][1:]) for truth, head in ((csat, "csat"), (y, "solved")))
        seen = is_visible[train]
        if seen.any():
            figures["cross-validated on fixtures"] = {
                "csat Spearman": spearman(crossed_csat[seen], csat[train][seen]), "solved F1": f1((p > 0.5)[seen], is_solved[seen])}
        for name, chosen in (("held out, own sectors", ~trains & ~is_visible), ("held out, fixtures", ~trains & is_visible)):
            test = np.flatnonzero(chosen)
            if len(test):
                q = slope * parts.scores(train, *fit_solved, test, best["solved"][2]) + offset
                rating = parts.scores(train, *fit_csat, test, best["csat"][2])
                figures[name] = {"csat Spearman": spearman(rating, csat[test]),
                                 "solved F1": f1(q > 0, solved[test]), "unsolved F1": f1(q <= 0, ~solved[test])}
        report[set_name] = figures
        print(set_name, json.dumps(figures))
        blob += floats(parts.mean, parts.spread) + parts.head(train, *fit_solved, best["solved"][2])
        blob += parts.head(train, *fit_csat, best["csat"][2]) + floats(slope, offset, spread)
        if set_name == "with answers":
            heavy = parts.facts[train].T @ fit_csat[0]
            print("heaviest facts:", [names[at] for at in np.argsort(-np.abs(heavy))[:14]])
    Path(out).write_bytes(blob)
    Path(out).with_suffix(".json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
