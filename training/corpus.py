"""Labelled texts for the heads of the fast model, from a data folder and the chat fixtures."""

import csv
import gzip
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

SENTIMENTS = ["negative", "neutral", "positive"]
EMOTIONS = ["anger", "disappointment", "worry", "confusion", "gratitude", "satisfaction", "surprise", "neutral"]
ACTS = ["question", "request", "complaint", "information", "confirmation", "thanks", "greeting", "other"]
LANGUAGES = ["fr", "en", "es", "pt", "de", "it", "nl", "ar", "hi"]

EMOTION_CODES = dict(zip("adwcCgsuUVn", ["anger", "disappointment", "worry", "confusion", "confusion", "gratitude",
                                         "satisfaction", "surprise", "surprise", "surprise", "neutral"]))
SENTIMENT_CODES = dict(zip("adwcCgsuUVn", [0, 0, 0, 1, 0, 2, 2, 1, 0, 2, 1]))
ACT_CODES = dict(zip("qrcifTtho", ["question", "request", "complaint", "information", "confirmation", "thanks",
                                   "thanks", "greeting", "other"]))


@dataclass
class Example:
    """One text; a label of None does not train its head."""

    lang: str
    text: str
    source: str
    sentiment: int | None = None
    emotion: int | None = None
    act: int | None = None
    question: int | None = None
    language: int | None = None
    suggestion: int | None = None
    extra: dict = field(default_factory=dict)


def rows(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def question_of(act, text):
    """Does a chat message ask something? Requests in the form of a question are left undecided."""
    if act == "question":
        return 1
    if act in ("request", "complaint") and "?" in text:
        return None
    return 0


def chat_labelled(fixtures):
    """fixtures/chat/messages.jsonl: the development set."""
    for line in (fixtures / "messages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Example(row["lang"], row["text"], "chat", SENTIMENTS.index(row["sentiment"]),
                      EMOTIONS.index(row["emotion"]), ACTS.index(row["act"]),
                      question_of(row["act"], row["text"]), LANGUAGES.index(row["lang"]),
                      extra={"hard": row.get("hard", False)})


def chat_ours(fixtures, labels):
    """fixtures/chat/unlabelled-fr.txt with the labels of messages-fr.labels."""
    codes = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, *cells = line.split()
            assert int(first.rstrip(":")) == len(codes) + 1, line
            codes += cells
    texts = (fixtures / "unlabelled-fr.txt").read_text(encoding="utf-8").splitlines()
    assert len(texts) == len(codes)
    for text, (emotion, act) in zip(texts, codes):
        act = ACT_CODES[act]
        yield Example("fr", text, "ours", SENTIMENT_CODES[emotion], EMOTIONS.index(EMOTION_CODES[emotion]),
                      ACTS.index(act), question_of(act, text), 0)


def written(folder):
    """training/corpus/messages.jsonl: messages written for this project, in the form of the fixtures."""
    for line in (folder / "messages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Example(row["lang"], row["text"], "written", SENTIMENTS.index(row["sentiment"]),
                      EMOTIONS.index(row["emotion"]), ACTS.index(row["act"]), question_of(row["act"], row["text"]),
                      LANGUAGES.index(row["lang"]), int(row.get("suggestion", False)),
                      extra={"hard": row.get("hard", False), "sector": row["sector"]})


def turns(path):
    """Customer turns of conversations: texts without labels."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for turn in row["messages"]:
            if turn["from"] == "customer" and turn.get("text"):
                yield Example(row.get("lang") or "fr", turn["text"], "turn", extra={"sector": row["sector"]})


UMSAB = {"french": "fr", "english": "en", "spanish": "es", "portuguese": "pt", "german": "de", "italian": "it",
         "arabic": "ar", "hindi": "hi"}

# Words of romanised Hindi that no other served language has; tweets of the Hindi set without two of them are English.
HINDI = set("""hai hain nahi nhi kya ko ki ka ke se bhi aur tha thi raha rahe rahi mein yeh ye woh toh kar kr karo karna na
hum tum mera meri mere apna apne aap ap hota hoga gaya gayi sab abhi bahut koi kuch jo wala wale ho hi ab kyu kyun
kaise bhai ji le de diya liya sath liye agar phir fir mat mujhe tujhe unka uska iska""".split())


def is_hindi(text):
    return bool(re.search("[\u0900-\u097f]", text)) or len(HINDI & set(re.findall("[a-z]+", text.lower()))) >= 2


def umsab(data, part):
    name = "train.tsv.gz" if part == "train" else "val.tsv"
    for row in rows(data / "umsab" / name):
        lang = UMSAB.get(row["lang"])
        if lang:
            told = lang != "hi" or is_hindi(row["text"])
            yield Example(lang, row["text"], "umsab", SENTIMENTS.index(row["label"]),
                          language=LANGUAGES.index(lang) if told else None)


def questions(data, part):
    name = "train.tsv.gz" if part == "train" else "val.tsv"
    for row in rows(data / "questions" / name):
        if row["lang"] in LANGUAGES:
            yield Example(row["lang"], row["text"], row["source"], question=int(row["label"] == "question"),
                          language=LANGUAGES.index(row["lang"]))


GOEMOTIONS = {
    "anger": (0, "anger"), "annoyance": (0, "anger"), "disgust": (0, "anger"), "disapproval": (0, None),
    "disappointment": (0, "disappointment"), "sadness": (0, "disappointment"), "remorse": (0, None),
    "grief": (0, "disappointment"), "embarrassment": (0, None), "fear": (0, "worry"), "nervousness": (0, "worry"),
    "confusion": (None, "confusion"), "curiosity": (1, "neutral"), "gratitude": (2, "gratitude"),
    "admiration": (2, "satisfaction"), "joy": (2, "satisfaction"), "love": (2, "satisfaction"),
    "approval": (None, None), "excitement": (2, "satisfaction"), "amusement": (None, None),
    "relief": (2, "satisfaction"), "optimism": (2, None), "pride": (2, "satisfaction"), "caring": (None, None),
    "surprise": (None, "surprise"), "realization": (None, None), "desire": (None, None), "neutral": (1, "neutral"),
}


# Lines of XED of each language that a teacher judges.
LINES = 4000


def film_lines(data, seed):
    """Lines of XED with a sentiment of their own, as many of each language: the fast model learns what a teacher says
    of them, not their labels."""
    lines = {}
    for example in xed(data):
        if example.sentiment is not None:
            lines.setdefault(example.lang, {})[example.text] = example
    draw = random.Random(seed)
    return [one for of in lines.values() for one in draw.sample(list(of.values()), min(LINES, len(of)))]


def more_films(data, known):
    """Lines of XED outside the questions set: the mark at their end is cut off and kept as the label.

    Arabic ends its questions with a mark of its own, which these lines often lack: left out.
    """
    seen = set(known)
    for row in rows(data / "xed" / "train.tsv.gz"):
        lang = "en" if row["lang"] == "en-annotated" else row["lang"]
        text = re.sub(r"^[-–—]\s*", "", row["text"].strip())
        if lang == "en":
            # English lines come cut into words: « do n't », « you ? ».
            text = re.sub(r" (n't|'\w+|[.,?!;:])", r"\1", text)
        bare = re.sub(r"[\s.?!…]+$", "", text)
        whole_line = re.sub(r"[\s.?!…]+$", "", row["text"])
        if lang not in LANGUAGES or lang == "ar" or len(bare) < 2 or "?" in bare or " - " in bare:
            continue
        if bare in seen or whole_line in seen:
            continue
        seen.add(bare)
        yield Example(lang, bare, "more-films", question=int("?" in text[len(bare):]))


def goemotions(data):
    for row in rows(data / "goemotions" / "train.tsv.gz"):
        labels = row["labels"].split(",")
        if len(labels) == 1:
            sentiment, emotion = GOEMOTIONS[labels[0]]
            if sentiment is not None or emotion is not None:
                yield Example("en", row["text"].replace("[NAME]", "Sam").replace("[RELIGION]", "our"), "goemotions",
                              sentiment, EMOTIONS.index(emotion) if emotion else None, language=1)


XED = {"anger": 0, "disgust": 0, "fear": 0, "sadness": 0, "joy": 2, "trust": None, "anticipation": None,
       "surprise": None, "neutral": 1}
XED_EMOTION = {"anger": "anger", "sadness": "disappointment", "fear": "worry", "joy": "satisfaction",
               "surprise": "surprise", "neutral": "neutral"}


def xed(data):
    for row in rows(data / "xed" / "train.tsv.gz"):
        lang = "en" if row["lang"] == "en-annotated" else row["lang"]
        if lang not in LANGUAGES:
            continue
        labels = row["labels"].split(",")
        sides = {XED[label] for label in labels}
        sentiment = sides.pop() if len(sides) == 1 else None
        emotion = XED_EMOTION.get(labels[0]) if len(labels) == 1 else None
        yield Example(lang, row["text"], "xed", sentiment, EMOTIONS.index(emotion) if emotion else None,
                      language=LANGUAGES.index(lang))


MULTIDOGO = {"thankyou": "thanks", "openinggreeting": "greeting", "confirmation": "confirmation",
             "rejection": "confirmation", "contentonly": "information", "closinggreeting": None, "outofdomain": None}


def multidogo(data, every=4):
    for at, row in enumerate(rows(data / "multidogo" / "train.tsv.gz")):
        intents = row["intent"].split("+")
        if len(intents) != 1 or at % every:
            continue
        act = MULTIDOGO.get(intents[0], "request")
        if act:
            yield Example("en", row["text"], "multidogo", act=ACTS.index(act), language=1)


def without_accents(example):
    """The same text as many type it: no accents, no capitals."""
    table = str.maketrans("àâäáãéèêëíîïìóôöòõúùûüçñ", "aaaaaeeeeiiiiooooouuuucn")
    text = example.text.lower().translate(table).replace("’", "'").replace("œ", "oe")
    return Example(example.lang, text, example.source + "-plain", language=example.language)


def escape(text):
    return re.sub(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", "\\\\n", text).replace("\t", "\\t")
