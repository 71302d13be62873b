"""Fits the heads of the fast model and writes its weights file, its metrics and nothing else.

    python3 fit.py DATA FIXTURES EXPORTER WEIGHTS METRICS [--held-out] [--words FILE] [--soft FILE]

DATA is the folder of public data sets, FIXTURES the chat fixtures, EXPORTER the built example `export_features`.
With --held-out neither the chat development set, nor the validation sectors of our corpus, nor the validation parts of
the public sets train anything; temperatures and thresholds are chosen on them, and METRICS tells the figures. Without
it everything trains, and temperatures and thresholds are read from METRICS, so the held-out fit comes first.
WORDS (words.py) and SOFT (distil.py) are optional: without them labels and n-grams alone make the model.
"""

import json
import random
import struct
import sys
from pathlib import Path

import numpy as np
from scipy import optimize, sparse
from sklearn.metrics import accuracy_score, f1_score

import corpus
import linear
from corpus import EMOTIONS, LANGUAGES, SENTIMENTS
from features import ASKING_ROWS, ROWS, WORDS_FROM, read
from linear import softmax

SEED = 20260101
COLUMNS = 35
HEADS = {"sentiment": (0, 3), "public_sentiment": (3, 3), "emotion": (6, 8), "act": (14, 8), "question": (22, 1),
         "public_question": (23, 1), "suggestion": (24, 1), "register": (25, 1), "language": (26, 9)}
LABEL = {"public_sentiment": "sentiment", "public_question": "question"}
CHAT = ("chat", "ours", "written")
FILMS = ("opensubtitles", "ud-fqb", "ud-sequoia")
QUESTIONS = (*FILMS, "more-films")
# Lines of a language added to the questions set at most: English has four times as many as the set itself.
MORE_FILMS = 3000
# How much one text of a source weighs, per head; a source that is not named does not train the head.
WEIGHTS = {
    "sentiment": dict.fromkeys(CHAT, 1.0) | {"umsab": 0.1},
    "public_sentiment": {"umsab": 1.0},
    "emotion": dict.fromkeys(CHAT, 1.0) | {"goemotions": 0.06},
    "act": dict.fromkeys(CHAT, 1.0) | {"multidogo": 0.02},
    "question": dict.fromkeys(CHAT, 1.0) | dict.fromkeys(QUESTIONS, 0.6),
    "public_question": dict.fromkeys(CHAT, 0.7) | dict.fromkeys(FILMS, 1.0) | {"more-films": 0.5},
    "suggestion": {"written": 1.0},
    "register": dict.fromkeys((*CHAT, "turn"), 2.0) | {"multidogo": 0.5, "umsab": 1.0, "goemotions": 0.3, "xed": 0.3}
                | dict.fromkeys(FILMS, 0.5),
    "language": dict.fromkeys((*CHAT, "umsab", "goemotions", "xed", "multidogo", *FILMS), 1.0),
}
# Heads that public texts of other languages than French do not train: so many lines of films would drown the few messages.
FRENCH_OUTSIDE_CHAT = ("question",)
# Heads with the table of questions; they are fitted longer, because its many rare rows learn slowly.
ASKING = ("question", "public_question")
# Heads of one answer, yes or no, and how many thirds of their texts choose the threshold: a third of films is enough.
SHIFTED = {"question": 2, "public_question": 1, "suggestion": 3}
STEPS = {"question": 120, "public_question": 120}
# How freely a head may weigh the dense features, and how freely the table: the inverse of the L2 penalty.
STRENGTH = {"sentiment": (0.5, 1.0), "public_sentiment": (0.2, 0.8), "emotion": (1.0, 1.0), "act": (1.0, 1.0),
            "question": (1.0, 20.0), "public_question": (1.0, 20.0), "suggestion": (1.5, 1.5), "register": (1.0, 1.0),
            "language": (3.0, 3.0)}
# Heads that learn enough from a part of the public texts: how many texts at most.
MOST = {"register": 20_000, "language": 30_000}
# Classes of chat are drawn part of the way towards equal shares: a rare feeling must not drown in the common ones.
EVENNESS = {"sentiment": 0.3, "emotion": 0.5, "act": 0.6, "suggestion": 0.5}
# Weight of a text whose own label, if it has one, does not train the head, where a teacher's opinion is known.
TAUGHT = {"public_sentiment": {"xed": 0.5}, "sentiment": {"turn": 0.5}, "emotion": {"turn": 0.5}, "act": {"turn": 0.5}}
# Share of the true label where a teacher's opinion of the same text is known.
GOLD = 0.5
# How much a language's own view of the dense features may differ from the common one, and how much word vectors say.
OWN_VIEW, WORD_VIEW = 0.3, 0.3
WORD_WIDTH = 64


def gather(data, fixtures):
    rng = random.Random(SEED)
    own = Path(__file__).with_name("corpus")
    held = set((own / "validation-sectors.txt").read_text(encoding="utf-8").split("\n")) - {""}
    chat = list(corpus.chat_labelled(fixtures))
    written = list(corpus.written(own)) + list(corpus.turns(own / "conversations.jsonl"))
    umsab, questions = list(corpus.umsab(data, "train")), list(corpus.questions(data, "train"))
    validation = chat + [e for e in written if e.extra["sector"] in held]
    validation += list(corpus.umsab(data, "val")) + list(corpus.questions(data, "val"))
    for example in validation:
        example.extra["validation"] = True
    ours = list(corpus.chat_ours(fixtures, Path(__file__).with_name("messages-fr.labels")))
    examples = validation + [e for e in written if e.extra["sector"] not in held] + ours + umsab + questions
    asked = questions + [e for e in validation if e.source in FILMS]
    more = list(corpus.more_films(data, (example.text for example in asked)))
    for lang in LANGUAGES:
        lines = [example for example in more if example.lang == lang]
        examples += rng.sample(lines, min(MORE_FILMS, len(lines)))
    examples += rng.sample(list(corpus.goemotions(data)), 8000) + corpus.film_lines(data, SEED)
    examples += rng.sample(list(corpus.multidogo(data)), 4000)
    return examples + [corpus.without_accents(e) for e in rng.sample(questions + umsab, 8000)]


class Matrix:
    """All examples as one matrix: dense features, their views a language, word vectors, frequent hashed rows."""

    def __init__(self, examples, exporter, words, least=2):
        self.dense, hashed, asking = read(examples, exporter)
        place = np.array([LANGUAGES.index(e.lang) if e.lang in LANGUAGES else 0 for e in examples])
        counts = np.asarray((hashed > 0).sum(0)).ravel()
        self.kept, self.rarity, self.hashed = weighed_by_rarity(hashed, least)
        dense = sparse.csr_matrix(np.hstack([self.dense, np.ones((len(examples), 1), np.float32)]))
        views = [sparse.diags((place == at) * np.float32(OWN_VIEW)) @ dense for at in range(len(LANGUAGES))]
        self.meaning = word_table(words, exporter, counts / len(examples)) if words else None
        means = [sparse.csr_matrix(hashed[:, WORDS_FROM:] @ self.meaning)] if words else []
        # From this column on a weight ends in the table.
        self.table_from = self.dense.shape[1] + len(LANGUAGES) * dense.shape[1]
        self.both = sparse.hstack([dense[:, :-1], *views, *means, self.hashed]).tocsr().astype(np.float32)
        self.asking_kept, self.asking_rarity, self.asking = weighed_by_rarity(asking, 1)

    def of(self, head):
        """What a head learns from, and the column from which weights end in a table."""
        if head == "language":
            return self.hashed, 0
        if head in ASKING:
            return sparse.hstack([self.both, self.asking]).tocsr(), self.table_from
        return self.both, self.table_from

    def unfold(self, weights, head):
        """Weights of the fitted columns → dense weights per language with their constants, and the tables' rows."""
        asking = np.zeros((ASKING_ROWS, weights.shape[1]), dtype=np.float32)
        if head in ASKING:
            weights, rest = np.split(weights, [self.both.shape[1]])
            asking[self.asking_kept] = rest * self.asking_rarity[:, None]
        count = self.dense.shape[1]
        classes = weights.shape[1]
        dense = np.zeros((len(LANGUAGES), count + 1, classes), dtype=np.float32)
        table = np.zeros((ROWS, classes), dtype=np.float32)
        if head != "language":
            shared, rest = weights[:count], weights[count:]
            own, rest = np.split(rest, [len(LANGUAGES) * (count + 1)])
            dense += own.reshape(dense.shape) * OWN_VIEW
            dense[:, :-1] += shared
            if self.meaning is not None:
                means, rest = np.split(rest, [WORD_WIDTH])
                # A sum of word vectors under a linear head is a sum of word weights: it costs nothing to run.
                table[WORDS_FROM:] += self.meaning @ means
        else:
            rest = weights
        table[self.kept] += rest * self.rarity[:, None]
        return dense, table, asking


def weighed_by_rarity(hashed, least):
    """The columns at least so many texts touch, what a rare one weighs more, and the matrix of them."""
    counts = np.asarray((hashed > 0).sum(0)).ravel()
    kept = np.flatnonzero(counts >= least)
    rarity = (np.log(1 + hashed.shape[0] / (1 + counts[kept])) / 4).astype(np.float32)
    return kept, rarity, (hashed[:, kept] @ sparse.diags(rarity)).tocsr().astype(np.float32)


def word_table(path, exporter, share):
    """A row for each row of single words: the principal components of the words' vectors, rare words first."""
    saved = np.load(path)
    vectors = saved["vectors"].astype(np.float32)
    vectors -= vectors.mean(0)
    components = np.linalg.svd(vectors[::3], full_matrices=False)[2][:WORD_WIDTH]
    vectors = vectors @ components.T
    vectors /= vectors.std() / WORD_VIEW
    _, rows, _ = read([corpus.Example("fr", str(word), "word") for word in saved["words"]], exporter)
    owner = (rows[:, WORDS_FROM:] > 0).astype(np.float32)
    table = (owner.T @ vectors) / np.maximum(np.asarray(owner.sum(0)).T, 1)
    return (table * (0.003 / (0.003 + share[WORDS_FROM:]))[:, None]).astype(np.float32)


def labels_of(examples, head):
    if head == "register":
        return np.array([int(e.source not in (*CHAT, "turn", "multidogo")) for e in examples])
    values = [getattr(example, LABEL.get(head, head)) for example in examples]
    return np.array([-1 if value is None else value for value in values])


def weights_of(examples, head, y, soft):
    """Weight of each text for one head, and whether only the teacher speaks; `soft` are its opinions, or None."""
    weight = np.array([WEIGHTS[head].get(example.source.removesuffix("-plain"), 0.0) for example in examples])
    if not head.startswith("language"):
        weight *= [not example.source.endswith("-plain") for example in examples]
    if head in EVENNESS:
        even = np.array([e.source in CHAT for e in examples]) & (y >= 0) & (weight > 0)
        shares = np.bincount(y[even]) / even.sum()
        weight[even] *= ((shares * len(shares)) ** -EVENNESS[head])[y[even]]
    if head in FRENCH_OUTSIDE_CHAT:
        weight *= [e.lang == "fr" or e.source in CHAT for e in examples]
    weight *= y >= 0
    taught = np.zeros(len(y))
    if soft is not None:
        taught = np.array([TAUGHT.get(head, {}).get(example.source, 0.0) for example in examples])
        taught *= (weight == 0) & (soft.sum(1) > 0)
    return weight + taught, taught > 0


def targets_of(y, classes, soft, taught):
    wanted = np.zeros((len(y), classes), dtype=np.float32)
    wanted[np.arange(len(y)), np.maximum(y, 0)] = 1
    if soft is not None:
        gold = np.where(taught, 0.0, GOLD)[:, None].astype(np.float32)
        wanted = np.where(soft.sum(1, keepdims=True) > 0, gold * wanted + (1 - gold) * soft, wanted)
    return wanted


def soft_labels(examples, path):
    """Head → a distribution a text, zero where the teacher said nothing; empty without a file."""
    if not path:
        return {}
    saved = np.load(path)
    place = {text: at for at, text in enumerate(json.loads(str(saved["texts"])))}
    at = np.array([place.get(example.text, -1) for example in examples])
    return {head: np.where(at[:, None] >= 0, saved[head][at], 0) for head in HEADS if head in saved.files}


# Which emotions a sentiment allows: rows negative, neutral, positive.
ALLOWED = np.array([[1, 1, 1, 1, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1, 1, 0]])


def agreed(sentiment_p, emotion_p):
    """Sentiment after the emotion head had its say, as the model does it."""
    joint = sentiment_p * np.sqrt(emotion_p @ ALLOWED.T)
    return joint / joint.sum(1, keepdims=True)


def temperature(scores, y, finish=lambda p: p):
    def loss(log_t):
        p = finish(softmax(scores / np.exp(log_t)))
        return -float(np.mean(np.log(np.maximum(p[np.arange(len(y)), y], 1e-9))))

    return float(np.exp(optimize.minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def calibration_error(p, y, bins=10):
    """Expected calibration error in points: distance of confidence from accuracy over bins of equal size."""
    best, right = p.max(1), p.argmax(1) == y
    order = np.array_split(np.argsort(best), bins)
    return round(100 * sum(len(part) * abs(best[part].mean() - right[part].mean()) for part in order) / len(y), 1)


def scored(y, predicted, p=None):
    found = {"macro_f1": round(100 * f1_score(y, predicted, average="macro"), 1),
             "accuracy": round(100 * accuracy_score(y, predicted), 1), "n": int(len(y))}
    return found | ({"calibration_error": calibration_error(p, y)} if p is not None else {})


def threshold(scores, y):
    """The score from which «yes» gives the best F1 of yes."""
    order = np.argsort(-scores)
    hits = np.cumsum(y[order])
    best = int(np.argmax(2 * hits / (np.arange(1, len(y) + 1) + y.sum())))
    return float(scores[order][min(best, len(y) - 1)] + scores[order][min(best + 1, len(y) - 1)]) / 2


def set_aside(parts, x, wanted, weight, strength, steps):
    """Texts of the first `parts` thirds, and their scores by a fit of the two other thirds."""
    third = np.random.default_rng(SEED).integers(0, 3, x.shape[0])
    scores = np.zeros(x.shape[0], dtype=np.float32)
    for at in range(parts):
        fitted, constant = linear.fit(x[third != at], wanted[third != at], weight[third != at], strength, steps)
        said = x[third == at] @ fitted + constant
        scores[third == at] = said[:, 1] - said[:, 0]
    aside = np.flatnonzero(third < parts)
    return aside, scores[aside]


def thresholds(head, examples, scores, y):
    """One threshold a language from training texts that were set aside; languages without enough texts share one.

    For messages only French has enough; for suggestions no language has.
    """
    counted = np.array([e.source in (FILMS if head == "public_question" else CHAT) for e in examples])
    common, chosen_for = threshold(scores[counted], y[counted]), {}
    for lang in LANGUAGES if head == "public_question" else ["fr"] if head == "question" else []:
        rows = counted & np.array([e.lang == lang for e in examples])
        if y[rows].sum() >= 30:
            chosen_for[lang] = threshold(scores[rows], y[rows])
    if head == "question":
        rows = counted & np.array([e.lang != "fr" for e in examples])
        common = threshold(scores[rows], y[rows])
    return [round(chosen_for.get(lang, common), 4) for lang in LANGUAGES]


def chosen(examples, scores, y, shifts):
    """Temperatures from the validation texts, and the figures there."""
    validation = np.array([bool(e.extra.get("validation")) for e in examples])
    source = np.array([e.source for e in examples])
    chat = validation & np.isin(source, ("chat", "written"))
    hard = np.array([bool(e.extra.get("hard")) for e in examples])
    french = np.array([e.lang == "fr" for e in examples])
    heats, figures = dict.fromkeys(HEADS, 1.0), {}
    for head in ("emotion", "act"):
        heats[head] = temperature(scores[head][chat], y[head][chat])
    emotion_p = softmax(scores["emotion"] / heats["emotion"])
    heats["sentiment"] = temperature(scores["sentiment"][chat], y["sentiment"][chat],
                                     lambda p: agreed(p, emotion_p[chat]))
    public = validation & (source == "umsab")
    heats["public_sentiment"] = temperature(scores["public_sentiment"][public], y["sentiment"][public])
    p = {head: softmax(scores[head] / heats[head]) for head in ("emotion", "act", "sentiment", "public_sentiment")}
    p["sentiment"] = agreed(p["sentiment"], emotion_p)
    gate = 1 / (1 + np.exp(-scores["register"]))
    p["sentiment"] += (p["public_sentiment"] - p["sentiment"]) * gate[:, None]
    parts = {"development fr": (source == "chat") & french, "development others": (source == "chat") & ~french,
             "development fr easy": (source == "chat") & french & ~hard,
             "development fr hard": (source == "chat") & french & hard,
             "validation sectors": chat & (source == "written"), "validation sectors easy": chat & (source == "written") & ~hard,
             "validation sectors hard": chat & (source == "written") & hard}
    for head in ("sentiment", "emotion", "act"):
        for name, rows in parts.items():
            figures[f"{head} {name}"] = scored(y[head][rows], p[head][rows].argmax(1), p[head][rows])
    for lang in LANGUAGES:
        rows = public & np.array([e.lang == lang for e in examples])
        if rows.any():
            figures[f"sentiment umsab {lang}"] = scored(y["sentiment"][rows], p["sentiment"][rows].argmax(1),
                                                       p["sentiment"][rows])
    figures["register"] = scored(y["register"][chat | public], gate[chat | public] > 0.5)
    films, marked = validation & np.isin(source, FILMS), np.array(["?" in e.text for e in examples])
    yes_or_no = [("suggestion", "suggestion", chat & (y["suggestion"] >= 0))]
    for name, rows in (("fr", french), ("others", ~french)):
        rows = rows & chat & (y["question"] >= 0)
        yes_or_no += [("question", f"question {name}", rows),
                      ("question", f"question {name}, no mark", rows & ~marked)]
    for lang in sorted({e.lang for e, film in zip(examples, films) if film}, key=LANGUAGES.index):
        yes_or_no.append(("public_question", f"public_question {lang}",
                          films & np.array([e.lang == lang for e in examples])))
    place = np.array([LANGUAGES.index(e.lang) if e.lang in LANGUAGES else 0 for e in examples])
    for head, name, rows in yes_or_no:
        said = scores[head][rows] > np.array(shifts[head])[place[rows]]
        figures[name] = {"f1": round(100 * f1_score(y[head][rows], said), 1), "n": int(rows.sum()),
                         "yes": int(y[head][rows].sum())}
    known = validation & (y["language"] >= 0)
    said = scores["language"].argmax(1)
    figures["language chat"] = scored(y["language"][chat], said[chat])
    figures["language all"] = scored(y["language"][known], said[known])
    heats["language"] = temperature(scores["language"][known], y["language"][known])
    right, best = p["sentiment"][chat].argmax(1) == y["sentiment"][chat], p["sentiment"][chat].max(1)
    # The lowest threshold above which 85 answers in 100 are right.
    abstain = next((float(t) for t in np.arange(0.34, 0.95, 0.01) if right[best >= t].mean() >= 0.85), 0.9)
    figures["sentiment used"] = {"share": round(float((best >= abstain).mean()), 3),
                                 "right": round(float(right[best >= abstain].mean()), 3)}
    return {"figures": figures, "temperatures": heats, "shifts": shifts, "abstain_below": round(abstain, 2),
            "language_floor": 0.4}


def thinned(rows, examples, most):
    """At most `most` of the rows: all of chat, and a draw from the others."""
    if most is None or rows.sum() <= most:
        return rows
    chat = np.array([e.source in (*CHAT, "turn") for e in examples])
    others = np.flatnonzero(rows & ~chat)
    kept = rows & chat
    kept[np.random.default_rng(SEED).choice(others, most - kept.sum(), replace=False)] = True
    return kept


def in_a_byte(table):
    """The scale of each column and the table in steps of it; one weight in 100,000 is cut short."""
    scale = np.maximum(np.quantile(np.abs(table), 0.99999, axis=0), 1e-9) / 127
    return scale, np.clip(np.round(table / scale), -127, 127).astype(np.int8)


def option(name):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None


def main():
    data, fixtures, exporter, weights_path, metrics_path = sys.argv[1:6]
    held_out = "--held-out" in sys.argv
    examples = gather(Path(data), Path(fixtures))
    matrix = Matrix(examples, exporter, option("--words"))
    soft = soft_labels(examples, option("--soft"))
    dense = np.zeros((len(LANGUAGES), matrix.dense.shape[1] + 1, COLUMNS), dtype=np.float32)
    table = np.zeros((ROWS, COLUMNS), dtype=np.float32)
    bias = np.zeros(COLUMNS, dtype=np.float32)
    train = np.array([not (held_out and e.extra.get("validation")) for e in examples])
    asking = np.zeros((ASKING_ROWS, len(ASKING)), dtype=np.float32)
    scores, truth, shifts = {}, {}, {}
    for head, (first, width) in HEADS.items():
        y = truth[head] = labels_of(examples, head)
        weight, taught = weights_of(examples, head, y, soft.get(head))
        rows = thinned(train & (weight > 0), examples, MOST.get(head))
        x, table_from = matrix.of(head)
        classes = max(width, 2)
        wanted = targets_of(y, classes, soft.get(head), taught)
        strength = np.where(np.arange(x.shape[1]) < table_from, *STRENGTH[head])
        task = x[rows], wanted[rows], weight[rows], strength, STEPS.get(head, 60)
        fitted, constant = linear.fit(*task)
        if width == 1:
            fitted, constant = fitted[:, 1:] - fitted[:, :1], constant[1:] - constant[:1]
        if held_out:
            said = x @ fitted + constant
            scores[head] = said[:, 0] if width == 1 else said
        if held_out and head in SHIFTED:
            aside, said = set_aside(SHIFTED[head], *task)
            aside = np.flatnonzero(rows)[aside]
            shifts[head] = thresholds(head, [examples[at] for at in aside], said, y[aside])
        head_dense, table[:, first:first + width], rest = matrix.unfold(fitted, head)
        if head in ASKING:
            asking[:, ASKING.index(head)] = rest[:, 0]
        dense[:, :, first:first + width] = head_dense
        bias[first:first + width] = constant
        print(head, int(rows.sum()), flush=True)
    if held_out:
        metrics = chosen(examples, scores, truth, shifts)
        Path(metrics_path).write_text(json.dumps(metrics, indent=1) + "\n")
        print(json.dumps(metrics["figures"], indent=0), flush=True)
    metrics = json.loads(Path(metrics_path).read_text())
    for head, shift in metrics["shifts"].items():
        dense[:, -1, HEADS[head][0]] -= shift
    scale, quantised = in_a_byte(table)
    asking_scale, asking_quantised = in_a_byte(asking)
    temperatures = [metrics["temperatures"][head] for head in HEADS]
    floors = [metrics["abstain_below"], metrics["language_floor"]]
    with open(weights_path, "wb") as file:
        file.write(b"TACTFW03" + struct.pack("<5I", ROWS, COLUMNS, matrix.dense.shape[1], len(LANGUAGES), ASKING_ROWS))
        for block in (dense, bias, scale, np.array(temperatures), np.array(floors), asking_scale):
            file.write(block.astype("<f4").tobytes())
        file.write(quantised.tobytes() + asking_quantised.tobytes())


if __name__ == "__main__":
    main()
