"""Chooses the settings of the accurate model on validation texts, and measures what then ships.

    choose.py --scores BINARY --weights WEIGHTS --fast HELD-OUT.weights --data DATA --fixtures CHAT --corpus training/corpus
              --out SETTINGS.json

BINARY is the built example `accurate_scores`: all figures are those of the 8-bit model in Rust. HELD-OUT.weights is a
fast model that learned from none of these texts (`training/train.sh DATA --held-out FOLDER`): the one that ships did,
and its voice would seem better than it is. Voice and temperature are those that make the labels likeliest, on one half
of the texts, and are measured on the other, in turn; what is written is chosen on all.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.metrics import f1_score

from measure import macro, sentiment, softmax, split
from mixture import Mixture

VOICES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
SILENT, PLAIN = [0.0] * 4, [1.0] * 3
# Which emotions a sentiment allows: rows negative, neutral, positive.
ALLOWED = np.array([[1, 1, 1, 1, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1, 1, 0]], dtype=bool)


class Read:
    """Evidence of many texts: scores of the heads, and what the fast model said."""

    def __init__(self, binary, weights, fast, items):
        self.items = items
        lines = "".join(json.dumps(item.text) + "\n" for item in items)
        answer = subprocess.run([binary, weights, "--fast", fast], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
        rows = np.array([json.loads(line)["evidence"] for line in answer.decode().split("\n") if line])
        self.heads = split(rows[:, :25])
        self.fast = {"sentiment": rows[:, 25:28], "emotion": rows[:, 28:36], "act": rows[:, 36:44],
                     "question": rows[:, 44]}

    def sentiment(self, heat, voice):
        heated = self.heads | {name: self.heads[name] / heat for name in ("tweet", "chat")}
        return joined(sentiment(heated), self.fast["sentiment"], voice)

    def of(self, head, heat, voice):
        if head == "sentiment":
            return self.sentiment(heat, voice)
        return joined(softmax(self.heads[head] / heat), self.fast[head], voice)

    def asks(self, voice):
        return self.heads["question"][:, 0] + voice * self.fast["question"]

    def truth(self, name):
        """Labels of a head; of sentiment, whichever kind the text has; -1 for none."""
        names = ("tweet", "chat") if name == "sentiment" else (name,)
        labels = [[item.labels[of][0] for of in names if of in item.labels] for item in self.items]
        return np.array([found[0] if found else -1 for found in labels])

    def langs(self):
        return np.array([item.lang for item in self.items])


def joined(own, other, voice):
    scores = np.log(np.maximum(own, 1e-9)) + voice * np.log(np.maximum(other, 1e-4))
    return softmax(scores)


def likeliest(losses):
    """Voice and temperature at which the labels are likeliest; LOSSES: (heat, voice) → their mean log loss."""
    best = None
    for voice in VOICES:
        found = minimize_scalar(lambda heat: losses(heat, voice), bounds=(0.4, 4.0), method="bounded")
        if best is None or found.fun < best[0]:
            best = (float(found.fun), voice, round(float(found.x), 3))
    return best[1], best[2]


def log_loss(p, truth):
    known = truth >= 0
    return float(-np.mean(np.log(np.maximum(p[known, truth[known]], 1e-9))))


def question_loss(asks, truth):
    known = truth >= 0
    return float(np.mean(np.logaddexp(0, np.where(truth[known] == 1, -asks[known], asks[known]))))


def emotion_of(p, sentiment_p):
    return np.where(ALLOWED[sentiment_p.argmax(1)], p, -1).argmax(1)


def half(read, mask):
    part = object.__new__(Read)
    part.items = [item for item, kept in zip(read.items, mask) if kept]
    part.heads = {name: values[mask] for name, values in read.heads.items()}
    part.fast = {name: values[mask] for name, values in read.fast.items()}
    return part


def choose(chat, tweets, asked):
    """Voices and temperatures of sentiment, emotion and act, then the voice for questions. Kinds of text count alike."""
    voices, heats = [], []
    for head, reads in (("sentiment", (chat, tweets)), ("emotion", (chat,)), ("act", (chat,))):
        voice, heat = likeliest(lambda heat, voice: np.mean(
            [log_loss(read.of(head, heat, voice), read.truth(head)) for read in reads]))
        voices.append(voice), heats.append(heat)
    # The sign of the score answers: its temperature may be what it likes.
    voice, _ = likeliest(lambda heat, voice: np.mean(
        [question_loss(read.asks(voice) / heat, read.truth("question")) for read in (chat, asked)]))
    return [*voices, voice], heats


def figures(read, voices, heats):
    """Macro-F1 of chat, as the product answers: the emotion fits the sentiment."""
    out = {}
    sentiment_p = read.of("sentiment", heats[0], voices[0])
    found = {"sentiment": sentiment_p.argmax(1), "act": read.of("act", heats[2], voices[2]).argmax(1),
             "emotion": emotion_of(read.of("emotion", heats[1], voices[1]), sentiment_p),
             "question": (read.asks(voices[3]) > 0).astype(int)}
    french = read.langs() == "fr"
    hard = np.array([item.hard for item in read.items])
    for head, answers in found.items():
        truth = read.truth(head)
        for part, mask in (("fr", french), ("fr easy", french & ~hard), ("fr hard", french & hard), ("other", ~french)):
            mask = mask & (truth >= 0)
            if mask.sum() > 20:
                out[f"{head} {part}"] = macro(truth[mask], answers[mask])
    return out


def public(tweets, asked, voices, heats):
    out, langs, truth = {}, tweets.langs(), tweets.truth("sentiment")
    found = tweets.of("sentiment", heats[0], voices[0]).argmax(1)
    out |= {f"umsab {lang}": macro(truth[langs == lang], found[langs == lang]) for lang in sorted(set(langs))}
    out["umsab mean"] = round(float(np.mean(list(out.values()))), 1)
    out["questions fr"] = round(100 * f1_score(asked.truth("question"), asked.asks(voices[3]) > 0), 1)
    return out


def main():
    parser = argparse.ArgumentParser()
    for name in ("scores", "weights", "fast", "data", "fixtures", "corpus", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    texts = Mixture(args.data, args.fixtures, args.corpus).validation
    read = lambda items: Read(args.scores, args.weights, args.fast, items)
    chat, tweets, asked = read(texts["chat"] + texts["written"]), read(texts["umsab"]), read(texts["questions"])
    fixtures = np.arange(len(chat.items)) < len(texts["chat"])
    sides = {"fixtures": fixtures, "held sectors": ~fixtures}
    every = lambda of: {name: figures(half(chat, mask), *of) for name, mask in sides.items()} | {
        "public": public(tweets, asked, *of)}
    crossed = []
    halves = lambda part, side: half(part, np.arange(len(part.items)) % 2 == side)
    for side in (0, 1):
        chosen = choose(*(halves(part, side) for part in (chat, tweets, asked)))
        measured = {name: figures(half(chat, mask & (np.arange(len(mask)) % 2 != side)), *chosen)
                    for name, mask in sides.items()}
        measured["public"] = public(halves(tweets, 1 - side), halves(asked, 1 - side), *chosen)
        crossed.append(measured)
    voices, heats = choose(chat, tweets, asked)
    written = half(chat, ~fixtures)
    own = written.truth("suggestion")
    p = 1 / (1 + np.exp(-written.heads["suggestion"][:, 0]))
    grid = np.arange(0.2, 0.85, 0.05)
    scores = [f1_score(own, p >= least) for least in grid]
    sentiment_p = written.of("sentiment", heats[0], voices[0])
    right, sure = sentiment_p.argmax(1) == written.truth("sentiment"), sentiment_p.max(1)
    abstain = next((float(t) for t in np.arange(0.34, 0.9, 0.01) if right[sure >= t].mean() >= 0.9), 0.9)
    settings = {"temperatures": [*heats, 1.0], "abstain_below": round(abstain, 2),
                "suggestion_from": round(float(grid[int(np.argmax(scores))]), 2), "voices": voices}
    mean = lambda rows: {name: round(float(np.mean([row[name] for row in rows])), 1) for name in rows[0] if name in rows[1]}
    settings["measured"] = {
        "encoder alone": every((SILENT, PLAIN)),
        "both models, as chosen": every((voices, heats)),
        "both models, chosen on one half and measured on the other": {
            name: mean([part[name] for part in crossed]) for name in crossed[0]},
        "suggestions of the held sectors, threshold chosen there": round(100 * max(scores), 1),
        "sentiment of the held sectors used, threshold chosen there": round(100 * float((sure >= abstain).mean()), 1),
    }
    args.out.write_text(json.dumps(settings, indent=1) + "\n")
    print(json.dumps(settings, indent=1))


if __name__ == "__main__":
    main()
