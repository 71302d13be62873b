"""Fits the heads of the fast model and writes its weights file, its metrics and nothing else.

    python3 fit.py DATA FIXTURES EXPORTER WEIGHTS METRICS [--held-out]

DATA is the folder of public data sets, FIXTURES the chat fixtures, EXPORTER the built example
`export_features`. With --held-out the chat development set trains nothing: what its figures then say is
honest. Without it the development set trains too, as it does for the weights that ship.
"""

import json
import random
import struct
import sys
from pathlib import Path

import numpy as np
from scipy import optimize, sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

import corpus
from corpus import ACTS, EMOTIONS, LANGUAGES, SENTIMENTS
from features import ROWS, read

SEED = 20260101
COLUMNS = 28
HEADS = {"sentiment": (0, 3), "emotion": (3, 8), "act": (11, 8), "question": (19, 1), "language": (20, 8)}
# How much one text of a source weighs against one chat message, per head.
WEIGHTS = {
    "sentiment": {"chat": 1.0, "ours": 1.0, "umsab": 0.15},
    "emotion": {"chat": 1.0, "ours": 1.0, "goemotions": 0.06},
    "act": {"chat": 1.0, "ours": 1.0, "multidogo": 0.02},
    "question": {"chat": 2.0, "ours": 2.0, "opensubtitles": 1.0, "ud-fqb": 1.0, "ud-sequoia": 1.0},
    "language": None,
}
STRENGTH = {"sentiment": 1.0, "emotion": 1.0, "act": 1.0, "question": 6.0, "language": 4.0}
# Classes of chat are drawn half-way towards equal shares: a rare feeling must not drown in the common ones.
EVENNESS = {"sentiment": 0.3, "emotion": 0.5, "act": 0.6, "question": 0.25, "language": 0.0}


def gather(data, fixtures):
    rng = random.Random(SEED)
    labels = Path(__file__).with_name("messages-fr.labels")
    chat = list(corpus.chat_labelled(fixtures))
    ours = list(corpus.chat_ours(fixtures, labels))
    umsab = list(corpus.umsab(data, "train"))
    questions = list(corpus.questions(data, "train"))
    goemotions = rng.sample(list(corpus.goemotions(data)), 8000)
    multidogo = rng.sample(list(corpus.multidogo(data)), 5000)
    plain = [corpus.without_accents(example) for example in rng.sample(questions + umsab, 8000)]
    return chat + ours + umsab + questions + goemotions + multidogo + plain


class Matrix:
    """All examples as one matrix: dense features, then the hashed rows that occur often enough."""

    def __init__(self, examples, exporter, least=3):
        self.dense, hashed = read(examples, exporter)
        counts = np.asarray((hashed > 0).sum(0)).ravel()
        self.kept = np.flatnonzero(counts >= least)
        rarity = np.log(1 + len(examples) / (1 + counts[self.kept])) / 4
        self.rarity = rarity.astype(np.float32)
        self.hashed = (hashed[:, self.kept] @ sparse.diags(self.rarity)).tocsr().astype(np.float32)
        self.both = sparse.hstack([sparse.csr_matrix(self.dense), self.hashed]).tocsr().astype(np.float32)

    def unfold(self, weights, dense_too):
        """Weights of the fitted columns → (dense weights, table of all rows)."""
        dense_count = self.dense.shape[1]
        classes = weights.shape[0]
        dense = weights[:, :dense_count].T if dense_too else np.zeros((dense_count, classes))
        part = weights[:, dense_count:] if dense_too else weights
        table = np.zeros((ROWS, classes), dtype=np.float32)
        table[self.kept] = (part * self.rarity).T
        return dense, table


def target(examples, head):
    labels = [getattr(example, head) for example in examples]
    return np.array([-1 if label is None else label for label in labels])


def source_weights(examples, head, y):
    weights = WEIGHTS[head]
    if weights is None:
        return np.array([1.0 if example.language is not None else 0.0 for example in examples])
    weight = np.array([weights.get(example.source, 0.0) for example in examples])
    chat = np.array([example.source in ("chat", "ours") for example in examples])
    even = chat if head != "question" else weight > 0
    shares = np.bincount(y[even & (y >= 0)]) / np.sum(even & (y >= 0))
    factors = (shares * len(shares)) ** -EVENNESS[head]
    weight[even & (y >= 0)] *= factors[y[even & (y >= 0)]]
    return weight


def fit(matrix, y, weight, head):
    chosen = (y >= 0) & (weight > 0)
    x = matrix.hashed if head == "language" else matrix.both
    model = LogisticRegression(C=STRENGTH[head], max_iter=80, tol=1e-3)
    model.fit(x[chosen], y[chosen], sample_weight=weight[chosen])
    return model


def logits(model, matrix, head, rows):
    x = matrix.hashed if head == "language" else matrix.both
    return x[rows] @ model.coef_.T + model.intercept_


def softmax(scores):
    z = np.exp(scores - scores.max(1, keepdims=True))
    return z / z.sum(1, keepdims=True)


# Which emotions a sentiment allows: rows negative, neutral, positive.
ALLOWED = np.array([[1, 1, 1, 1, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1, 1, 0]])


def agreed(sentiment_p, emotion_p, french):
    """Sentiment after the emotion head had its say on French texts, as the model does it."""
    joint = sentiment_p * np.where(french[:, None], np.sqrt(emotion_p @ ALLOWED.T), 1)
    return joint / joint.sum(1, keepdims=True)


def temperature(scores, y, finish=lambda p: p):
    def loss(log_t):
        p = finish(softmax(scores / np.exp(log_t)))
        return -float(np.mean(np.log(np.maximum(p[np.arange(len(y)), y], 1e-9))))

    return float(np.exp(optimize.minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def out_of_fold(matrix, examples, y, weight, head, folds=3):
    """Scores of the chat messages by models that did not see them."""
    chat = np.array([at for at, example in enumerate(examples) if example.source in ("chat", "ours")])
    scores = np.zeros((len(examples), HEADS[head][1]))
    splitter = StratifiedKFold(folds, shuffle=True, random_state=SEED)
    for _, test in splitter.split(chat, y[chat]):
        held = chat[test]
        fold_weight = weight.copy()
        fold_weight[held] = 0
        scores[held] = logits(fit(matrix, y, fold_weight, head), matrix, head, held)
    return chat, scores[chat], y[chat]


def scored(y, predicted):
    return {"macro_f1": round(100 * f1_score(y, predicted, average="macro"), 1),
            "accuracy": round(100 * accuracy_score(y, predicted), 1), "n": int(len(y))}


def held_out_figures(examples, head, scores, y, rows):
    predicted = scores.argmax(1)
    french = np.array([examples[row].lang == "fr" for row in rows])
    hard = np.array([bool(examples[row].extra.get("hard")) for row in rows])
    return {"fr": scored(y[french], predicted[french]), "fr easy": scored(y[french & ~hard], predicted[french & ~hard]),
            "fr hard": scored(y[french & hard], predicted[french & hard]),
            "other languages": scored(y[~french], predicted[~french])}


def main():
    data, fixtures, exporter, weights_path, metrics_path = sys.argv[1:6]
    held_out = "--held-out" in sys.argv
    examples = gather(Path(data), Path(fixtures))
    matrix = Matrix(examples, exporter)
    dense_count = matrix.dense.shape[1]
    dense = np.zeros((dense_count, COLUMNS), dtype=np.float32)
    table = np.zeros((ROWS, COLUMNS), dtype=np.float32)
    bias = np.zeros(COLUMNS, dtype=np.float32)
    temperatures, metrics, unseen, rows = {}, {}, {}, []
    for head, (first, width) in HEADS.items():
        y = target(examples, head)
        weight = source_weights(examples, head, y)
        if held_out:
            weight[[at for at, example in enumerate(examples) if example.source == "chat"]] = 0
        model = fit(matrix, y, weight, head)
        head_dense, head_table = matrix.unfold(model.coef_, head != "language")
        dense[:, first:first + width] = head_dense
        table[:, first:first + width] = head_table
        bias[first:first + width] = model.intercept_
        temperatures[head] = 1.0
        if held_out and head in ("sentiment", "emotion", "act"):
            rows = np.array([at for at, example in enumerate(examples) if example.source == "chat"])
            scores = logits(model, matrix, head, rows)
            metrics[head] = held_out_figures(examples, head, scores, y[rows], rows)
            unseen[head] = scores, y[rows]
        elif head in ("sentiment", "emotion", "act"):
            rows, scores, truth = out_of_fold(matrix, examples, y, weight, head)
            metrics[head] = scored(truth, scores.argmax(1))
            unseen[head] = scores, truth
        print(head, metrics.get(head, ""), flush=True)
    french = np.array([examples[row].lang == "fr" for row in rows])
    for head in ("emotion", "act"):
        temperatures[head] = temperature(*unseen[head])
    emotion_p = softmax(unseen["emotion"][0] / temperatures["emotion"])
    scores, truth = unseen["sentiment"]
    heat = temperatures["sentiment"] = temperature(scores, truth, lambda p: agreed(p, emotion_p, french))
    p = agreed(softmax(scores / heat), emotion_p, french)
    right, best = p.argmax(1) == truth, p.max(1)
    # The lowest threshold above which 85 answers in 100 are right.
    abstain = next((float(t) for t in np.arange(0.34, 0.95, 0.01) if right[best >= t].mean() >= 0.85), 0.9)
    metrics["sentiment with emotion"] = scored(truth, p.argmax(1)) | {
        "abstain_below": round(abstain, 2), "answered": round(float((best >= abstain).mean()), 3)}
    metrics["temperatures"] = {head: round(heat, 3) for head, heat in temperatures.items()}
    temperatures = [temperatures[head] for head in HEADS]
    print(metrics["sentiment with emotion"], metrics["temperatures"], flush=True)
    scale = np.maximum(np.quantile(np.abs(table), 0.99999, axis=0), 1e-9) / 127
    quantised = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    with open(weights_path, "wb") as file:
        file.write(b"TACTFW01" + struct.pack("<3I", ROWS, COLUMNS, dense_count))
        for block in (dense, bias, scale, np.array(temperatures), np.array([abstain])):
            file.write(block.astype("<f4").tobytes())
        file.write(quantised.tobytes())
    Path(metrics_path).write_text(json.dumps(metrics, indent=1) + "\n")


if __name__ == "__main__":
    main()
