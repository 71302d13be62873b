"""What the accurate model learns from: labels per head with weights, drawn anew each epoch, and careless typing."""

import json
import random
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import corpus  # noqa: E402
from corpus import ACTS, EMOTIONS, SENTIMENTS  # noqa: E402

MARKS = "?!.…。؟ \u00a0\u202f"
NEIGHBOURS = {a: b for a, b in zip("azertyuiopqsdfghjklmwxcvbn", "zertyuiopaqdfghjklmlxcvbnb")}


@dataclass
class Text:
    """One text; `labels`: head → (value, weight); `soft`: head → probabilities; `key` finds its teacher vector."""

    text: str
    lang: str
    source: str
    labels: dict = field(default_factory=dict)
    hard: bool = False
    soft: dict = field(default_factory=dict)

    @property
    def key(self):
        return self.text


def of_example(example, weights):
    labels = {head: (getattr(example, name), weight) for head, (name, weight) in weights.items()
              if getattr(example, name) is not None and weight}
    return Text(example.text, example.lang, example.source, labels, bool(example.extra.get("hard")))


CHAT = {"chat": ("sentiment", 2.0), "emotion": ("emotion", 2.0), "act": ("act", 2.0), "question": ("question", 2.0)}


def chat_texts(examples, heads=CHAT):
    for example in examples:
        text = of_example(example, heads)
        text.labels["public"] = (0, 1.0)
        yield text


def written(folder):
    """training/corpus: messages written for this project; those of the validation sectors are `written-held`."""
    held = set((folder / "validation-sectors.txt").read_text(encoding="utf-8").split("\n"))
    for example in corpus.written(folder):
        text = next(chat_texts([example], CHAT | {"suggestion": ("suggestion", 2.0)}))
        text.source = "written-held" if example.extra["sector"] in held else "written"
        yield text


def tweets(data, part):
    heads = {"tweet": ("sentiment", 1.0), "chat": ("sentiment", 0.15)}
    for example in corpus.umsab(data, part):
        text = of_example(example, heads)
        text.labels["public"] = (1, 0.3)
        yield text


# Classes of chat weigh half-way towards equal shares: a rare feeling must not drown in the common ones.
EVENNESS = {"chat": 0.3, "emotion": 0.5, "act": 0.5, "suggestion": 0.5}


def even_out(texts):
    for head, power in EVENNESS.items():
        values = [text.labels[head][0] for text in texts if head in text.labels]
        if not values:
            continue
        classes = sorted(set(values))
        factor = {value: (values.count(value) / len(values) * len(classes)) ** -power for value in classes}
        for text in texts:
            if head in text.labels:
                value, weight = text.labels[head]
                text.labels[head] = (value, weight * factor[value])


class Mixture:
    def __init__(self, data, fixtures, written_folder=None, everything=False):
        labels = Path(corpus.__file__).with_name("messages-fr.labels")
        self.validation = {
            "chat": list(chat_texts(corpus.chat_labelled(fixtures))),
            "umsab": list(tweets(data, "val")),
            "questions": [of_example(e, {"question": ("question", 1.0)}) for e in corpus.questions(data, "val")
                          if e.lang == "fr"],
        }
        self.chat = list(chat_texts(corpus.chat_ours(fixtures, labels)))
        if written_folder:
            own = list(written(written_folder))
            self.chat += [text for text in own if text.source == "written" or everything]
            self.validation["written"] = [text for text in own if text.source == "written-held"]
        self.tweets = list(tweets(data, "train"))
        asked = [of_example(e, {"question": ("question", 1.0)}) for e in corpus.questions(data, "train")]
        self.french = [text for text in asked if text.lang == "fr"]
        if everything:
            self.chat += self.validation["chat"]
            self.tweets += self.validation["umsab"]
            self.french += self.validation["questions"]
        even_out(self.chat)
        self.asked = [text for text in asked if text.lang != "fr"]
        self.reddit = [of_example(e, {"emotion": ("emotion", 0.3), "chat": ("sentiment", 0.15),
                                      "tweet": ("sentiment", 0.2)}) for e in corpus.goemotions(data)]
        self.films = [of_example(e, {"emotion": ("emotion", 0.15), "chat": ("sentiment", 0.1),
                                     "tweet": ("sentiment", 0.1)}) for e in corpus.xed(data)]
        self.films = [text for text in self.films if text.labels]
        self.orders = [of_example(e, {"act": ("act", 0.3)}) for e in corpus.multidogo(data)]
        self.intents = [Text(row["text"], "en", "banking77") for row in corpus.rows(data / "banking77" / "train.tsv")]

    def hear(self, said):
        """Takes what `soft.py` says of the tweets and the French questions."""
        for head, texts in (("tweet", self.tweets), ("question", self.french)):
            for text in texts:
                if text.text in said:
                    text.soft[head] = said[text.text]

    def taught(self):
        """Texts whose sentence vectors the student learns from the teacher."""
        return [text for text in self.chat if text.source == "ours"] + self.tweets + self.french + self.intents

    def epoch(self, rng, shares):
        """Texts of one epoch as (text as typed, Text); `shares` says how many of each source."""
        drawn = []
        for name, count in shares.items():
            pool = getattr(self, name)
            while count >= len(pool):
                drawn += pool
                count -= len(pool)
            drawn += rng.sample(pool, count)
        return [(typed(text, rng), text) for text in drawn]


def typed(item, rng):
    """The text as another hand might have typed it; labels stay true."""
    text = item.text
    if item.source in ("opensubtitles", "ud-fqb", "ud-sequoia"):
        if rng.random() < 0.2:
            text += rng.choice((" ?", "?")) if item.labels["question"][0] else rng.choice((".", ".", "!", "…"))
        if rng.random() < 0.25:
            text = text.lower()
        if rng.random() < 0.15:
            text = bare(text)
        return text
    if item.source in ("chat", "ours", "written", "written-held"):
        if rng.random() < 0.3:
            text = text.lower()
        if rng.random() < 0.3:
            text = bare(text)
        if rng.random() < 0.3:
            text = text.rstrip(MARKS) or text
        if rng.random() < 0.1:
            text = text.replace("'", " ").replace("’", " ")
        if rng.random() < 0.2:
            text = slip(text, rng)
    return text


def bare(text):
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slip(text, rng):
    """One or two slips of the finger."""
    for _ in range(rng.choice((1, 1, 2))):
        places = [at for at, c in enumerate(text) if c.isalpha()]
        if len(places) < 4:
            return text
        at = rng.choice(places)
        kind = rng.random()
        if kind < 0.35:
            text = text[:at] + text[at + 1:]
        elif kind < 0.6:
            text = text[:at] + text[at] + text[at:]
        elif kind < 0.85 and at + 1 < len(text):
            text = text[:at] + text[at + 1] + text[at] + text[at + 2:]
        else:
            text = text[:at] + NEIGHBOURS.get(text[at].lower(), text[at]) + text[at + 1:]
    return text


def batches(items, encode, rng, tokens, texts):
    """Batches of like length in random order: (typed ids, Text) pairs, at most `texts` a batch."""
    rows = [(encode(text), item) for text, item in items]
    rng.shuffle(rows)
    out = []
    for start in range(0, len(rows), 50 * texts):
        chunk = sorted(rows[start:start + 50 * texts], key=lambda row: len(row[0]))
        at = 0
        while at < len(chunk):
            end = at + 1
            while end < len(chunk) and end - at < texts and (end + 1 - at) * len(chunk[end][0]) <= tokens:
                end += 1
            out.append(chunk[at:end])
            at = end
    rng.shuffle(out)
    return out


__all__ = ["Mixture", "Text", "batches", "corpus"]
