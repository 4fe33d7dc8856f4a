"""Reported speech without quotation marks: “The talks would go on, Mr. Ban said”, “according to the ministry”.

Only clauses of verbs of speech and of "according to", with a source beside the verb, are taken: what people say, not
what they believe, want or do. Read from the letters of mentions.read_paragraph, sentence by sentence.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from .mentions import QUOTATION

SENTENCE = re.compile(r"[^.?!;]+")
VERB = re.compile(r"[SVGB]")
AFTERTHOUGHT = 8  # tokens that may follow ", X said" before the sentence ends
SHORTEST = 3  # tokens of a clause
TIME = re.compile(r"(?:[rD]|p(?:dn|D))*(?:,)?b?")  # “said on Monday that”


class Reported(NamedTuple):
    """A reported clause: its offsets in the text, the mention of its source, and the offsets of the cue."""

    start: int
    end: int
    source: object
    cue: tuple


def reported_clauses(text, paragraph, cues):
    """Reported clauses of a paragraph, in order; `cues` are the verbs (in lower case) that report a clause."""
    found = []
    for match in SENTENCE.finditer(paragraph.letters):
        clause = in_sentence(text, paragraph, *match.span(), cues)
        if clause and QUOTATION not in paragraph.letters[clause[0] : clause[1]]:
            first, last, source, cue = clause
            if last - first >= SHORTEST:
                found.append(
                    Reported(
                        paragraph.starts[first],
                        paragraph.ends[last - 1],
                        source,
                        (paragraph.starts[cue], paragraph.ends[cue]),
                    )
                )
    return found


def in_sentence(text, paragraph, first, last, cues):
    """(first token, last token, source, cue token) of the clause that the sentence [first, last) reports, or None."""
    letters = paragraph.letters
    begin, end = (bisect_left(paragraph.mentions, token, key=lambda m: m.first) for token in (first, last))
    mentions = [m for m in paragraph.mentions[begin:end] if m.last <= last]
    at = letters.find("Ao", first, last)
    if at >= 0:
        source = next((m for m in mentions if m.first == at + 2), None)
        if source is None:
            return None
        if at <= first + 1:
            comma = letters.find(",", source.last, last)
            return (comma + 1, last, source, at) if comma >= 0 else None
        return (first, at - 1 if letters[at - 1] == "," else at, source, at)
    for mention in mentions:
        verb = verb_beside(text, paragraph, mention, first, last, cues)
        if verb is None:
            continue
        comma = mention.first - 1 if verb > mention.first else verb - 1
        if comma > first and letters[comma] == "," and last - verb <= AFTERTHOUGHT and "," not in letters[verb:last]:
            return (first, comma, mention, verb)  # “…, X said on Monday”
        if (
            verb < mention.first
            or letters[mention.first - 1 : mention.first] in ("p", "f", "b")
            and mention.first > first
        ):
            continue
        start = TIME.match(letters, verb + 1, last).end()
        if text[paragraph.starts[verb] : paragraph.ends[verb]].lower() in ("told", "tells", "tell"):
            addressed = next((m for m in mentions if m.first in (start, start + 1)), None)
            start = TIME.match(letters, addressed.last, last).end() if addressed else start
        return (start, last, mention, verb)
    return None


def verb_beside(text, paragraph, mention, first, last, cues):
    """The token of the verb of speech of which `mention` is the subject, or None."""
    letters = paragraph.letters
    i = mention.last
    if i < last and letters[i] == ",":  # an apposition
        closing = letters.find(",", i + 1, min(last, i + 16))
        i = closing + 1 if closing > 0 else i
    while i < last and letters[i] in "rx":
        i += 1
    for j in (i, mention.first - 1):
        if (
            first <= j < last
            and VERB.match(letters[j])
            and text[paragraph.starts[j] : paragraph.ends[j]].lower() in cues
        ):
            return j
    return None
