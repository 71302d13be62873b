"""Words to pieces: the Unigram tokenizer over a vocabulary cut to the served scripts."""

import re
import unicodedata

SPACE = "\u2581"
BOS, PAD, EOS, UNK = 0, 1, 2, 3
MOST = 128
LINK = re.compile(r"^(https?://|www\.)", re.IGNORECASE)


class Tokenizer:
    """`pieces` and `scores` in the order of the word table; the first four are the special ones."""

    def __init__(self, pieces, scores, mappings, unknown):
        self.pieces, self.scores, self.mappings, self.unknown = pieces, scores, mappings, unknown
        self.ids = {piece: at for at, piece in enumerate(pieces) if at > UNK}
        self.longest = max(map(len, self.ids))
        self.cache = {}

    def words(self, text):
        text = unicodedata.normalize("NFC", text)
        mapped = "".join(self.mappings.get(c, c) for c in text)
        for word in re.split(r"[ \t\n]+", mapped):
            if not word:
                continue
            if LINK.match(word):
                word = "http"
            elif len(word) > 1 and word[0] == "@" and (word[1].isalnum() or word[1] == "_"):
                word = "@user"
            yield SPACE + word

    def word(self, word):
        known = self.cache.get(word)
        if known is not None:
            return known
        n = len(word)
        best = [0.0] + [-1e30] * n
        back = [None] * (n + 1)
        for start in range(n):
            if best[start] <= -1e30:
                continue
            for end in range(start + 1, min(n, start + self.longest) + 1):
                at = self.ids.get(word[start:end])
                if at is not None:
                    score = best[start] + self.scores[at]
                    if score > best[end]:
                        best[end], back[end] = score, (start, at)
            score = best[start] + self.unknown
            if score > best[start + 1]:
                best[start + 1], back[start + 1] = score, (start, UNK)
        ids, end = [], n
        while end:
            start, at = back[end]
            if not (at == UNK and ids and ids[-1] == UNK):
                ids.append(at)
            end = start
        ids.reverse()
        if len(self.cache) < 500_000:
            self.cache[word] = ids
        return ids

    def encode(self, text, most=MOST):
        """Ids with <s> and </s>; of a long text the beginning and the end are kept."""
        ids = [at for word in self.words(text) for at in self.word(word)]
        room = most - 2
        if len(ids) > room:
            ids = ids[:room // 2] + ids[len(ids) - (room - room // 2):]
        return [BOS] + ids + [EOS]


def served(piece):
    """Could the piece stand in a text of the served scripts?"""
    for c in piece:
        code = ord(c)
        if c == SPACE or code < 0x250 or 0x300 <= code < 0x370:
            continue
        if 0x600 <= code < 0x780 or 0x8A0 <= code < 0x900 or 0x900 <= code < 0x980:
            continue
        if 0x1E00 <= code < 0x1F00 or 0x2000 <= code < 0x2C00 or code >= 0x1F000 or 0xFB50 <= code < 0xFE70:
            continue
        if 0xFE70 <= code < 0xFF00 or unicodedata.category(c)[0] in "PS":
            continue
        return False
    return True


def cut(e5, texts, keep):
    """Old ids of the pieces to keep: special, single characters, those the texts use, then the likeliest."""
    whole = Tokenizer(e5.pieces, e5.scores.tolist(), e5.mappings, float(e5.scores.min()) - 10)
    seen = {}
    for text in texts:
        for word in whole.words(text):
            for at in whole.word(word):
                seen[at] = seen.get(at, 0) + 1
    kept = {at for at in range(4)}
    candidates = [at for at in range(4, len(e5.pieces)) if served(e5.pieces[at])]
    kept |= {at for at in candidates if len(e5.pieces[at].lstrip(SPACE)) <= 1}
    kept |= {at for at in candidates if at in seen}
    for at in candidates:  # in order of likelihood
        if len(kept) >= keep:
            break
        kept.add(at)
    return sorted(kept), seen
