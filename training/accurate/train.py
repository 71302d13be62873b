"""Fine-tunes the shallow encoder with its heads.

    train.py --e5 FILE --kept KEPT.npy --data DATA --fixtures CHAT --out FOLDER [--layers 0,1,…] [--epochs N]
             [--corpus training/corpus] [--stage first|second|third|last] [--start CHECKPOINT]
             [--soft SOFT.json] [--everything] [--rate R] [--frozen N] [--minutes M] [--resume]

Fixed seed; a checkpoint every ten minutes and at the end of each epoch (FOLDER/last.pt), from which --resume goes on.
Two workers, one a core: the same command with RANK=0 and RANK=1, WORLD_SIZE=2, MASTER_ADDR and MASTER_PORT; each
learns its half of the batches, and every few steps they take the mean of their weights.
With --minutes the rate falls to its end by the clock, whatever the number of steps: for a machine that others use.
With --everything the validation texts train too, as for the weights that ship.
"""

import argparse
import datetime
import json
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed
from torch.nn import functional as F

from e5 import E5
from measure import measure
from mixture import Mixture, batches
from network import HEADS, Encoder, Model, padded, rounding
from teacher import tokenizer_of, vectors

SEED = 20260101
# Steps after which workers share what they learned.
TOGETHER = 8
# How many texts of each source an epoch of each stage has.
STAGES = {
    "first": {"tweets": 12000, "chat": 8000, "french": 5000, "asked": 800, "reddit": 1500, "films": 600,
              "orders": 400, "intents": 600},
    "second": {"tweets": 8000, "chat": 9000, "french": 3000, "asked": 300, "reddit": 500, "films": 200,
               "orders": 200, "intents": 300},
    "third": {"tweets": 8000, "chat": 3600, "french": 6500, "asked": 3000, "reddit": 1200, "films": 1500,
              "orders": 400, "intents": 400},
    "last": {"tweets": 3000, "chat": 6500, "french": 2500, "asked": 500, "reddit": 500, "films": 500,
             "orders": 200, "intents": 200},
}
EMPHASIS = {"tweet": 2.0, "chat": 1.0, "public": 0.5, "emotion": 0.8, "act": 0.8, "question": 1.5, "suggestion": 0.8}
# Share of a target that other models say, where `soft.py` asked them.
HEARSAY = 0.4
SMOOTHING = 0.05
# Pieces of a text that is learned; the model reads 128.
LENGTH = 64
SPANS = {}
_at = 0
for _name, _width in HEADS.items():
    SPANS[_name] = (_at, _at + _width)
    _at += _width


def targets(items):
    """head → (indices, distributions over its classes, weights) as tensors; one number for yes-or-no heads."""
    found = {}
    for name, width in HEADS.items():
        at = [row for row, item in enumerate(items) if name in item.labels]
        if not at:
            continue
        classes = max(2, width)
        wanted = np.full((len(at), classes), SMOOTHING / classes, dtype=np.float32)
        for row, item in zip(wanted, (items[row] for row in at)):
            row[item.labels[name][0]] += 1 - SMOOTHING
            if name in item.soft:
                row[:] = (1 - HEARSAY) * row + HEARSAY * np.array(item.soft[name])
        weights = torch.tensor([float(items[row].labels[name][1]) for row in at])
        found[name] = (torch.tensor(at), torch.from_numpy(wanted if width > 1 else wanted[:, 1]), weights)
    return found


def head_loss(logits, wanted):
    total = 0.0
    for name, (rows, values, weights) in wanted.items():
        first, last = SPANS[name]
        part = logits[rows, first:last]
        if last - first == 1:
            loss = F.binary_cross_entropy_with_logits(part[:, 0], values, reduction="none")
        else:
            loss = F.cross_entropy(part, values, reduction="none")
        total = total + EMPHASIS[name] * (loss * weights).sum()
    return total / len(logits)


def teacher_vectors(mixture, e5, kept, tokenizer, folder):
    """Vectors of the 12-layer encoder for the texts to teach, kept in FOLDER between runs."""
    path = folder / "teacher.npz"
    store = {}
    if path.exists():
        saved = np.load(path, allow_pickle=False)
        store = dict(zip(json.loads(str(saved["texts"])), saved["vectors"]))
    missing = sorted({item.key for item in mixture.taught()} - store.keys())
    if missing:
        print("teacher vectors for", len(missing), "texts", flush=True)
        encoder = Encoder(e5, kept, range(12), 512).eval()
        prefix = tokenizer.word("\u2581query:")
        rows = [(lambda ids: ids[:1] + prefix + ids[1:])(tokenizer.encode(text)) for text in missing]
        store |= dict(zip(missing, vectors(encoder, rows)))
        np.savez(path, texts=json.dumps(list(store)), vectors=np.stack(list(store.values())))
    return {text: vector / np.linalg.norm(vector) for text, vector in store.items()}


def groups(model, rate):
    """Parameter groups: lower layers learn more slowly, heads faster."""
    depth = len(model.encoder.layers)
    out = []
    for name, part in model.named_parameters():
        if not part.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            factor = 0.9 ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            factor = 0.9 ** depth
        else:
            factor = 5.0
        decay = 0.01 if part.dim() > 1 else 0.0
        out.append({"params": [part], "base": rate * factor, "lr": 0.0, "weight_decay": decay})
    return out


def learn(model, optimiser, batch, taught, mean):
    """One step on one batch; its two losses."""
    model.train()
    ids, items = padded([row for row, _ in batch]), [item for _, item in batch]
    logits, sentence = model(ids)
    loss = head_loss(logits, targets(items))
    rows = [at for at, item in enumerate(items) if item.key in taught]
    near = torch.zeros(())
    if rows:
        wanted = torch.from_numpy(np.stack([taught[items[at].key] for at in rows])) - mean
        got = F.normalize(sentence[rows], dim=1) - mean
        near = (1 - F.cosine_similarity(got, wanted)).sum() / len(items)
    (loss + near).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach()), float(near.detach())


def agree(model, share, world):
    """Workers take the mean of their weights, and of how far each thinks the run is."""
    if world == 1:
        return share
    parts = [part.data for part in model.parameters() if part.requires_grad]
    flat = torch.cat([part.reshape(-1) for part in parts] + [torch.tensor([share])])
    torch.distributed.all_reduce(flat)
    flat /= world
    at = 0
    for part in parts:
        part.copy_(flat[at:at + part.numel()].view_as(part))
        at += part.numel()
    return float(flat[-1])


def main():
    parser = argparse.ArgumentParser()
    for name in ("e5", "kept", "data", "fixtures", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--layers", default="0,1,2,3,4,5,6,7")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--stage", choices=STAGES, default="first")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--soft", type=Path)
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--frozen", type=int, default=2, help="lower layers that keep their pretrained weights")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if world > 1:
        torch.distributed.init_process_group("gloo", timeout=datetime.timedelta(hours=2))
    torch.manual_seed(SEED)
    args.out.mkdir(parents=True, exist_ok=True)
    e5, kept = E5(args.e5), np.load(args.kept)
    tokenizer = tokenizer_of(e5, kept)
    mixture = Mixture(args.data, args.fixtures, args.corpus, args.everything)
    if args.soft:
        mixture.hear(json.loads(args.soft.read_text()))
    taught = teacher_vectors(mixture, e5, kept, tokenizer, args.out.parent)
    mean = torch.from_numpy(np.mean(list(taught.values()), axis=0))
    start = torch.load(args.start) if args.start else None
    layers = start["layers"] if start else [int(at) for at in args.layers.split(",")]
    model = Model(Encoder(e5, kept, layers, 128))
    if start:
        model.load_state_dict(start["average"])
    for layer in model.encoder.layers[:args.frozen]:
        layer.requires_grad_(False)
    number = list(STAGES).index(args.stage)
    encode = lambda text: tokenizer.encode(text, LENGTH)
    epochs = []
    for epoch in range(args.epochs):
        rng = random.Random(SEED + epoch + 1000 * number)
        drawn = batches(mixture.epoch(rng, STAGES[args.stage]), encode, rng, 1400, 32)
        drawn = drawn[:len(drawn) // (TOGETHER * world) * TOGETHER * world]
        epochs.append(drawn[rank::world])
    shortest = min(map(len, epochs))
    epochs = [epoch[:shortest] for epoch in epochs]
    total = sum(map(len, epochs))
    warm = min(150, max(1, total // 15))
    optimiser = torch.optim.AdamW(groups(model, args.rate), betas=(0.9, 0.98), eps=1e-6, fused=True)
    average = {name: value.clone() for name, value in model.state_dict().items() if not name.startswith("encoder.word")}
    step, spent = 0, 0.0
    if args.resume:
        saved = torch.load(args.out / "last.pt")
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, step, spent = saved["average"], saved["step"], saved["spent"]
        average = {name: value for name, value in average.items() if not name.startswith("encoder.word")}
    torch.manual_seed(SEED + 1 + rank)
    rounding(model, True)
    began = time.monotonic() - spent
    saved_at = time.monotonic()
    print("steps", total, "layers", layers, flush=True)

    def save():
        word = {"encoder.word.weight": model.encoder.word.weight}
        torch.save({"model": model.state_dict(), "average": average | word, "optimiser": optimiser.state_dict(),
                    "step": step, "spent": time.monotonic() - began, "layers": layers, "mean": mean},
                   args.out / "last.part")
        (args.out / "last.part").rename(args.out / "last.pt")

    running, share = [], 0.0
    for number, epoch in enumerate(epochs):
        if number < step // len(epoch) or share >= 1:
            continue
        for batch in epoch[step - number * len(epoch):]:
            share = max(step / total, (time.monotonic() - began) / 60 / args.minutes)
            if step % TOGETHER == 0:
                share = agree(model, share, world)
                if share >= 1:
                    break
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * min(1, (step + 1) / warm) * max(0.02, 1 - share)
            running.append(learn(model, optimiser, batch, taught, mean))
            step += 1
            if step % TOGETHER == 0 and rank == 0:
                with torch.no_grad():
                    weight = min(0.975, (8 + step) / (80 + step))
                    for name, value in model.state_dict().items():
                        if name in average:
                            average[name].lerp_(value, 1 - weight)
            if step % 24 == 0:
                rounding(model, True)
                loss_now, near_now = np.mean(running[-24:], axis=0)
                if rank == 0:
                    print(f"step {step}/{total} ({share:.0%}) loss {loss_now:.3f} near {near_now:.3f} "
                          f"minutes {(time.monotonic() - began) / 60:.1f}", flush=True)
            if rank == 0 and time.monotonic() - saved_at > 600:
                save()
                saved_at = time.monotonic()
        if rank == 0:
            save()
    if rank == 0:
        model.load_state_dict(average | {"encoder.word.weight": model.encoder.word.weight})
        rounding(model, True)
        figures = measure(model, tokenizer, mixture.validation)
        print(json.dumps(figures), flush=True)
        (args.out / "metrics.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
