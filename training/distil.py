"""Soft labels for the fast model: what better models than it say of texts without labels, and of noisily labelled ones.

    distil.py E5 KEPT CHECKPOINT CROSSED DATA OUT

E5 and KEPT are the files training/accurate starts from, CHECKPOINT one of its checkpoints: it judges lines of XED as
tweets, turns of training/corpus as messages, and the French questions set. CROSSED, by training/accurate/soft.py, holds
what models that did not learn from them say of the tweets and the questions of other languages. OUT gets the texts and,
per head, the probabilities. For honest figures neither may have learned from validation texts (training/accurate
without --everything). Without OUT, training/train.sh learns from labels alone.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here / "accurate")]
import corpus  # noqa: E402
import fit  # noqa: E402
from e5 import E5  # noqa: E402
from network import HEADS, Encoder, Model, padded  # noqa: E402
from teacher import tokenizer_of  # noqa: E402

# Head of the fast model → head of the teacher, for lines of film and for turns of conversations.
PUBLIC = {"public_sentiment": "tweet"}
CHAT = {"sentiment": "chat", "emotion": "emotion", "act": "act"}
# French lines of film, for both heads of questions: the teacher learned from their noisy labels only a little.
ASKED = {"public_question": "question", "question": "question"}
# A teacher is too sure of itself about texts of another kind than it learned from: it is softened.
SOFTER = 1.5
BATCH = 3000


def opinions(model, rows):
    """Scores of all the teacher's heads; batches of texts of like length."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    out = np.zeros((len(rows), sum(HEADS.values())), dtype=np.float32)
    at = 0
    with torch.inference_mode():
        while at < len(order):
            end = at + 1
            while end < len(order) and (end + 1 - at) * len(rows[order[end]]) <= BATCH:
                end += 1
            said = model(padded([rows[i] for i in order[at:end]]))
            out[order[at:end]] = (said[0] if isinstance(said, tuple) else said).numpy()
            at = end
    return out


def judged(model, tokenizer, texts, heads, softer=SOFTER):
    """Probabilities of some of the teacher's heads, head → text → its classes; one column becomes two: no, yes."""
    said = opinions(model, [tokenizer.encode(text) for text in texts])
    ends = np.cumsum(list(HEADS.values()))
    columns = {head: slice(end - width, end) for (head, width), end in zip(HEADS.items(), ends)}
    answers = {}
    for own, head in heads.items():
        scores = said[:, columns[head]] / softer
        scores = np.hstack([np.zeros_like(scores), scores]) if HEADS[head] == 1 else scores
        answers[own] = dict(zip(texts, fit.softmax(scores)))
    return answers


def main():
    e5_path, kept_path, checkpoint, crossed_path, data, out = sys.argv[1:7]
    torch.set_num_threads(1)
    saved = torch.load(checkpoint, map_location="cpu")
    e5, kept = E5(e5_path), np.load(kept_path)
    tokenizer = tokenizer_of(e5, kept)
    model = Model(Encoder(e5, kept, saved["layers"], 128))
    model.load_state_dict(saved["average"], strict=False)
    model.eval()
    crossed = json.loads(Path(crossed_path).read_text(encoding="utf-8"))
    lines = {e.text for e in corpus.film_lines(Path(data), fit.SEED)} - set(crossed)
    turns = {e.text for e in corpus.turns(here / "corpus" / "conversations.jsonl")} - set(crossed)
    known = judged(model, tokenizer, sorted(lines), PUBLIC) | judged(model, tokenizer, sorted(turns), CHAT)
    known["public_sentiment"] |= {text: p for text, p in crossed.items() if len(p) == 3}
    french = sorted({e.text for e in corpus.questions(Path(data), "train") if e.lang == "fr"})
    asked = judged(model, tokenizer, french, ASKED, softer=1.0)
    crossed_questions = {text: p for text, p in crossed.items() if len(p) == 2}
    known |= asked | {"public_question": crossed_questions | asked["public_question"]}
    texts = sorted(set().union(*known.values()))
    width = {head: len(next(iter(said.values()))) for head, said in known.items()}
    np.savez(out, texts=json.dumps(texts), **{
        head: np.array([said.get(text, [0] * width[head]) for text in texts], dtype=np.float32)
        for head, said in known.items()})
    print({head: len(said) for head, said in known.items()})


if __name__ == "__main__":
    main()
