"""Scores of a model on the validation texts."""

import numpy as np
import torch
from sklearn.metrics import f1_score

from network import HEADS, padded


def answers(model, tokenizer, texts, size=4096):
    """Logits of all heads for texts, in their order."""
    model.eval()
    rows = [tokenizer.encode(text) for text in texts]
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    out = np.zeros((len(rows), sum(HEADS.values())), dtype=np.float32)
    start = 0
    with torch.inference_mode():
        while start < len(order):
            end = start + 1
            while end < len(order) and (end + 1 - start) * len(rows[order[end]]) <= size:
                end += 1
            batch = order[start:end]
            out[batch] = model(padded([rows[at] for at in batch]))[0].numpy()
            start = end
    return out


def split(logits):
    parts, at = {}, 0
    for name, width in HEADS.items():
        parts[name] = logits[:, at:at + width]
        at += width
    return parts


def softmax(scores):
    z = np.exp(scores - scores.max(1, keepdims=True))
    return z / z.sum(1, keepdims=True)


def sentiment(parts):
    """The tweet head and the chat head, each as far as the text looks like one."""
    public = 1 / (1 + np.exp(-parts["public"]))
    return public * softmax(parts["tweet"]) + (1 - public) * softmax(parts["chat"])


def macro(truth, found):
    return round(100 * f1_score(truth, found, average="macro"), 1)


def figures_of(logits, items):
    """Macro-F1 per head over texts that carry its label, French and others apart, hard and easy apart."""
    parts = split(logits)
    out = {}
    french = np.array([item.lang == "fr" for item in items])
    hard = np.array([item.hard for item in items])
    for name, found in (("chat", sentiment(parts).argmax(1)), ("emotion", parts["emotion"].argmax(1)),
                        ("act", parts["act"].argmax(1))):
        truth = np.array([item.labels[name][0] for item in items])
        for part, mask in (("fr", french), ("fr easy", french & ~hard), ("fr hard", french & hard), ("other", ~french)):
            if mask.any():
                out[f"{name} {part}"] = macro(truth[mask], found[mask])
    return out


def measure(model, tokenizer, validation):
    out = {}
    items = validation["chat"]
    out |= figures_of(answers(model, tokenizer, [item.text for item in items]), items)
    items = validation.get("written")
    if items:
        logits = answers(model, tokenizer, [item.text for item in items])
        out |= {f"written {name}": value for name, value in figures_of(logits, items).items()}
        truth = np.array([item.labels["suggestion"][0] for item in items])
        out["written suggestion"] = round(100 * f1_score(truth, split(logits)["suggestion"][:, 0] > 0), 1)
    items = validation["umsab"]
    parts = split(answers(model, tokenizer, [item.text for item in items]))
    truth = np.array([item.labels["tweet"][0] for item in items])
    langs = np.array([item.lang for item in items])
    for way, found in (("", sentiment(parts).argmax(1)), (" tweet head", parts["tweet"].argmax(1))):
        each = {lang: macro(truth[langs == lang], found[langs == lang]) for lang in sorted(set(langs))}
        if not way:
            out |= {f"umsab {lang}": value for lang, value in each.items()}
        out[f"umsab mean{way}"] = round(float(np.mean(list(each.values()))), 1)
    items = validation["questions"]
    asks = split(answers(model, tokenizer, [item.text for item in items]))["question"][:, 0]
    truth = np.array([item.labels["question"][0] for item in items])
    out["questions fr"] = round(100 * f1_score(truth, asks > 0), 1)
    return out
