"""Chooses the settings of the accurate model on validation texts, and measures what then ships.

    choose.py --scores BINARY --weights WEIGHTS --data DATA --fixtures CHAT --corpus training/corpus --out SETTINGS.json

BINARY is the built example `accurate_scores`: all figures are those of the 8-bit model in Rust. The voice of the
fast model, the temperatures and the thresholds are chosen on one half of the texts and measured on the other, in
turn; what is written is chosen on all.
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

VOICES = (0.0, 0.15, 0.3, 0.5, 0.8)
# Which emotions a sentiment allows: rows negative, neutral, positive.
ALLOWED = np.array([[1, 1, 1, 1, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1, 1, 0]], dtype=bool)


class Read:
    """Evidence of many texts: scores of the heads, and what the fast model said."""

    def __init__(self, binary, weights, items):
        self.items = items
        lines = "".join(json.dumps(item.text) + "\n" for item in items)
        answer = subprocess.run([binary, weights], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
        rows = np.array([json.loads(line)["evidence"] for line in answer.decode().split("\n") if line])
        self.heads = split(rows[:, :25])
        self.fast = {"sentiment": rows[:, 25:28], "emotion": rows[:, 28:36], "act": rows[:, 36:44],
                     "question": rows[:, 44]}

    def sentiment(self, heat, voice):
        heated = self.heads | {name: self.heads[name] / heat for name in ("tweet", "chat")}
        return joined(sentiment(heated), self.fast["sentiment"], voice)

    def of(self, head, heat, voice):
        return joined(softmax(self.heads[head] / heat), self.fast[head], voice)

    def truth(self, name):
        return np.array([item.labels[name][0] if name in item.labels else -1 for item in self.items])


def joined(own, other, voice):
    scores = np.log(np.maximum(own, 1e-9)) + voice * np.log(np.maximum(other, 1e-4))
    return softmax(scores)


def heat_of(probabilities, truth):
    """The temperature at which the labels are likeliest."""
    loss = lambda heat: -np.mean(np.log(np.maximum(probabilities(heat)[np.arange(len(truth)), truth], 1e-9)))
    return float(minimize_scalar(loss, bounds=(0.4, 3.0), method="bounded").x)


def emotion_of(p, sentiment_p):
    return np.where(ALLOWED[sentiment_p.argmax(1)], p, -1).argmax(1)


def half(read, mask):
    part = object.__new__(Read)
    part.items = [item for item, kept in zip(read.items, mask) if kept]
    part.heads = {name: values[mask] for name, values in read.heads.items()}
    part.fast = {name: values[mask] for name, values in read.fast.items()}
    return part


def choose(chat):
    """Voices and temperatures: the voice by macro-F1, a louder one only for half a point."""
    voices, heats = [], []
    for head in ("sentiment", "emotion", "act"):
        truth = chat.truth("chat" if head == "sentiment" else head)
        best = None
        for voice in VOICES:
            way = (lambda heat: chat.sentiment(heat, voice)) if head == "sentiment" else (
                lambda heat: chat.of(head, heat, voice))
            heat = heat_of(way, truth)
            score = f1_score(truth, way(heat).argmax(1), average="macro")
            if best is None or score > best[0] + 0.005:
                best = (score, voice, heat)
        voices.append(best[1]), heats.append(best[2])
    return voices, heats


def figures(read, voices, heats, label):
    out = {}
    sentiment_p = read.sentiment(heats[0], voices[0])
    found = {"chat": sentiment_p.argmax(1), "act": read.of("act", heats[2], voices[2]).argmax(1),
             "emotion": emotion_of(read.of("emotion", heats[1], voices[1]), sentiment_p)}
    french = np.array([item.lang == "fr" for item in read.items])
    hard = np.array([item.hard for item in read.items])
    for head, answers in found.items():
        truth = read.truth(head)
        name = "sentiment" if head == "chat" else head
        for part, mask in (("fr", french), ("fr easy", french & ~hard), ("fr hard", french & hard), ("other", ~french)):
            if mask.sum() > 20:
                out[f"{label} {name} {part}"] = macro(truth[mask], answers[mask])
    return out


def main():
    parser = argparse.ArgumentParser()
    for name in ("scores", "weights", "data", "fixtures", "corpus", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    texts = Mixture(args.data, args.fixtures, args.corpus).validation
    chat = Read(args.scores, args.weights, texts["chat"] + texts["written"])
    tweets = Read(args.scores, args.weights, texts["umsab"])
    asked = Read(args.scores, args.weights, texts["questions"])
    fixtures = np.arange(len(chat.items)) < len(texts["chat"])
    # The embedded fast model learned from the fixtures: only the held sectors say what its voice is worth.
    written = half(chat, ~fixtures)
    odd = np.arange(len(written.items)) % 2 == 1
    result, crossed = {}, []
    for side in (odd, ~odd):
        voices, heats = choose(half(written, side))
        crossed.append(figures(half(written, ~side), voices, heats, "crossed"))
    result |= {name: round(float(np.mean([part[name] for part in crossed])), 1) for name in crossed[0] if name in crossed[1]}
    silent = [0.0, 0.0, 0.0]
    plain = [1.0, 1.0, 1.0]
    voices, heats = choose(written)
    result |= figures(half(chat, fixtures), silent, plain, "fixtures, encoder alone")
    result |= figures(written, silent, plain, "held sectors, encoder alone")
    result |= figures(written, voices, heats, "held sectors, as chosen")
    for voice in sorted({0.0, voices[0]}):
        found, truth = tweets.sentiment(heats[0], voice).argmax(1), tweets.truth("tweet")
        langs = np.array([item.lang for item in tweets.items])
        each = {lang: macro(truth[langs == lang], found[langs == lang]) for lang in sorted(set(langs))}
        result |= {f"umsab {lang}, voice {voice}": value for lang, value in each.items()}
        result[f"umsab mean, voice {voice}"] = round(float(np.mean(list(each.values()))), 1)
    truth = asked.truth("question")
    best = (0, 0, 1)
    for voice in (0.0, 0.2, 0.4, 0.7):
        score = f1_score(truth, asked.heads["question"][:, 0] + voice * asked.fast["question"] > 0)
        result[f"questions fr, voice {voice}"] = round(100 * score, 1)
        if score > best[0] + 0.005:
            best = (score, voice)
    own = written.truth("suggestion")
    p = 1 / (1 + np.exp(-written.heads["suggestion"][:, 0]))
    grid = np.arange(0.2, 0.85, 0.05)
    scores = [f1_score(own, p >= least) for least in grid]
    suggestion_from = float(grid[int(np.argmax(scores))])
    result["suggestions, held sectors"] = round(100 * max(scores), 1)
    sentiment_p = written.sentiment(heats[0], voices[0])
    right, sure = sentiment_p.argmax(1) == written.truth("chat"), sentiment_p.max(1)
    abstain = next((float(t) for t in np.arange(0.34, 0.9, 0.01) if right[sure >= t].mean() >= 0.9), 0.9)
    result["answered"] = round(100 * float((sure >= abstain).mean()), 1)
    settings = {"temperatures": [*heats, 1.0], "abstain_below": round(abstain, 2), "suggestion_from": suggestion_from,
                "voices": [*voices, best[1]]}
    args.out.write_text(json.dumps(settings | {"measured": result}, indent=1) + "\n")
    print(json.dumps(settings), json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
