"""Who speaks: for each quotation the most likely mention near it.

A linear ranker: every mention of the paragraph, the speaker before, and "nobody" are candidates; each has a score that
is the sum of the weights of its features, and the highest wins. The features say where the candidate stands (what lies
between it and the quotation, what kind of mention it is, how the quotation ends), hardly ever which words are used.
The weights are learned (benchmarks/train_speakers.py) and stand in speaker_weights.toml.
"""

import re
import tomllib
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .mentions import QUOTATION

NEAR = 120  # tokens around a quotation in which mentions are looked for
MOST_LEFT, MOST_RIGHT = 8, 4  # mentions that are looked at
FAR_BACK = 20  # paragraphs in which the person who is interviewed is looked for
FOLLOWING = 3  # paragraphs in which the attribution of a quotation that stands alone is looked for
APPOSITION = 30  # tokens between a mention and its verb that are looked over
VERBS = "SVGWBA"  # letters of the verbs of speech, and "according"
GOVERN = VERBS + "pdfbacoqum"
TO_TWO, TO_THREE, TO_FOUR = ("01234"[:n] + str(n) * (NEAR + 2) for n in (2, 3, 4))  # counts as text, at most n
STOPS = ".?!;"
OBJECT = ("p", "f", "o", "S", "V", "G", "W", "B", "d", "x")  # before what is no subject
INVERSION = re.compile(r"(?:^|[,.?!Q])r?S$")  # the river, said …
INVERTED = re.compile(r"r?S[dmtnNh]")  # said the mayor
ATTACHED = re.compile(r"(?:[pfou]+[dm]?[ynNtei0k]{1,8}){1,2}[rx]{0,2}(?=[SVGA])")
ATTACHES = re.compile(r"[nNt0k][pf]")
FINAL = re.compile(r"c?[dmnNtih0ef]+[rx]{0,2}[SV]|[SV][dmNnth]")
SIGNATURE = re.compile(
    r"-[dmtNnkei,pf0]{1,12}\.?|t{0,3}N{2,3}(?:,[dmtNnkei,pf0]{1,12})?\.?"
)  # the line under a quotation that says whose it is
PLAIN = str.maketrans(dict.fromkeys("SVGWA", "V") | dict.fromkeys(STOPS, "."))
RUN = re.compile(r"(.)\1+")
COARSE = str.maketrans(  # verb, noun phrase, preposition, clause; the rest as it is
    dict.fromkeys("SVGWByx", "v")
    | dict.fromkeys("Nnt0eihmk", "n")
    | dict.fromkeys("pfou", "p")
    | dict.fromkeys("abqw", "a")
    | dict.fromkeys("?!", ".")
    | dict.fromkeys("rDd")
)


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


class Left(NamedTuple):
    """What stands left of a quotation in its sentence, as far as it says which mention there speaks."""

    begins: int  # token at which the sentence begins
    cue_at: int  # token of the nearest verb of speech; `begins` where there is none
    cue: str  # its letter and whether it stands right before the quotation: "S+", "V-", "-"
    opening: str  # what opens the sentence: kind of mention and its verb
    frame: str  # how the sentence goes on after the quotation


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
    """Candidates of one quotation.

    previous: the speaker of the quotation before, `distance` paragraphs away. neighbour(-1), neighbour(1): the
    paragraphs before and after, or None.
    """
    token, letters, mentions = paragraph.quotation_at[span.start], paragraph.letters, paragraph.mentions
    at = bisect_left(mentions, token, key=lambda mention: mention.first)
    earlier = mentions[max(0, at - MOST_LEFT) : at]
    left = left_side(letters, token, earlier)
    how = around.begins + around.ends
    spoke = -1 if previous is None else previous.start
    found, met, free = [], False, 0
    for rank, mention in enumerate(reversed(earlier)):
        if token - mention.first > NEAR:
            break
        stand = standing(letters, mention)
        if stand is None:
            continue
        again = mention.start == spoke
        relation = relation_of(letters, mention, left)
        features = left_features(letters, token, rank, mention, stand, left, relation, how, free, again)
        if features is None:
            break
        subject = mention.last <= left.cue_at and stand.role != "object"
        free += subject or relation == "inverted"
        met = met or again
        found.append(Candidate(mention, features))
    for mention in mentions[at : at + MOST_RIGHT]:
        if mention.first - token > NEAR:
            break
        stand = standing(letters, mention)
        if stand is None:
            continue
        again = mention.start == spoke
        features = right_features(letters, token, mention, stand, around.ends, how, left.frame, again)
        if features is None:
            break
        met = met or again
        found.append(Candidate(mention, features))
    alone = not found and not letters[max(0, token - NEAR) : token + NEAR].strip(".,!?-:;" + QUOTATION)
    if previous is not None and not met:
        others = "named" if found else "alone"
        far = str(min(distance, 4))
        found.append(
            Candidate(
                previous,
                (
                    ("chain", far),
                    ("chain kind", previous.kind, others),
                    ("chain how", how, far),
                    ("chain continues", str(span.continues)),
                    ("chain opening", far, left.opening),
                ),
            )
        )
    near = max(0, token - NEAR), token + NEAR
    if alone:
        far = str(distance) if previous is not None and distance < 3 else "far"
        lead, verb = lead_in(neighbour(-1))
        if lead is not None and lead.start != spoke:
            found.append(Candidate(lead, (("lead", how, verb[-1:]), ("lead verb", verb[-1:], far))))
        following, verb = attributed_after(neighbour)
        if following is not None:
            found.append(Candidate(following, (("following", verb, far), ("following how", how, str(span.closed)))))
    speech = str(plain(letters).find("V", *near) >= 0)
    size = "short" if span.end - span.start < 25 else "long"
    found.append(
        Candidate(
            None,
            (
                ("nobody how", how, size),
                ("nobody between", around.before, around.after),
                ("nobody verb", speech),
                ("nobody before", around.before, size),
                ("nobody opening", left.opening),
            ),
        )
    )
    return found


@lru_cache(maxsize=200)
def plain(letters):
    """The letters with every verb of speech as V and every end of a sentence as a full stop."""
    return letters.translate(PLAIN)


def left_side(letters, token, earlier):
    """What stands left of the quotation at `token`; `earlier` are the mentions before it."""
    first = max(0, token - NEAR)
    begins = max(first, 1 + plain(letters).rfind(".", first, token))
    cue_at = plain(letters).rfind("V", begins, token)
    cue = "-" if cue_at < 0 else letters[cue_at] + ("+" if cue_at == token - 1 else "-")
    opening = "none"
    for mention in earlier:
        if mention.first >= begins and letters[mention.first - 1 : mention.first] not in OBJECT:
            opening = mention.kind + standing(letters, mention).verb[-1:]
            break
    return Left(begins, max(begins, cue_at), cue, opening, frame_of(letters, token))


def frame_of(letters, token):
    """How the sentence of a quotation goes on: with "according to", with a final “, X said”, or otherwise."""
    last = min(len(letters), token + NEAR)
    end = plain(letters).find(".", token + 1, last)
    end = last if end < 0 else end
    if letters.find("Ao", token, end) >= 0:
        return "A"
    comma = letters.rfind(",", token, end)
    final = FINAL.match(letters, comma + 1 if comma >= 0 else token + 1, end)
    return ("S" if final else "-") + ("," if comma < 0 or comma == token + 1 else ".")


class Standing(NamedTuple):
    """How a mention stands by itself, whatever the quotation: the words beside it, and the features these make."""

    previous: str  # letter before it
    two: str  # two letters before it
    role: str  # object, or the letter before it
    verb: str  # of which it is the subject
    follows: str  # two letters after it
    governs: str  # nearest letter before it that can govern it
    left: tuple
    right: tuple


@lru_cache(maxsize=10_000)
def standing(letters, mention):
    """The Standing of a mention in a paragraph of `letters`; kept, since most are candidates of several quotations.

    None for one that belongs to the noun before it: “a trader on *the beach*”, “a spokesman for *the ministry*”.
    """
    _, _, first, last, kind = mention
    preceding = letters[max(0, first - 3) : first]
    if ATTACHES.match(preceding[-2:]) and kind in ("description", "bare", "role", "name"):
        return None
    previous = preceding[-1:] or "^"
    two = preceding[-2:] or "^"
    verb = verb_of(letters, last)
    follows = letters[last : last + 6].replace("r", "").lstrip("(")
    governs = next((letter for letter in reversed(preceding) if letter in GOVERN), "-")
    left = (
        ("L kind", kind + "k" if letters[last - 1] == "k" else kind),
        ("L next", follows[:2]),
        ("L previous", previous),
    )
    right = ("R next", follows[:2]), ("R previous", previous), ("R two", two)
    return Standing(previous, two, "object" if previous in OBJECT else previous, verb, follows, governs, left, right)


def left_features(letters, token, rank, mention, stand, left, relation, how, free, again):
    """Features of a mention left of the quotation; None when a whole sentence stands between.

    free: mentions between it and the verb of speech that can be its subject; again: it spoke the quotation before.
    """
    first, last = mention.first, mention.last
    code = plain(letters)
    stops = 0 if first >= left.begins else code.count(".", last, token)
    if stops > 1:
        return None
    stops = TO_TWO[stops]
    previous, two, role, verb, _, governs, features, _ = stand
    rank = TO_FOUR[rank]
    commas = TO_THREE[letters.count(",", last, token)]
    quotations = TO_TWO[letters.count(QUOTATION, last, token)]
    cues = TO_THREE[code.count("V", last, token)]
    features += (
        ("L frame", left.frame, commas, quotations),
        ("L cues", cues, quotations, str(again)),
        ("L rank", rank, letters[token - 1 : token] or "^"),
        ("L two", two, stops),
        ("L governs", governs, two, quotations),
        ("L governs rank", governs, rank),
        ("L relation", relation, TO_THREE[free], role),
        ("L relation verb", relation, verb, cues),
        ("L stops", stops, quotations),
        ("L verb", verb, stops, quotations),
    )
    return (
        features + (("again L", stops), ("again verb L", verb), ("again how", how, quotations)) if again else features
    )


def relation_of(letters, mention, left):
    """What a mention is to the nearest verb of speech left of the quotation."""
    if left.cue == "-":
        return "none"
    if mention.first > left.cue_at:
        inverted = letters[mention.first - 1] == "S" and INVERSION.search(
            letters, max(0, mention.first - 4), mention.first
        )
        return "inverted" if inverted else "object"
    between = letters[mention.last : min(left.cue_at, mention.last + 5)]
    return "earlier" if between.strip("rx") or len(between) > 4 else "subject"


def right_features(letters, token, mention, stand, ends, how, frame, again):
    """Features of a mention right of the quotation; None in the next sentence."""
    gap = letters[token + 1 : mention.first]
    if plain(letters).find(".", token + 1, mention.first) >= 0:
        return None
    _, _, _, verb, _, _, _, features = stand
    quotations = TO_TWO[gap.count(QUOTATION)]
    coarse = RUN.sub(r"\1", gap[-8:].translate(COARSE))
    features += (
        ("R coarse", coarse[-2:], how),
        ("R frame", frame, verb),
        ("R gap", gap if len(gap) <= 3 else f"{gap[0]}~{gap[-2:]}", ends),
        ("R last", gap[-1:], verb),
        ("R how", how),
    )
    return features + (("again R",), ("again verb R", verb), ("again how", how, quotations)) if again else features


def verb_of(letters, at):
    """What a mention does that ends before token `at`: the verb of speech of which it is the subject, or what follows.

    A quotation ends the look; "," stands for an apposition, "p" for what is attached ("a spokesman for the ministry").
    """
    stop = letters.find(QUOTATION, at, at + APPOSITION)
    stop = stop if stop >= 0 else min(len(letters), at + APPOSITION)
    while at < stop and letters[at] in "rx(":
        at += 1
    if at >= stop:
        return ""
    if letters[at] == ",":  # an apposition, then the verb
        if INVERTED.match(letters, at + 1, stop):
            return ",inverted"
        end = min(stop, at + APPOSITION)
        closing = letters.find(",", at + 1, end)
        while closing > 0:
            after = letters[closing + 1 : closing + 3].lstrip("rx")[:1]
            if after and after in VERBS + "y":
                return ",," + after
            closing = letters.find(",", closing + 1, end)
        return "," + next((letter for letter in letters[at + 1 : end] if letter in VERBS + ".Q"), "-")
    near = letters[at : min(stop, at + 4)]
    verb = next((letter for letter in near if letter in VERBS), "")
    if verb and near[0] not in "pfo":
        return verb
    attached = ATTACHED.match(letters, at, min(stop, at + APPOSITION))  # a spokesman for the ministry said
    if attached:
        return "p" + letters[attached.end()]
    return near[0] if near[0] in ".?!y" else verb or "-"


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


def interviewed(neighbour, previous, distance):
    """The mention of the person who answers: the last speaker, else who was named last before the interview."""
    if previous is not None:
        return previous
    for step in range(1, min(distance, FAR_BACK) + 1):
        paragraph = neighbour(-step)
        if paragraph is None:
            return None
        people = [m for m in paragraph.mentions if m.kind in ("name", "titled", "pronoun")]
        if people and not paragraph.letters[1:2] == ":":
            return people[-1]
    return None


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
