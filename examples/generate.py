#!/usr/bin/env python3
"""Writes the WhatsApp exports of two invented companies from the conversations in scripts/.

    python3 examples/generate.py                    both companies
    python3 examples/generate.py --check            says whether the committed files are what the scripts give

The same seed and scripts give the same bytes. Only the Python standard library (3.11 or newer) is used.
"""
import argparse
import datetime as dt
import json
import pathlib
import sys
import tomllib

from generator import chats, clock, consent, feedback, ground_truth, script

HERE = pathlib.Path(__file__).resolve().parent
COMPANIES = ("style-and-co", "techsolutions")
# Beside the exports, what is generated in a company's folder.
BESIDE = ("consent.csv", "surveys.csv", "surveys.jsonl", "reviews.csv", "ground-truth.json")


def company_of(folder):
    """The settings of company.toml, with its calendar."""
    company = tomllib.loads((folder / "company.toml").read_text(encoding="utf-8"))
    week = {day: [tuple(company["opening"])] if day in company["open_days"] else [] for day in range(7)}
    company["calendar"] = clock.Calendar(week, {dt.date.fromisoformat(day) for day in company["closed"]})
    company["arrivals"] = {int(hour): weight for hour, weight in company["arrivals"].items()}
    return company


def files_of(name, seed):
    """Path below examples/<company> → bytes, for everything that is generated."""
    company = company_of(HERE / "scripts" / name)
    by_contact = {}
    for episode in script.read(HERE / "scripts" / name):
        by_contact.setdefault(episode.contact, []).append(episode)
    people = [chats.build(contact, episodes, company, seed) for contact, episodes in by_contact.items()]
    for chat in people:
        chats.export(chat, company, seed)
    rows, counts = consent.rows(people, company, seed)
    answers, felt = feedback.survey(people, company, seed)
    truth = ground_truth.facts(company, people, counts) | {"satisfaction": feedback.facts(felt)}
    files = {f"exports/{path}": content for chat in people for path, content in chat.files.items()}
    assert len(files) == truth["export_files"], "two chats would be written to one file"
    files["consent.csv"] = consent.text(rows).encode()
    if name == "style-and-co":
        files["surveys.csv"] = feedback.as_csv(answers, "1-5").encode()
        files["reviews.csv"] = feedback.reviews(company, seed).encode()
    else:
        files["surveys.jsonl"] = feedback.as_jsonl(answers, seed, company).encode()
    files["ground-truth.json"] = (json.dumps(truth, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def committed(folder):
    """What lies in the folder now, of the kinds that are generated."""
    found = {f"exports/{path.relative_to(folder / 'exports').as_posix()}": path for path in (folder / "exports").rglob("*") if path.is_file()}
    return found | {name: folder / name for name in BESIDE if (folder / name).exists()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--check", action="store_true", help="compare with the files on disk, write nothing")
    options = parser.parse_args()
    differing = 0
    for name in COMPANIES:
        folder, files = HERE / name, files_of(name, options.seed)
        present = committed(folder)
        if options.check:
            changed = [path for path, content in files.items() if path not in present or present[path].read_bytes() != content]
            changed += [path for path in present if path not in files]
            differing += len(changed)
            print(f"{name}: {len(files)} files, {len(changed)} differ")
            continue
        for path in present.values():
            path.unlink()
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        print(f"{name}: {len(files)} files, {sum(map(len, files.values()))} bytes")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
