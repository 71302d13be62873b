"""Fits the weights of the topic reader on our own conversations.

fit.py EXAMPLE CORPUS FIXTURES OUT [--held-out | --without-fixtures] [--accurate WEIGHTS DENSE]

EXAMPLE   the built example `export_conversations` (features as the program sees them)
CORPUS    training/corpus (conversations.jsonl, validation-sectors.txt)
FIXTURES  folder with the chat fixtures' conversations.jsonl
OUT       topics.weights to write
WEIGHTS   the accurate model's file; DENSE: topics-dense.weights to write, fitted on its vectors. To be
          done again whenever that file changes.

With --held-out nothing is learned from the validation sectors and the fixtures, and the figures on both
are honest; with --without-fixtures only the fixtures are held out; without either, everything is used and the figures only show that the fit went through. Nothing is
random: the same input gives the same file.
"""

import collections
import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
ROWS = 1 << 14
PARTS = 3
# Share of a part's pattern weights in the whole: what is said later is about other things too.
PART_SHARES = (1.0, 0.5, 0.4)
# How often a pattern of each strength is expected in a conversation about its problem, and what this
# expectation counts for, in conversations.
EXPECTED = {"!": 0.22, "": 0.12, "~": 0.35}
PRIOR = 6.0
CAP = 3.5
RIDGE = 0.6
# Sentence vectors: chosen on the own validation sectors and the fixtures, both held out.
DENSE_RIDGE, DENSE_SCALE = 1.0, 30.0
# What texts count for against a whole conversation: an opening, a list of a problem's patterns.
OPENING, LISTED = 0.6, 0.4


def read(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def export(example, records, accurate=()):
    """Features of conversations or single texts, in their order, and the header."""
    lines = "".join(json.dumps(record) + "\n" for record in records)
    out = subprocess.run([example, *accurate], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    return json.loads(out[0]), [json.loads(line) for line in out[1:]]


def listed():
    """Strengths of all patterns, and the patterns of each problem as one text per pattern."""
    strengths, texts, key = [], [], None
    data = HERE.parents[1] / "crates/analysis/data/problems.txt"
    for line in data.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            key = line[1:line.index("]")]
            continue
        strengths.append(line[0] if line[0] in "!~" else "")
        words = line.lstrip("!~ ").replace("*", "").replace(" + ", " . ").replace("|", " . ")
        texts.append((key, words))
    return strengths, texts


def openings():
    key, texts = None, []
    for line in (HERE / "openings.txt").read_text().splitlines():
        if line.startswith("[") and line.endswith("]"):
            key = line[1:-1]
        elif line and not line.startswith("#"):
            texts.append((key, line))
    return texts


def matrix(features, rarity=None):
    """Counted rows, weighted and brought to length 1; learns the rarity when none is given."""
    counts = np.zeros((len(features), ROWS), dtype=np.float32)
    for at, feature in enumerate(features):
        for row, count in feature["topic"]["rows"]:
            counts[at, row] = 1 + max(0.0, np.log(count))
    if rarity is None:
        seen = (counts > 0).sum(0)
        rarity = np.where(seen > 0, np.log((1 + len(features)) / (1 + seen)) + 1, 0).astype(np.float32)
        rarity[seen < 2] = 0
    weighted = counts * rarity
    return weighted / np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-9), rarity


def pattern_weights(features, truth, problems, strengths, owners):
    """Logarithm of how much oftener a pattern is met where its problem is."""
    weights = np.zeros((PARTS, len(owners)))
    share = np.array([EXPECTED[strength] for strength in strengths])
    size = np.bincount(truth, minlength=problems)[owners]
    for part in range(PARTS):
        own, other = np.zeros(len(owners)), np.zeros(len(owners))
        for feature, label in zip(features, truth):
            for pattern in feature["topic"]["patterns"][part]:
                if owners[pattern] == label:
                    own[pattern] += 1
                else:
                    other[pattern] += 1
        there = (own + PRIOR * share * (1 if part == 0 else 0.8)) / (size + PRIOR)
        elsewhere = (other + 2 * 0.02) / (len(truth) - size + 2)
        weights[part] = PART_SHARES[part] * np.clip(np.log(there / elsewhere), 0, CAP)
    return weights


def pattern_scores(features, weights, owners, problems):
    scores = np.zeros((len(features), problems))
    for at, feature in enumerate(features):
        for part in range(PARTS):
            found = collections.defaultdict(list)
            for pattern in feature["topic"]["patterns"][part]:
                found[owners[pattern]].append(weights[part][pattern])
            for problem, list_ in found.items():
                for order, weight in enumerate(sorted(list_, reverse=True)):
                    scores[at, problem] += weight * 0.5**order
    return scores


def ridge(x, truth, weight, problems, strength=RIDGE):
    """Dual ridge regression on plus and minus one half; weights (rows, problems) and biases."""
    y = np.full((len(truth), problems), -0.5)
    y[np.arange(len(truth)), truth] = 0.5
    bias = np.average(y, axis=0, weights=weight)
    kernel = (x @ x.T).astype(np.float64)
    dual = np.linalg.solve(kernel + np.diag(strength / weight), y - bias)
    return (x.T @ dual.astype(np.float32)), bias


def score(name, total, truth):
    found = total.argmax(1)
    order = np.argsort(-total, axis=1)[:, :3]
    print(f"{name}: {len(truth)} conversations, first {np.mean(found == truth):.3f}, "
          f"among three {np.mean([t in o for t, o in zip(truth, order)]):.3f}, clusters {len(set(found))} of {len(set(truth))}")


def main():
    example, corpus, fixtures, out = sys.argv[1:5]
    held_out, without_fixtures = "--held-out" in sys.argv, "--without-fixtures" in sys.argv
    at = sys.argv.index("--accurate") if "--accurate" in sys.argv else None
    accurate, dense_out = sys.argv[at + 1:at + 3] if at else (None, None)
    slugs = dict(line.split("\t") for line in (HERE / "slugs.tsv").read_text().splitlines() if not line.startswith("#"))
    own, visible = read(Path(corpus) / "conversations.jsonl"), read(Path(fixtures) / "conversations.jsonl")
    validation = set((Path(corpus) / "validation-sectors.txt").read_text().splitlines())
    strengths, patterns = listed()
    singles = openings() + patterns
    header, features = export(example, own + visible + [{"id": "", "opening": text} for _, text in singles],
                              [accurate] if accurate else [])
    place = {key: at for at, key in enumerate(header["problems"])}
    owners, problems = np.array(header["pattern_problems"]), len(place)
    conversations = own + visible
    truth = np.array([place[slugs[one["topic"]]] for one in conversations])
    single_truth = np.array([place[key] for key, _ in singles])
    single_weight = np.array([OPENING] * (len(singles) - len(patterns)) + [LISTED] * len(patterns))
    whole, texts = features[:len(conversations)], features[len(conversations):]
    trains = np.array([(at < len(own) or not (held_out or without_fixtures))
                       and not (held_out and one["sector"] in validation)
                       for at, one in enumerate(conversations)])

    def fitted(chosen):
        kept = [whole[at] for at in np.flatnonzero(chosen)]
        x, rarity = matrix(kept + texts)
        weight = np.r_[np.ones(len(kept)), single_weight]
        words, bias = ridge(x, np.r_[truth[chosen], single_truth], weight, problems)
        return pattern_weights(kept, truth[chosen], problems, strengths, owners), rarity, words, bias

    def parts_of(model, chosen):
        weights, rarity, words, bias = model
        some = [whole[at] for at in np.flatnonzero(chosen)]
        return pattern_scores(some, weights, owners, problems), matrix(some, rarity)[0] @ words + bias

    # What the words count for beside the patterns, by cross-validation over sectors.
    sectors = sorted({one["sector"] for one, used in zip(conversations, trains) if used})
    folds = [trains & np.array([one["sector"] in sectors[fold::5] for one in conversations]) for fold in range(5)]
    found = [(parts_of(fitted(trains & ~fold), fold), truth[fold]) for fold in folds]
    best = None
    for scale in (6, 9, 12, 16, 20, 25, 30):
        for share in (0.3, 0.5, 0.7, 1.0):
            loss, hits, count = 0.0, 0, 0
            for (by_pattern, by_words), labels in found:
                total = share * by_pattern + scale * by_words
                norm = np.log(np.exp(total - total.max(1, keepdims=True)).sum(1)) + total.max(1)
                loss += (norm - total[np.arange(len(labels)), labels]).sum()
                hits += (total.argmax(1) == labels).sum()
                count += len(labels)
            if best is None or loss < best[0]:
                best = (loss, scale, share, hits / count, loss / count)
    _, scale, share, hits, loss = best
    print(f"cross-validated over sectors: first {hits:.3f}, loss {loss:.3f}, scale {scale}, patterns {share}")
    model = fitted(trains)
    weights, rarity, words, bias = model
    for name, chosen in (("trained on", trains), ("held out, own sectors", ~trains & (np.arange(len(truth)) < len(own))),
                         ("held out, fixtures", ~trains & (np.arange(len(truth)) >= len(own)))):
        if chosen.any():
            by_pattern, by_words = parts_of(model, chosen)
            score(name, share * by_pattern + scale * by_words, truth[chosen])
    if dense_out:
        vectors = np.array([feature["vector"] or [0.0] * 384 for feature in features])
        known, loose = vectors[:len(whole)], vectors[len(whole):]
        dense, dense_bias = ridge(np.r_[known[trains], loose], np.r_[truth[trains], single_truth],
                                  np.r_[np.ones(trains.sum()), single_weight], problems, DENSE_RIDGE)
        for name, chosen in (("own sectors", np.arange(len(truth)) < len(own)), ("fixtures", np.arange(len(truth)) >= len(own))):
            chosen = chosen & ~trains
            if chosen.any():
                by_pattern, by_words = parts_of(model, chosen)
                score(f"with vectors, held out, {name}", share * by_pattern + scale * by_words
                      + DENSE_SCALE * (known[chosen] @ dense + dense_bias), truth[chosen])
        with open(dense_out, "wb") as file:
            file.write(((dense_bias - dense_bias.mean()) * DENSE_SCALE).astype("<f4").tobytes())
            file.write((dense * DENSE_SCALE).astype("<f4").tobytes())
    words, weights = words * scale, weights * share
    step = np.abs(words).max() / 127
    rounded = np.clip(np.round(words / step), -127, 127).astype(np.int8)
    with open(out, "wb") as file:
        file.write(b"TPW1" + struct.pack("<IIIf", ROWS, problems, len(owners), step))
        file.write(rarity.astype("<f4").tobytes())
        file.write(rounded.tobytes())
        # A logarithm of odds without prior: the mean over problems is nought.
        file.write(((bias - bias.mean()) * scale).astype("<f4").tobytes())
        file.write(weights.astype("<f4").tobytes())
    print(f"{out}: {Path(out).stat().st_size} bytes")


if __name__ == "__main__":
    main()
