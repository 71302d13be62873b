"""Regenerates crates/privacy/data/common_words.txt from the project's own chat fixtures (CC0).

    python tools/extract_common_words.py FIXTURES_CHAT crates/privacy/data

A word seen in lower case and absent from the first-name tables is ordinary vocabulary: an unknown
word of this list is never taken for a name after a weak cue. Family names («petit», «grand») stay
on the list on purpose; the detector asks for a cue before it believes them.
"""

import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from folding import folded_words  # noqa: E402


def texts(folder: pathlib.Path):
    for line in (folder / "messages.jsonl").open(encoding="utf-8"):
        yield json.loads(line)["text"]
    for line in (folder / "conversations.jsonl").open(encoding="utf-8"):
        for message in json.loads(line)["messages"]:
            yield message.get("text", "")
    yield from (folder / "unlabelled-fr.txt").open(encoding="utf-8")


def main(chat: str, data: str) -> None:
    out = pathlib.Path(data)
    first = set((out / "first_core.txt").read_text().split()) | set((out / "first_own.txt").read_text().split())
    common = set()
    for text in texts(pathlib.Path(chat)):
        for word in re.findall(r"[^\W\d_]+", text):
            if word[0].islower():
                common.update(w for w in folded_words(word) if len(w) > 1 and w not in first)
    (out / "common_words.txt").write_text("\n".join(sorted(common)) + "\n", encoding="utf-8")
    print(len(common))


main(sys.argv[1], sys.argv[2])
