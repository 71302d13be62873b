#!/usr/bin/env python3
"""Holds the documentation to three rules: links lead somewhere, tests that are named exist, and French pages
have French spaces.
Run without arguments; `--fix` mends the spaces.

Exit code 1 when something is wrong, with file, line and reason.
"""

import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"target", "node_modules", ".git"}
FRENCH = ["README.fr.md", "docs/rapport.md", "docs/vie-privee.md", "docs/registres.md", "docs/guide/fr.md", "examples/README.fr.md"]

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"(`[^`]*`|\]\([^)]*\)|<!--.*?-->|https?://\S+)")
NARROW, WIDE = "\u202f", "\u00a0"


def pages():
    for path in sorted(ROOT.rglob("*.md")):
        if not SKIPPED & set(path.relative_to(ROOT).parts):
            yield path


def prose(path):
    """Lines outside fenced code, with their numbers."""
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def anchor(heading):
    text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda m: m.group(1) or "", heading.strip().lower())
    kept = (c for c in text if c in " -_" or unicodedata.category(c)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


def anchors(path):
    return {anchor(line.lstrip("#")) for _, line in prose(path) if re.match(r"#{1,6} ", line)}


def broken_links(path):
    for number, line in prose(path):
        for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, fragment = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists():
                yield number, f"no such file: {target}"
            elif fragment and there.suffix == ".md" and fragment not in anchors(there):
                yield number, f"no such heading: {target}"


def missing_tests(page):
    """Tests the table of the page names, of which no source has a function."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "crates").rglob("*.rs")]
    known = {name for text in sources for name in re.findall(r"fn (\w+)\(", text)}
    for number, line in prose(page):
        for name in re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+){3,})`", line):
            if name not in known:
                yield number, f"no such test: {name}"


def french(text):
    """One stretch of French prose with its spaces."""
    text = text.replace("'", "’")
    text = re.sub(r"«[ \u00a0\u202f]*", "«" + WIDE, text)
    text = re.sub(r"[ \u00a0\u202f]*»", WIDE + "»", text)
    text = re.sub(r" ([?!;])", NARROW + r"\1", text)
    text = re.sub(r" ([:%])(?![-:|])", WIDE + r"\1", text)
    return re.sub(r"(?<=\d) (?=(\d{3}\b))", NARROW, text)


def french_line(line):
    if re.fullmatch(r"[|:\- ]+", line):
        return line
    parts = CODE.split(line)
    return "".join(part if i % 2 else french(part) for i, part in enumerate(parts))


def main(fix):
    wrong = [(path, number, why) for path in pages() for number, why in broken_links(path)]
    checklist = ROOT / "docs/security-checklist.md"
    wrong += [(checklist, number, why) for number, why in missing_tests(checklist)]
    section = ROOT / "docs/redaction.md"
    for path in [ROOT / name for name in FRENCH] + [section]:
        lines, fenced, out = path.read_text(encoding="utf-8").split("\n"), False, []
        speaks = path != section
        for number, line in enumerate(lines, 1):
            speaks |= line == "## En français"
            fenced ^= line.lstrip().startswith("```")
            mended = line if fenced or not speaks else french_line(line)
            if mended != line and not fix:
                wrong.append((path, number, "spaces or apostrophes are not French"))
            out.append(mended)
        if fix:
            path.write_text("\n".join(out), encoding="utf-8")
    for path, number, why in wrong:
        print(f"{path.relative_to(ROOT)}:{number}: {why}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("--fix" in sys.argv[1:]))
