"""Judges `tact label --conversations` against labelled conversations.

measure.py LABELLED PREDICTED [NAME]   JSON lines with topic, resolved, csat; what the program answered
measure.py --stability FIRST SECOND    two answers on overlapping conversations: do pairs stay together?
"""

import json
import sys
from collections import Counter, defaultdict
from math import exp, lgamma, log
from pathlib import Path


def read(path):
    return {str(one["id"]): one for one in map(json.loads, Path(path).read_text().splitlines())}


def entropy(counts, n):
    return -sum(c / n * log(c / n) for c in counts if c)


def adjusted_mutual_information(one, other):
    """AMI with the arithmetic mean (Vinh, Epps and Bailey 2010)."""
    n = len(one)
    a, b, both = Counter(one), Counter(other), Counter(zip(one, other))
    mutual = sum(c / n * log(n * c / (a[x] * b[y])) for (x, y), c in both.items())
    expected = 0.0
    for x in a.values():
        for y in b.values():
            for c in range(max(1, x + y - n), min(x, y) + 1):
                chance = exp(lgamma(x + 1) + lgamma(y + 1) + lgamma(n - x + 1) + lgamma(n - y + 1) - lgamma(n + 1)
                             - lgamma(c + 1) - lgamma(x - c + 1) - lgamma(y - c + 1) - lgamma(n - x - y + c + 1))
                expected += c / n * log(n * c / (x * y)) * chance
    top = (entropy(a.values(), n) + entropy(b.values(), n)) / 2
    return (mutual - expected) / (top - expected) if top != expected else 1.0


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in range(start, end + 1):
            rank[order[place]] = (start + end) / 2
        start = end + 1
    return rank


def spearman(one, other):
    x, y = ranks(one), ranks(other)
    mx, my = sum(x) / len(x), sum(y) / len(y)
    top = sum((p - mx) * (q - my) for p, q in zip(x, y))
    return top / (sum((p - mx) ** 2 for p in x) * sum((q - my) ** 2 for q in y)) ** 0.5


def f1(found, truth):
    hit = sum(p and t for p, t in zip(found, truth))
    return 2 * hit / max(1, sum(found) + sum(truth))


def measure(labelled, predicted, name):
    truth, answers = read(labelled), read(predicted)
    ids = [one for one in truth if one in answers]
    t, p = [truth[one] for one in ids], [answers[one] for one in ids]
    topics, clusters = [one["topic"] for one in t], [one["topic_cluster"] for one in p]
    solved, found = [one["resolved"] for one in t], [bool(one["resolved"]) for one in p]
    ratings, guesses = [one["csat"] for one in t], [one["csat"] or 3 for one in p]
    inside = sum(a["csat_interval"][0] <= r <= a["csat_interval"][1] for r, a in zip(ratings, p) if a["csat_interval"])
    print(f"{name}: {len(ids)} conversations | topics AMI {adjusted_mutual_information(topics, clusters):.3f}, "
          f"clusters {len(set(clusters))} of {len(set(topics))}, largest {max(Counter(clusters).values())} | "
          f"solved F1 {f1(found, solved):.3f}, unsolved F1 {f1([not x for x in found], [not x for x in solved]):.3f} | "
          f"rating Spearman {spearman(ratings, guesses):.3f}, in the 80 % interval {inside / len(ids):.2f}", end="")
    if "flow" in t[0]:
        print(f" | flow right {sum(a['flow'] == b['flow'] for a, b in zip(t, p)) / len(ids):.2f}", end="")
    print()


def stability(first, second):
    one, other = read(first), read(second)
    ids = sorted(set(one) & set(other))
    labels = sum(one[i]["topic_label"] == other[i]["topic_label"] for i in ids) / len(ids)
    ami = adjusted_mutual_information([one[i]["topic_cluster"] for i in ids], [other[i]["topic_cluster"] for i in ids])
    groups = defaultdict(set)
    for i in ids:
        groups[one[i]["topic_label"]].add(other[i]["topic_label"])
    print(f"stability on {len(ids)} shared conversations: same label {labels:.3f}, AMI {ami:.3f}")


if __name__ == "__main__":
    if sys.argv[1] == "--stability":
        stability(*sys.argv[2:4])
    else:
        measure(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "set")
