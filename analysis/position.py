"""Where a mention stands to a quotation: the features by which attribution.py tells the speaker.

Everything is read from the letters of mentions.read_paragraph. What a mention is by itself (its Standing) is read once;
what lies between it and the quotation, once for each pair. A feature is a tuple of words, the first its name; those of
mentions left and right of the quotation ("L …", "R …") have weights of their own.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .mentions import QUOTATION

NEAR = 120  # tokens around a quotation in which mentions are looked for
APPOSITION = 30  # tokens between a mention and its verb that are looked over
VERBS = "SVGWBA"  # letters of the verbs of speech, and "according"
GOVERN = VERBS + "pdfbacoqum"  # what can govern the mention behind it
STOPS = ".?!;"
OBJECT = ("p", "f", "o", "S", "V", "G", "W", "B", "d", "x")  # before what is no subject
INVERSION = re.compile(r"(?:^|[,.?!Q])r?S$")  # ends before X in: the river, said X
INVERTED = re.compile(r"r?S[dmtnNh]")  # said the mayor
ATTACHES = re.compile(r"[nNt0k][pf]")  # before *the beach* in: a trader on the beach
ATTACHED = re.compile(r"(?:[pfou]+[dm]?[ynNtei0k]{1,8}){1,2}[rx]{0,2}(?=[SVGA])")  # for the ministry, then its verb
FINAL = re.compile(r"c?[dmnNtih0ef]+[rx]{0,2}[SV]|[SV][dmNnth]")  # X said; said X
FLAT = str.maketrans(dict.fromkeys("SVGWA", "V") | dict.fromkeys(STOPS, "."))
REPEATED = re.compile(r"(.)\1+")
COARSE = str.maketrans(  # verb, noun phrase, preposition, clause; the rest as it is
    dict.fromkeys("SVGWByx", "v")
    | dict.fromkeys("Nnt0eihmk", "n")
    | dict.fromkeys("pfou", "p")
    | dict.fromkeys("abqw", "a")
    | dict.fromkeys("?!", ".")
    | dict.fromkeys("rDd")
)
TO_TWO, TO_THREE, TO_FOUR = ("01234"[:n] + str(n) * (NEAR + 2) for n in (2, 3, 4))  # counts as text, at most n


class Left(NamedTuple):
    """What stands left of a quotation in its sentence, as far as it says which mention there speaks."""

    begins: int  # token at which the sentence begins
    cue_at: int  # token of the nearest verb of speech; `begins` where there is none
    cue: str  # its letter and whether it stands right before the quotation: "S+", "V-", "-"
    opening: str  # what opens the sentence: kind of mention and its verb
    frame: str  # how the sentence goes on after the quotation


def left_side(letters, token, earlier):
    """What stands left of the quotation at `token`; `earlier` are the mentions before it."""
    first = max(0, token - NEAR)
    begins = max(first, 1 + flat(letters).rfind(".", first, token))
    cue_at = flat(letters).rfind("V", begins, token)
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
    end = flat(letters).find(".", token + 1, last)
    end = last if end < 0 else end
    if letters.find("Ao", token, end) >= 0:
        return "A"
    comma = letters.rfind(",", token, end)
    final = FINAL.match(letters, comma + 1 if comma >= 0 else token + 1, end)
    return ("S" if final else "-") + ("," if comma < 0 or comma == token + 1 else ".")


@lru_cache(maxsize=200)
def flat(letters):
    """The letters with every verb of speech as V and every end of a sentence as a full stop."""
    return letters.translate(FLAT)


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


def left_features(letters, token, rank, mention, stand, left, how, free, again):
    """(features, relation) of a mention left of the quotation; None when a whole sentence stands between.

    free: mentions between it and the verb of speech that can be its subject; again: it spoke the quotation before.
    """
    first, last = mention.first, mention.last
    code = flat(letters)
    stops = 0 if first >= left.begins else code.count(".", last, token)
    if stops > 1:
        return None
    stops = TO_TWO[stops]
    previous, two, role, verb, _, governs, features, _ = stand
    rank = TO_FOUR[rank]
    commas = TO_THREE[letters.count(",", last, token)]
    quotations = TO_TWO[letters.count(QUOTATION, last, token)]
    cues = TO_THREE[code.count("V", last, token)]
    relation = relation_of(letters, mention, left)
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
    if again:
        features += (("again L", stops), ("again verb L", verb), ("again how", how, quotations))
    return features, relation


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


def right_features(letters, token, mention, stand, how, frame, again):
    """Features of a mention right of the quotation; None in the next sentence."""
    gap = letters[token + 1 : mention.first]
    if flat(letters).find(".", token + 1, mention.first) >= 0:
        return None
    _, _, _, verb, _, _, _, features = stand
    coarse = REPEATED.sub(r"\1", gap[-8:].translate(COARSE))
    features += (
        ("R coarse", coarse[-2:], how),
        ("R frame", frame, verb),
        ("R gap", gap if len(gap) <= 3 else f"{gap[0]}~{gap[-2:]}", how[1:]),
        ("R last", gap[-1:], verb),
        ("R how", how),
    )
    if again:
        features += (("again R",), ("again verb R", verb), ("again how", how, TO_TWO[gap.count(QUOTATION)]))
    return features
