"""Figures from labels: F1, standard errors, calibration."""

import random
from collections import Counter


def macro_f1(pairs, label=None):
    """Mean F1 in percent over the labels of the gold side, or the F1 of one label. Pairs are (gold, said)."""
    both, gold, said = Counter(), Counter(), Counter()
    for wanted, answer in pairs:
        gold[wanted] += 1
        said[answer] += 1
        both[wanted] += wanted == answer
    labels = [label] if label is not None else sorted(gold, key=str)
    return 100 * sum(2 * both[x] / max(1, gold[x] + said[x]) for x in labels) / max(1, len(labels))


def accuracy(pairs):
    return 100 * sum(wanted == answer for wanted, answer in pairs) / max(1, len(pairs))


def with_error(measure, pairs, draws=200):
    """A figure and its standard error by resampling the texts, with a fixed seed."""
    rng = random.Random(len(pairs))
    values = [measure(rng.choices(pairs, k=len(pairs))) for _ in range(draws)]
    mean = sum(values) / draws
    return measure(pairs), (sum((value - mean) ** 2 for value in values) / (draws - 1)) ** 0.5


def calibration_error(rows, bins=10):
    """Mean distance in points between how sure (0 to 1) and how often right; rows are (sure, right)."""
    total = 0.0
    for at in range(bins):
        inside = [(p, right) for p, right in rows if at <= min(p * bins, bins - 1e-9) < at + 1]
        if inside:
            total += abs(sum(p for p, _ in inside) - sum(right for _, right in inside))
    return 100 * total / max(1, len(rows))


def cut(score, low, high):
    return "negative" if score <= low else "positive" if score >= high else "neutral"


def best_cut(pairs):
    """The two limits that make a score's answers best on these very texts: a bound no honest use reaches."""
    values = sorted({score for _, score in pairs})
    steps = [values[len(values) * at // 25] for at in range(25)] + [values[-1] + 1]
    best = 0.0
    for first, low in enumerate(steps):
        for high in steps[first:]:
            best = max(best, macro_f1([(gold, cut(score, low, high)) for gold, score in pairs]))
    return best
