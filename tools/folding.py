"""The folding of `redact::shadow`, for the scripts that prepare its word lists."""

import unicodedata

SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "ŋ": "n"}
)


def folded_words(name: str):
    """Lower-case ASCII words of a name; anything that cannot be folded to ASCII is left out."""
    text = unicodedata.normalize("NFKD", name.lower().translate(SPECIAL))
    text = "".join(c for c in text if not unicodedata.combining(c))
    for word in "".join(c if c.isalpha() else " " for c in text).split():
        if word.isascii():
            yield word
