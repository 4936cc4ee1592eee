#!/usr/bin/env python
"""How fast the difference of two texts is found: paragraphs first, against all words at once.

    bench/diff_speed.py                  texts of 5 and 50 KB
    bench/diff_speed.py 5 20 100         other sizes, in thousands of letters
    bench/diff_speed.py --patience 90    wait longer for the slow way (30 s by default)

Makes a Kazakh text of each size, changes a word in every fifth paragraph, takes one paragraph out and puts one in.
Prints a line a size: milliseconds of `news.text.diff.compare`, which reads the HTML of both texts first; milliseconds
of plain difflib over the words; and how many times as long that takes. Where it does not end in time it is stopped, and
the ratio is a lower bound. Exit code 1 when paragraphs first takes longer than 200 ms.
"""

import argparse
import multiprocessing
import random
import re
import sys
import time
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from news.text.diff import compare

STEMS = (
    "ауыл",
    "бірлестік",
    "кездесу",
    "өңір",
    "қоғам",
    "мектеп",
    "жұмыс",
    "үй",
    "су",
    "еңбек",
    "ұрпақ",
    "дәстүр",
    "заң",
)
ENDINGS = (
    "",
    "дың",
    "ға",
    "ды",
    "да",
    "дан",
    "мен",
    "лар",
    "лардың",
    "ларға",
    "ымыз",
    "ыңыз",
    "ының",
    "лық",
    "шы",
    "сыз",
)
SHORTEST, LONGEST = 25, 70
"""Words of a paragraph."""

RUNS = 5
ACCEPTABLE_MS = 200


def main():
    asked = arguments()
    print(f"{'text':>8} {'paragraphs':>11} {'paragraphs first':>17} {'all words at once':>18} {'ratio':>8}")
    slowest = max(measured(size, asked.patience) for size in asked.sizes)
    return int(slowest > ACCEPTABLE_MS)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[5, 50], metavar="KB")
    parser.add_argument("--patience", type=float, default=30, metavar="SECONDS")
    return parser.parse_args()


def measured(size, patience):
    """Print the line of one size. Returns the milliseconds of paragraphs first."""
    chance = random.Random(2026)
    old = a_text(size * 1000, chance)
    new = edited(old, chance)
    ours = min(milliseconds(compare, as_html(old), as_html(new)) for _run in range(RUNS))
    plain = milliseconds_of_the_plain_way(old, new, patience)
    sign, shown = ("", plain) if plain else (">", patience * 1000)
    theirs, ratio = f"{sign}{shown:.0f}", f"{sign}{shown / ours:.0f}"
    print(f"{size:>5} KB {len(old):>11} {ours:>14.1f} ms {theirs:>15} ms {ratio:>7}x")
    return ours


def a_text(size, chance):
    """Paragraphs of about `size` letters together."""
    paragraphs = []
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(a_paragraph(chance))
    return paragraphs


def a_paragraph(chance):
    words = [chance.choice(STEMS) + chance.choice(ENDINGS) for _word in range(chance.randint(SHORTEST, LONGEST))]
    return " ".join(words).capitalize() + "."


def edited(paragraphs, chance):
    """As an editor leaves a text: a word here and there, a paragraph less, a paragraph more."""
    new = [line if place % 5 else line.replace(" ", " мүлдем ", 1) for place, line in enumerate(paragraphs)]
    del new[len(new) // 3]
    new.insert(len(new) // 2, a_paragraph(chance))
    return new


def as_html(paragraphs):
    return "".join(f"<p>{line}</p>" for line in paragraphs)


def milliseconds(compared, old, new):
    began = time.perf_counter()
    compared(old, new)
    return (time.perf_counter() - began) * 1000


def all_words_at_once(old, new):
    before, after = (re.findall(r"\w+|[^\w\s]|\s+", text) for text in (old, new))
    SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def milliseconds_of_the_plain_way(old, new, patience):
    """None where it takes longer than `patience` seconds. In a process of its own, which can be stopped."""
    answers = multiprocessing.Queue()
    process = multiprocessing.Process(target=time_the_plain_way, args=(answers, "\n".join(old), "\n".join(new)))
    process.start()
    process.join(patience)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return answers.get()


def time_the_plain_way(answers, old, new):
    answers.put(milliseconds(all_words_at_once, old, new))


if __name__ == "__main__":
    sys.exit(main())
