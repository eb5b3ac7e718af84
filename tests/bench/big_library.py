"""Makes a large library of WordNet, as Debian's `dict-wn` has it: python tests/bench/big_library.py FILE [ENTRIES].

One entry a word and part of speech: the title is the word, the short answer its first meaning, the body the others.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

DICTD = Path("/usr/share/dictd")
DIGITS = {letter: i for i, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
SECTIONS = {"n": ("noun", "Nouns"), "v": ("verb", "Verbs"), "adj": ("adjective", "Adjectives"), "adv": ("adverb", "Adverbs")}
PART = re.compile(r"^    (n|v|adj|adv) (?=\d+:|: )", re.MULTILINE)


def number(digits: str) -> int:
    """A number as dictd writes it."""
    value = 0
    for digit in digits:
        value = value * 64 + DIGITS[digit]
    return value


def words() -> Iterator[tuple[str, str]]:
    """Each word and what WordNet says of it."""
    text = gzip.decompress((DICTD / "wn.dict.dz").read_bytes())
    for line in (DICTD / "wn.index").read_text(encoding="utf-8").splitlines():
        word, start, length = line.split("\t")
        if not word.startswith("00-database"):
            yield word, text[number(start) : number(start) + number(length)].decode()


def parts(text: str) -> Iterator[tuple[str, list[str]]]:
    """What is said of a word, part of speech by part of speech: its meanings."""
    _, *rest = PART.split(text)
    for part, told in zip(rest[::2], rest[1::2], strict=True):
        meanings = re.split(r"(?:^|\s)\d+: ", " ".join(told.split()))
        yield part, [meaning for meaning in meanings if meaning]


def write(path: Path, most: int) -> int:
    """The library, as YAML (of which JSON strings are a part); how many entries it has."""
    sections: dict[str, list[str]] = {part: [] for part in SECTIONS}
    count = 0
    for word, text in words():
        for part, meanings in parts(text):
            if count < most:
                count += 1
                lines = (f"id: w{count}", f"title: {json.dumps(word)}", f"short: {json.dumps(meanings[0])}")
                body = (f"body: {json.dumps(' '.join(meanings[1:]))}",) if meanings[1:] else ()
                sections[part].append("      - " + "\n        ".join((*lines, *body)))
    head = "title: WordNet\nlanguage: en\nsections:\n"
    for part, (id, title) in SECTIONS.items():
        if sections[part]:
            head += f"  - id: {id}\n    title: {title}\n    entries:\n" + "\n".join(sections[part]) + "\n"
    path.write_text(head, encoding="utf-8")
    return count


if __name__ == "__main__":
    if len(sys.argv) < 2 or not (DICTD / "wn.index").exists():
        sys.exit("usage: python tests/bench/big_library.py FILE [ENTRIES]; needs Debian's dict-wn")
    print(f"{write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000):,} entries")
