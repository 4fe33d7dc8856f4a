"""Who speaks: for each quotation the most likely mention near it.

A linear ranker: the mentions beside the quotation, the speaker before, and "nobody" are candidates; each has a score that
is the sum of the weights of its features, and the highest wins. The features say where the candidate stands (what lies
between it and the quotation, what kind of mention it is, how the quotation ends), hardly ever which words are used.
The weights are learned (benchmarks/train_speakers.py) and stand in speaker_weights.toml.
"""

import re
import tomllib
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .mentions import QUOTATION
from .position import NEAR, OBJECT, STOPS, VERBS, flat, left_features, left_side, right_features, standing, verb_of

MOST_LEFT, MOST_RIGHT = 8, 4  # mentions that are looked at
FOLLOWING = 3  # paragraphs in which the attribution of a quotation that stands alone is looked for
FAR_BACK = 20  # paragraphs in which the person who is interviewed is looked for
SIGNATURE = re.compile(  # the line under a quotation that says whose it is
    r"-[dmtNnkei,pf0]{1,12}\.?|t{0,3}N{2,3}(?:,[dmtNnkei,pf0]{1,12})?\.?"
)
PLACE_FOLLOWS = ("in", "at", "from", "near")
LABEL = re.compile(r"\s*(?:(Q|Question)|A|Answer)\s?[.:]\W{0,4}")


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


def candidates(text, span, paragraph, around, previous, distance, neighbour):
    """Candidates of one quotation, "nobody" the last of them.

    previous: the speaker of the quotation before, `distance` paragraphs away. neighbour(-1), neighbour(1): the
    paragraphs before and after, or None.
    """
    token, letters, mentions = paragraph.quotation_at[span.start], paragraph.letters, paragraph.mentions
    at = bisect_left(mentions, token, key=lambda mention: mention.first)
    earlier, later = mentions[max(0, at - MOST_LEFT) : at], mentions[at : at + MOST_RIGHT]
    left = left_side(letters, token, earlier)
    how = around.begins + around.ends
    spoke = -1 if previous is None else previous.start
    found = [*on_the_left(letters, token, earlier, left, how, spoke)]
    found += on_the_right(letters, token, later, left.frame, how, spoke)
    beside = bool(found)
    if previous is not None and all(candidate.mention.start != spoke for candidate in found):
        found.append(chained(previous, min(distance, 4), span, left, how, beside))
    near = max(0, token - NEAR), token + NEAR
    if not beside and not letters[slice(*near)].strip(".,!?-:;" + QUOTATION):
        far = str(distance) if previous is not None and distance < 3 else "far"
        found += in_other_paragraphs(neighbour, span, how, far, spoke)
    size = "short" if span.end - span.start < 25 else "long"
    nobody = (
        ("nobody how", how, size),
        ("nobody between", around.before, around.after),
        ("nobody verb", str(flat(letters).find("V", *near) >= 0)),
        ("nobody before", around.before, size),
        ("nobody opening", left.opening),
    )
    return [*found, Candidate(None, nobody)]


def on_the_left(letters, token, mentions, left, how, spoke):
    """Candidates among the mentions before the quotation, the nearest first; `spoke`: where the speaker before stands."""
    free = 0  # mentions so far that can be the subject of the verb of speech
    for rank, mention in enumerate(reversed(mentions)):
        if token - mention.first > NEAR:
            return
        stand = standing(letters, mention)
        if stand is None:
            continue
        found = left_features(letters, token, rank, mention, stand, left, how, free, mention.start == spoke)
        if found is None:
            return
        features, relation = found
        free += relation == "inverted" or mention.last <= left.cue_at and stand.role != "object"
        yield Candidate(mention, features)


def on_the_right(letters, token, mentions, frame, how, spoke):
    """Candidates among the mentions after the quotation in its sentence."""
    for mention in mentions:
        if mention.first - token > NEAR:
            return
        stand = standing(letters, mention)
        if stand is None:
            continue
        features = right_features(letters, token, mention, stand, how, frame, mention.start == spoke)
        if features is None:
            return
        yield Candidate(mention, features)


def chained(previous, distance, span, left, how, beside):
    """The speaker of the quotation before as a candidate; `beside`: whether there are candidates beside the quotation."""
    far = str(distance)
    return Candidate(
        previous,
        (
            ("chain", far),
            ("chain kind", previous.kind, "named" if beside else "alone"),
            ("chain how", how, far),
            ("chain continues", str(span.continues)),
            ("chain opening", far, left.opening),
        ),
    )


def in_other_paragraphs(neighbour, span, how, far, spoke):
    """Candidates of a quotation that stands alone: who is told of just before, and to whom it is attributed after."""
    lead, verb = lead_in(neighbour(-1))
    if lead is not None and lead.start != spoke:
        yield Candidate(lead, (("lead", how, verb[-1:]), ("lead verb", verb[-1:], far)))
    following, verb = attributed_after(neighbour)
    if following is not None:
        yield Candidate(following, (("following", verb, far), ("following how", how, str(span.closed))))


def lead_in(paragraph):
    """(mention, verb and last mark) of the subject of the last sentence of the paragraph before."""
    if paragraph is None or not paragraph.mentions:
        return None, ""
    letters = paragraph.letters
    end = len(letters.rstrip(STOPS + ":"))
    begins = 1 + max(letters.rfind(stop, 0, end) for stop in STOPS)
    for mention in paragraph.mentions[bisect_left(paragraph.mentions, begins, key=lambda m: m.first) :]:
        if letters[max(0, mention.first - 1) : mention.first] not in OBJECT:
            return mention, verb_of(letters, mention.last) + (":" if letters.endswith(":") else ".")
    return None, ""


def attributed_after(neighbour):
    """(mention, verb) of the attribution that follows in a paragraph after: behind its quotation, or as its only words."""
    for step in range(1, FOLLOWING + 1):
        paragraph = neighbour(step)
        if paragraph is None:
            break
        letters, mentions = paragraph.letters, paragraph.mentions
        if SIGNATURE.fullmatch(letters):
            return (mentions[0], "signature" + letters[0]) if mentions else (None, "")
        if not letters.startswith(QUOTATION):
            break
        if mentions:
            gap = letters[1 : mentions[0].first].replace("r", "")
            if gap in ("", ",", "S", ",S", "V", ",V"):
                return mentions[0], gap[-1:] + verb_of(letters, mentions[0].last)
            break
    return None, ""


def interview_label(text, start, span):
    """ "Q" or "A" where the quotation stands in a paragraph (which begins at `start`) behind such a label, else None."""
    label = LABEL.fullmatch(text, start, span.start) if span.start - start < 20 else None
    return None if label is None else "Q" if label.group(1) else "A"


def interviewed(text, neighbour, previous, distance):
    """The mention of the person who answers: the last speaker, else who was told of last before the interview."""
    if previous is not None:
        return previous
    for step in range(1, min(distance, FAR_BACK) + 1):
        paragraph = neighbour(-step)
        if paragraph is None:
            return None
        people = [mention for mention in paragraph.mentions if is_person(text, paragraph, mention)]
        if people and paragraph.letters[1:2] != ":":
            return people[-1]
    return None


def is_person(text, paragraph, mention):
    """Whether a mention can be a person who is told of: no place (“in Oslo”), and not the reporter (“we”)."""
    if mention.kind == "pronoun":
        return text[mention.start : mention.end].lower() in ("he", "she")
    before = mention.first - 1
    word = text[paragraph.starts[before] : paragraph.ends[before]].lower() if mention.first else ""
    return mention.kind == "titled" or mention.kind == "name" and word not in PLACE_FOLLOWS


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
    """The learned weights: {"speaker": {feature: weight}, "speech": {feature: weight}}; a feature is a tuple of words."""
    tables = tomllib.loads(Path(__file__).with_name("speaker_weights.toml").read_text(encoding="utf-8"))
    return {name: {tuple(key.split(" | ")): weight for key, weight in table.items()} for name, table in tables.items()}
