"""Precision and recall of the in-text sources on sentences whose sources are known.

    python benchmarks/quality/said_by.py SENTENCES.jsonl [--misses] [--language TAG]

Each line holds {"text": …, "said_by": [names]}, and outlets there or in "via". A name is right
when, articles and case ignored, it contains the gold one or is contained in it; each name is
matched once.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.articles.attribution import find_sources

_ARTICLES = ("the ", "a ", "an ")


def _bare(name: str) -> str:
    words = (word.strip(",.;:“”\"'") for word in name.lower().split())
    lowered = " ".join(word for word in words if word)
    for article in _ARTICLES:
        lowered = lowered.removeprefix(article)
    return lowered


def is_same_name(found: str, gold: str) -> bool:
    """Return whether one name contains the other, in whole words."""
    one, other = f" {_bare(found)} ", f" {_bare(gold)} "
    return one in other or other in one


def match(found: Sequence[str], gold: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the found names that match no gold one, and the gold ones that were missed."""
    missed = list(gold)
    wrong = []
    for name in found:
        partner = next((other for other in missed if is_same_name(name, other)), None)
        if partner is None:
            wrong.append(name)
        else:
            missed.remove(partner)
    return wrong, missed


def main() -> int:
    """Measure, and print what was found wrong or missed where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every wrong and missed name")
    parser.add_argument("--language", default="en", help="language tag of the sentences")
    arguments = parser.parse_args()
    lines = arguments.sentences.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    given = right = total = 0
    seconds = 0.0
    for case in cases:
        begun = time.process_time()
        found = [source.name for source in find_sources(case["text"], arguments.language)]
        seconds += time.process_time() - begun
        gold = [*case["said_by"], *case.get("via", [])]
        wrong, missed = match(found, gold)
        given += len(found)
        right += len(found) - len(wrong)
        total += len(gold)
        if arguments.misses and (wrong or missed):
            sys.stdout.write(f"{case['text']}\n    wrong {wrong}, missed {missed}\n")
    sys.stdout.write(
        f"{len(cases)} sentences, {total} sources, {given} given: "
        f"precision {right / max(given, 1):.3f}, recall {right / max(total, 1):.3f}, "
        f"{seconds / max(len(cases), 1) * 1e6:.0f} microseconds of processor time a sentence\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
