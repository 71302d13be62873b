"""What two Python tools say of the French texts: textblob-fr and vaderSentiment-fr.

    lexicon_tools.py TEXTS.jsonl OUT.jsonl

Each is asked as its own documentation shows. OUT: {"id","tool","score"}; the last lines say how fast each was.
"""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from textblob import TextBlob  # noqa: E402
from textblob_fr import PatternAnalyzer, PatternTagger  # noqa: E402
from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer  # noqa: E402

tagger, analyzer, vader = PatternTagger(), PatternAnalyzer(), SentimentIntensityAnalyzer()
TOOLS = {
    "textblob-fr": lambda text: TextBlob(text, pos_tagger=tagger, analyzer=analyzer).sentiment[0],
    "vaderSentiment-fr": lambda text: vader.polarity_scores(text)["compound"],
}


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    rows = [row for row in rows if row["lang"] == "fr" and "sentiment" in row]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for tool, ask in TOOLS.items():
            ask("Bonjour, tout va bien.")
            began = time.process_time()
            scores = [ask(row["text"]) for row in rows]
            spent = time.process_time() - began
            for row, score in zip(rows, scores):
                out.write(json.dumps({"id": row["id"], "tool": tool, "score": score}) + "\n")
            out.write(json.dumps({"tool": tool, "per_second": len(rows) / spent}) + "\n")


if __name__ == "__main__":
    main()
