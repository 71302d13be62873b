"""Soft labels of the noisy public sets: what models that never saw a text say of it.

    soft.py --data DATA --fixtures CHAT --teacher BUILD/teacher.npz --out SOFT.json

Tweets: n-grams with logistic regression, and a small network over the mean vectors of the 12-layer encoder.
Questions: n-grams with logistic regression, one model a language. Five folds of the training texts, each said by
models fitted on the four others; validation texts teach nothing. Keys are texts, values are probabilities.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from mixture import Mixture


def grams(texts, least):
    """Words 1-3 and letters 2-5, rows of unit length."""
    words = TfidfVectorizer(ngram_range=(1, 3), token_pattern=r"\S+", min_df=least, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=least, sublinear_tf=True)
    return hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()


def folded(fit, features, truth):
    """Out-of-fold probabilities of one model."""
    out = np.zeros((len(truth), truth.max() + 1), dtype=np.float32)
    for learned, said in StratifiedKFold(5, shuffle=True, random_state=20260101).split(features, truth):
        out[said] = fit(features[learned], truth[learned]).predict_proba(features[said])
    return out


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "fixtures", "teacher", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    mixture = Mixture(args.data, args.fixtures)
    store = {}
    line = lambda strength: lambda x, y: LogisticRegression(C=strength, max_iter=60, tol=1e-3).fit(x, y)
    asked = mixture.french + mixture.asked
    for lang in sorted({item.lang for item in asked}):
        items = [item for item in asked if item.lang == lang]
        truth = np.array([item.labels["question"][0] for item in items])
        said = folded(line(8.0), grams([item.text.lower() for item in items], 2), truth)
        print("questions", lang, len(items), round(100 * f1_score(truth, said.argmax(1)), 1), flush=True)
        store |= {item.text: [round(float(p), 3) for p in row] for item, row in zip(items, said)}
    items = mixture.tweets
    truth = np.array([item.labels["tweet"][0] for item in items])
    langs = np.array([item.lang for item in items])
    saved = np.load(args.teacher)
    known = dict(zip(json.loads(str(saved["texts"])), saved["vectors"]))
    pools = np.stack([known[item.text] for item in items])
    marks = (langs[:, None] == np.array(sorted(set(langs)))).astype(np.float32)
    network = lambda x, y: make_pipeline(StandardScaler(), MLPClassifier(
        (128,), alpha=3.0, batch_size=256, learning_rate_init=5e-4, max_iter=8, random_state=1)).fit(x, y)
    by_vector = folded(network, np.hstack([pools, marks]), truth)
    by_gram = np.zeros_like(by_vector)
    for lang in sorted(set(langs)):
        at = langs == lang
        by_gram[at] = folded(line(3.0), grams([item.text.lower() for item in np.array(items, dtype=object)[at]], 2), truth[at])
    both = np.sqrt(by_vector * by_gram)
    both /= both.sum(1, keepdims=True)
    for name, said in (("vectors", by_vector), ("n-grams", by_gram), ("both", both)):
        print("tweets", name, {lang: round(100 * f1_score(truth[langs == lang], said[langs == lang].argmax(1), average="macro"), 1)
                               for lang in sorted(set(langs))}, flush=True)
    store |= {item.text: [round(float(p), 3) for p in row] for item, row in zip(items, both)}
    args.out.write_text(json.dumps(store, ensure_ascii=False))


if __name__ == "__main__":
    main()
