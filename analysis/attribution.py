"""Who speaks: for each quotation the most likely mention near it.

A linear ranker: every mention of the paragraph, the speaker before, and "nobody" are candidates; each has a score that
is the sum of the weights of its features, and the highest wins. The features say where the candidate stands (what lies
between it and the quotation, what kind of mention it is, how the quotation ends), hardly ever which words are used.
The weights are learned (benchmarks/train_speakers.py) and stand in speaker_weights.toml.
"""

import tomllib
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .mentions import QUOTATION

NEAR = 120  # tokens around a quotation in which mentions are looked for
MOST = 8  # mentions on either side that are looked at
VERBS = "SVGWBA"  # letters of the verbs of speech, and "according"


class Candidate(NamedTuple):
    """A mention that may be the speaker, or None for "nobody", with the features that speak for or against it."""

    mention: object
    features: tuple


class Surroundings(NamedTuple):
    """How a quotation stands: how it begins (A, a, 0) and ends (, . ? …), and the letters on either side of it."""

    begins: str
    ends: str
    before: str
    after: str


def surroundings(text, span, paragraph):
    """How the quotation `span` of `paragraph` stands."""
    token = paragraph.quotation_at[span.start]
    letters = paragraph.letters
    last = text[max(span.start, span.end - 20) : span.end].rstrip()[-1:]
    if text[span.end + 1 : span.end + 2] == "," and last.isalnum():
        last = ","  # British: the comma stands outside
    first = text[span.start : span.start + 20].lstrip("[(…. ")[:1]
    return Surroundings(
        "A" if first.isupper() else "a" if first.islower() else "0",
        last if last and last in ",.?!…—" else "w" if last.isalnum() else "o",
        letters[token - 1] if token else "^",
        letters[token + 1 : token + 2] or "$",
    )


def candidates(text, span, paragraph, around, previous, distance):
    """Candidates of one quotation: `previous` is the speaker of the quotation before, `distance` paragraphs away."""
    token = paragraph.quotation_at[span.start]
    letters = paragraph.letters
    at = bisect_left(paragraph.mentions, token, key=lambda mention: mention.first)
    left = [m for m in paragraph.mentions[max(0, at - MOST) : at] if token - m.first <= NEAR]
    right = [m for m in paragraph.mentions[at : at + MOST] if m.first - token <= NEAR]
    window = letters[max(0, token - NEAR) : token + NEAR]
    length = span.end - span.start
    size = "short" if length < 25 else "middle" if length < 80 else "long"
    found, met = [], False
    for side, mentions in (("L", left[::-1]), ("R", right)):
        for rank, mention in enumerate(mentions):
            again = previous is not None and previous.start == mention.start
            met = met or again
            found.append(Candidate(mention, position(letters, token, side, rank, mention, around, size, again)))
    how = around.begins + around.ends
    if previous is not None and not met:
        far = min(distance, 4)
        others = "alone" if not found else "verb" if any(letter in window for letter in "SVA") else "named"
        order = "first" if QUOTATION not in letters[max(0, token - NEAR) : token] else "later"
        found.append(
            Candidate(
                previous,
                (
                    f"chain {far}",
                    f"chain {far} {order} {others}",
                    f"chain {how} {others}",
                    f"chain {previous.kind}",
                    f"chain {far} before {around.before} after {around.after}",
                    f"chain {far} {how} {around.before}",
                    f"chain continues {span.continues}",
                ),
            )
        )
    verb = next((letter for letter in "SVGBA" if letter in window), "-")
    only = window.strip(".,!?-:;") == QUOTATION
    found.append(
        Candidate(
            None,
            (
                "nobody",
                f"nobody {how} {size}",
                f"nobody before {around.before} after {around.after}",
                f"nobody only {only} {how}",
                f"nobody verb {verb}",
                f"nobody before {around.before} {size}",
                f"nobody yet {previous is None}",
            ),
        )
    )
    return found


def position(letters, token, side, rank, mention, around, size, again):
    """Features of a mention in the quotation's own paragraph; `again`: it spoke the quotation before."""
    how, kind = around.begins + around.ends, mention.kind
    gap = letters[mention.last : token] if side == "L" else letters[token + 1 : mention.first]
    plain = gap.replace("r", "").replace("D", "")
    between = plain if len(plain) <= 3 else f"{plain[0]}~{plain[-2:]}"
    stops = min(sum(map(gap.count, ".?!;")), 2)
    quotations = min(gap.count(QUOTATION), 2)
    following = letters[mention.last : mention.last + 6]
    follows = following.replace("r", "").lstrip("(")
    if follows[:1] == ",":  # an apposition, then the verb
        rest = gap if side == "L" else following
        verb = "," + next((letter for letter in rest[1:] if letter in VERBS + ".Q"), "-")
    elif follows[:1] in ("", "."):
        verb = follows[:1]
    else:
        verb = next((letter for letter in follows[:4] if letter in VERBS), "-")
    preceding = letters[max(0, mention.first - 3) : mention.first]
    cue_before = next((letter for letter in reversed(preceding.replace("r", "")) if letter in VERBS + "pdfbacoq"), "-")
    ends = "." if follows[1:2] in ("", ".", QUOTATION) or follows[:2] == "S," else "+"
    features = (
        f"{side} gap {between}",
        f"{side} gap {between} {around.ends}",
        f"{side} {kind}",
        f"{side} rank {min(rank, 4)} {stops}",
        f"{side} stops {stops} quotations {quotations}",
        f"{side} stops {stops} {how}",
        f"{side} verb {verb}",
        f"{side} verb {verb} {ends} {around.ends}",
        f"{side} verb {verb} stops {stops} quotations {min(quotations, 1)}",
        f"{side} cue {cue_before}",
        f"{side} cue {cue_before} verb {verb}",
        f"{side} previous {preceding[-1:] or '^'}",
        f"{side} previous {preceding[-2:] or '^'} stops {stops}",
        f"{side} next {follows[:2]}",
        f"{side} commas {min(gap.count(','), 3)}",
        f"{side} before {around.before} after {around.after}",
        f"{side} {kind} verb {verb}",
        f"{side} {how} {size} verb {verb}",
        f"{side} length {min(len(gap) // 4, 6)}",
    )
    if again:
        features += (f"again {side} {stops}", f"again {side} verb {verb}", f"again {how} {quotations}")
    return features


def choose(found, table):
    """The mention of the candidate with the highest score; None for nobody."""
    get = table.get
    return max(found, key=lambda candidate: sum([get(feature, 0.0) for feature in candidate.features])).mention


def cue(text, span, paragraph, mention):
    """The verb of speech that joins mention and quotation, or None."""
    at = bisect_left(paragraph.mentions, mention.first, key=lambda m: m.first)
    if at == len(paragraph.mentions) or paragraph.mentions[at] is not mention:  # it stands in another paragraph
        return None
    token, letters = paragraph.quotation_at[span.start], paragraph.letters
    after = range(mention.last, min(len(letters), mention.last + 12))
    before = range(mention.first - 1, max(-1, mention.first - 4), -1)
    if mention.first > token:  # “…” said X, “…” X said
        order = [*range(token + 1, mention.first), *after]
    else:
        order = [*(i for i in after if i < token), *before]
    found = next((i for i in order if letters[i] in VERBS), None)
    return None if found is None else text[paragraph.starts[found] : paragraph.ends[found]]


@cache
def weights():
    """The learned weights: {"speaker": {feature: weight}, "speech": {feature: weight}}."""
    return tomllib.loads(Path(__file__).with_name("speaker_weights.toml").read_text(encoding="utf-8"))
