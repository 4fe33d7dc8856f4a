"""What in quotation marks is speech, and what is a title, a nickname, a term or a word held at arm's length.

A sum of weights over a few features of the span and its neighbours, learned with the speaker weights; speech where it
is positive. Length, capitals, the punctuation inside the marks and a verb of speech near by carry most of it.
"""

import re

from .words import WORD

STOP = re.compile("[.?!;]")
ENDS = ".?!…"  # what ends a sentence inside the marks
LONG = 160  # characters; more than that in quotation marks is speech
SMALL = frozenset("a an the and or but nor of in on at by for with from to as is it its de la".split())
PERSON = frozenset("i i’m i’ve i’d i’ll we we’re we’ve my our you your me us he she they".split())
FINITE = frozenset("is are was were has have had do does did will would can could should must don’t can’t it’s".split())


def speech_features(text, span, paragraph, around):
    """Features of a span; `around` is its attribution.Surroundings."""
    token = paragraph.quotation_at[span.start]
    letters = paragraph.letters
    left, right = letters[max(0, token - 40) : token], letters[token + 1 : token + 41]
    sentence_left, sentence_right = STOP.split(left)[-1], STOP.split(right, maxsplit=1)[0]
    words = WORD.findall(text, span.start, span.end)
    lower = {w.lower().replace("'", "’") for w in words}
    n = len(words)
    size = str(n) if n <= 4 else "6" if n <= 6 else "10" if n <= 10 else "20" if n <= 20 else "many"
    content = [w for w in words if w.lower() not in SMALL]
    capitals = sum(w[0].isupper() for w in content)
    case = (
        "lower"
        if not capitals
        else "title"
        if capitals == len(content)
        else "first"
        if words[0][0].isupper()
        else "some"
    )
    if case == "title" and len(content) == 1 and around.ends in ENDS:
        case = "first"  # a sentence of one word: “No.”
    before, after = (sentence_left[-2:] or "^"), (sentence_right[:2] or "$")
    verb_left = next((letter for letter in reversed(sentence_left) if letter in "SVGWBA"), "-")
    verb_right = next((letter for letter in sentence_right[:8] if letter in "SVA"), "-")
    alone = not (sentence_left.strip(",:-") + sentence_right.strip(",-"))
    ends = around.ends
    return (
        ("speech",),
        ("size", size),
        ("case", case),
        ("size case", size, case),
        ("ends", ends),
        ("case ends", case, ends),
        ("size ends", size, ends),
        ("before", before[-1]),
        ("before two", before),
        ("after", after[0]),
        ("after two", after),
        ("before after", before[-1], after[0]),
        ("before case", before[-1], case),
        ("after case", after[0], case),
        ("verbs", verb_left, verb_right),
        ("verb size", verb_left, size),
        ("person", str(not PERSON.isdisjoint(lower))),
        ("finite", str(not FINITE.isdisjoint(lower))),
        ("alone", str(alone)),
        ("closed", str(span.closed)),
        ("case verbs", case, verb_left, verb_right),
        ("others", str(min(1 + left.count("Q") + right.count("Q"), 3))),
        ("before verb", before[-1], verb_left),
    )


def is_speech(text, span, paragraph, around, table):
    """Whether what stands in the marks is speech: long, or the weights of its features sum to more than nothing."""
    if span.end - span.start > LONG:
        return True
    return sum([table.get(feature, 0.0) for feature in speech_features(text, span, paragraph, around)]) > 0
