"""Reported speech without quotation marks: “The talks would go on, Mr. Ban said”, “according to the ministry”.

Only clauses of verbs of speech and of "according to", with a source near the verb, are looked at: what people say, not
what they believe, want or do. For each cue every likely clause (where it may begin and end) is a candidate; its score
is the sum of the weights of its features, the highest stands for the cue, and it is kept where the score is positive.
Where the attribution stands inside (“The talks, Mr. Ban said, would go on”) the span is the whole, attribution included.
The weights are learned (benchmarks/train_reported.py) and stand in reported_weights.toml.
"""

import re
import tomllib
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .mentions import Mention, forms

SENTENCE = re.compile(r"(?:[^.?!;Q]|(?<=D)\.(?=0)|\.(?=\)))+")  # the reporter's words between full stops and quotations
CUE = re.compile(r"[SVGWB]|Ao")
NOUNS = re.compile(r"d?[ry]{0,3}[nNt0ei]{0,8}[nNt0]")  # a source that is no mention: “according to early returns”
VERB = "SVGWBxy"
RIVALS = 8  # clauses before one that may be the same
SHORTEST = 3  # tokens of a clause
APPOSITION = 24  # tokens of “Ann Rowe, 49, a teacher who …, said”
NEAR = 60  # tokens around a cue in which a clause may begin or end; the sentence's own ends count at any distance
MOST = 6  # places where a clause may begin or end
WHEN = re.compile(r"(?:r?D0?|p(?:dn|d?D0?|0)|r)*,?")  # “said on Monday that”
OPENS = re.compile(r",(?:[car])?|-|^[car],?")  # after these a clause may begin
CLOSES = re.compile(r",|-|c(?=r?[SVGWBx])|a|(?<=[nN0D])[qw]")  # before these a clause may end
NOUNS_BACK = re.compile(r"[nNt0]{1,4}[yrd]{0,2}|d")  # the same, read from its end
FINITE = re.compile(r"[SVxy]")
OTHER = re.compile(r"[SVxya,]")  # what does not belong between a cue and its clause
LINK = re.compile(r"[yrn0]{0,3}[pf]")  # between a noun and what belongs to it: “officials briefed on the matter”
TELL = ("tell", "inform", "remind", "assure")


class Reported(NamedTuple):
    """A reported clause: its offsets in the text, the mention of its source, and the offsets of the cue."""

    start: int
    end: int
    source: object
    cue: tuple


class Cue(NamedTuple):
    """A verb of speech or "according": its token and base form, the word before it, its source and how that stands to it."""

    token: int
    verb: str
    helper: str
    source: object
    how: str


class Candidate(NamedTuple):
    """A clause that may be what a cue reports: its tokens [first, last), the cue, and features."""

    first: int
    last: int
    cue: Cue
    features: tuple


def reported_clauses(text, paragraph):
    """Reported clauses of a paragraph, in the order of their cues."""
    return [reported(paragraph, c) for c in choose(clause_candidates(text, paragraph), weights())]


def choose(found, table):
    """The best candidate of each cue where its score is positive; of two that share most of their words, the better."""
    kept = []
    for candidates in found:
        score, best = max(((total(c.features, table), c) for c in candidates), key=lambda pair: pair[0])
        if score > 0:
            rivals = [pair for pair in kept[-RIVALS:] if mostly_shared(pair[1], best)]
            if all(rival < score for rival, _ in rivals):
                kept[-RIVALS:] = [pair for pair in kept[-RIVALS:] if pair not in rivals]
                kept.append((score, best))
    return [candidate for _, candidate in kept]


def mostly_shared(a, b):
    """Whether two candidates have more tokens in common than not."""
    return 2 * (min(a.last, b.last) - max(a.first, b.first)) > max(a.last, b.last) - min(a.first, b.first)


def reported(paragraph, candidate):
    """A candidate as offsets in the text."""
    starts, ends, cue = paragraph.starts, paragraph.ends, candidate.cue
    place = starts[cue.token], ends[cue.token]
    return Reported(starts[candidate.first], ends[candidate.last - 1], cue.source, place)


def total(features, table):
    """The sum of the weights of features."""
    get = table.get
    return sum([get(feature, 0.0) for feature in features])


@cache
def weights():
    """The learned weights: {feature: weight}."""
    data = tomllib.loads(Path(__file__).with_name("reported_weights.toml").read_text(encoding="utf-8"))
    return data["clause"]


@cache
def reporting_verbs():
    """Form -> verb, for the verbs that report a clause (“said that …”)."""
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    verbs = [*data["strong"].split(), *data["reporting"].split()]
    return {form: verb for verb in verbs for form in (verb, *forms(verb, data["irregular"]))}


def clause_candidates(text, paragraph):
    """For each cue of a paragraph that has a source: the clauses that it may report, one or more."""
    letters = paragraph.letters
    for sentence in SENTENCE.finditer(letters):
        first, last = sentence.span()
        begin, end = (bisect_left(paragraph.mentions, token, key=lambda m: m.first) for token in (first, last))
        mentions = paragraph.mentions[begin:end]
        for match in CUE.finditer(letters, first, last):
            cue = read_cue(text, paragraph, mentions, match.start(), first)
            if cue:
                found = clauses(letters, mentions, cue, first, last)
                candidates = [
                    Candidate(start, end, cue, features(letters, cue, where, start, end, first, last))
                    for where, start, end in found
                ]
                if candidates:
                    yield candidates


def read_cue(text, paragraph, mentions, token, first):
    """The cue at a token of the sentence that begins at token `first`; None where it is none or has no source."""
    letters, starts, ends = paragraph.letters, paragraph.starts, paragraph.ends
    word = text[starts[token] : ends[token]].lower()
    verb = word if letters[token] == "A" else reporting_verbs().get(word)
    found = verb and source_of(paragraph, mentions, token, first)
    if not found:
        return None
    helper = letters[token - 1] if token > first else "^"
    if helper == "x":
        helper = text[starts[token - 1] : ends[token - 1]].lower()
    return Cue(token, verb, helper, *found)


def source_of(paragraph, mentions, cue, first):
    """(mention, how it stands to the cue) of the source of a cue, or None. The sentence begins at token `first`."""
    letters = paragraph.letters
    at = bisect_left(mentions, cue, key=lambda m: m.first)
    before, after = mentions[max(0, at - 8) : at][::-1], mentions[at : at + 1]
    if before and before[0].last > cue:  # the cue is a noun in a mention: “the report”
        return None
    if letters[cue] == "A":
        if after and after[0].first == cue + 2:
            return after[0], "according"
        nouns = NOUNS.match(letters, cue + 2)
        return (noun_phrase(paragraph, *nouns.span()), "according") if nouns else None
    i = cue - 1
    while i >= first and letters[i] in "rxD":
        i -= 1 + (letters[i] == "D" and letters[i - 1] == "p")
    if i > first and letters[i] == ")":  # Senator Good (R-Va.)
        i = max(letters.rfind("(", max(first, i - 8), i) - 1, first)
    if before and before[0].last == i + 1:
        return head(letters, before[0], before)
    if i > first and letters[i] in ",-" and letters[cue] not in "GW":
        named = [m for m in before if letters[m.last] == letters[i] and m.last < i <= m.last + APPOSITION]
        own = [m for m in named if m.first == first or letters[m.first - 1] not in "pf,-"]
        if named:
            return (own or named)[-1], "apposition"
    if after and after[0].first == cue + 1 and after[0].kind not in ("pronoun", "it") and letters[cue] not in "GW":
        if i < first or letters[i] in ",-":
            return after[0], "inverted"
    for mention in before:
        j = mention.last
        while j < cue and letters[j] == "r":
            j += 1
        if j < cue and letters[j] in VERB and letters[mention.first - 1 : mention.first] not in ("p", "f"):
            return mention, "shared " + letters[i]
    if i >= first and letters[i] in "d0nNt" and letters[cue] in "SBV":
        nouns = NOUNS_BACK.match(letters[max(first, i - 5) : i + 1][::-1])
        if nouns:
            return noun_phrase(paragraph, i + 1 - nouns.end(), i + 1), "noun"
    if before and mentions[0].first <= first + 1:
        return mentions[0], "first " + letters[i]
    return None


def noun_phrase(paragraph, first, last):
    """The tokens [first, last) as a mention."""
    return Mention(paragraph.starts[first], paragraph.ends[last - 1], first, last, "bare")


def head(letters, mention, before):
    """The noun phrase that a mention after a preposition belongs to (“the head of the ministry”), else the mention."""
    how = "beside"
    for owner in before:
        if owner.first < mention.first:
            if letters[mention.first - 1] not in "fp" or not LINK.fullmatch(letters, owner.last, mention.first):
                break
            mention, how = owner, "beside of"
    if mention.first and letters[mention.first - 1] in "fp":
        how = "beside p"
    return mention, how


def clauses(letters, mentions, cue, first, last):
    """(where, first token, last token) of the clauses that a cue may report: after it, before it or around it."""
    source, token, according = cue.source, cue.token, letters[cue.token] == "A"
    block = min(source.first, token), max(source.last, token + 1)
    if cue.how.startswith(("shared", "first")):
        block = token, token + 1
    found = []
    if according and block[0] <= first + 2:
        comma = letters.find(",", block[1], min(last, block[1] + 20))
        return [("after", comma + 1, end) for end in ends(letters, comma + 1, last)] if comma > 0 else []
    marked = block[0] > first and letters[block[0] - 1] in ",-"
    if marked or according:
        end = block[0] - marked
        found += [("before", start, end) for start in starts(letters, first, end)]
        after = letters.find(",", block[1], min(last, block[1] + 16))
        if after > 0 and goes_on(letters[after + 1 : last][:NEAR], cue.how):
            found += [("around", start, last) for start in starts(letters, first, end)]
    if not according and cue.how != "inverted":
        for kind, start in openings(letters, mentions, cue.verb, block[1], last):
            found += [("after " + kind, start, end) for end in ends(letters, start, last)]
    return [c for c in found if c[2] - c[1] >= SHORTEST]


def goes_on(rest, how):
    """Whether what follows “…, he said,” belongs to the clause: not an apposition nor the reporter's own participle."""
    return has_verb(rest) and rest[0] not in "GWqw" and not (how == "inverted" and rest[0] in "dtNn0")


def openings(letters, mentions, verb, start, last):
    """(kind, token) where a clause after the cue may begin: at once, after “that”, after whom is told."""
    found = {}
    plain = WHEN.match(letters, start, last).end()
    that = letters.find("b", start, min(last, start + 14))
    if that >= 0 and CUE.search(letters, start, that):  # “said, adding that”
        that = -1
    if that >= 0:
        found[that + 1] = "that" if that <= plain else "far that"
        if verb in TELL and not OTHER.search(letters, start, that):  # “told reporters in Moscow that”
            return [("told", that + 1)]
    if not (that >= 0 and that <= plain):
        found.setdefault(plain, "bare")
        at = bisect_left(mentions, plain, key=lambda m: m.first)
        to = next((m for m in mentions[at : at + 1] if m.first <= plain + 1), None)
        if to and letters[to.last : to.last + 1] not in tuple("xSVB"):  # not “said he would”
            token = WHEN.match(letters, to.last, last).end()
            found.setdefault(token + (letters[token : token + 1] == "b"), "told" if verb in TELL else "addressed")
    return [(kind, token) for token, kind in found.items()]


def starts(letters, first, end):
    """Where a clause that ends before token `end` may begin: the sentence's beginning first, then after marks."""
    found = [first]
    found += [m.end() for m in OPENS.finditer(letters, max(first, end - NEAR), end)][-MOST:]
    return list(dict.fromkeys(found))


def ends(letters, start, last):
    """Where a clause that begins at token `start` may end: at the sentence's end, or before marks and conjunctions."""
    found = [last]
    found += [m.start() for m in CLOSES.finditer(letters, start + SHORTEST, min(last, start + NEAR))][:MOST]
    return list(dict.fromkeys(found))


def features(letters, cue, where, start, end, first, last):
    """What speaks for or against the clause [start, end) of the sentence [first, last) as what the cue reports."""
    token, verb, helper, source, how = cue
    side, letter = where.split()[0], letters[token]
    clause = letters[start : min(end, start + NEAR)]
    opening, length = clause[:1], min((end - start) // 4, 6)
    finite = has_verb(clause)
    closing = letters[end : end + 2] if letters[end : end + 1] in (",", "-") else letters[end : end + 1]
    before = letters[start - 1] if start > first else "^"
    opened = letters[first - 1 : first]
    source_before = letters[source.first - 1] if source.first > first else "^" + opened
    between = letters[source.last : token] if source.last <= token else "inverted"
    between = between if len(between) < 3 else between[:1] + "~" + between[-1:]
    skipped = letters[token + 1 : start] if start > token else ""
    tail = letters[max(source.last if source.first > token else 0, token + 1) : last][:NEAR]  # after “…, X said”
    marks = {m.group() + clause[m.end() : m.end() + 1] for m in CLOSES.finditer(clause, SHORTEST)}
    whole = end == last
    return (
        where,
        f"{where} {verb}",
        f"{side} {letter} after {helper}",
        f"{where} opens {clause[:2]}",
        f"{where} opens {opening} finite {finite}",
        f"{where} skips {min(len(skipped), 5)} {bool(OTHER.search(skipped))}",
        f"{side} begins after {before} {start == first}",
        f"{side} of {letters[first]} {start == first}",
        f"{side} ends {closing}",
        f"{side} ends {letters[end : end + 3]}",
        f"{side} ends {closing} left {min((last - end) // 4, 4)}",
        f"{side} ends {closing} length {length}",
        f"{source.kind} {side} ends {closing}",
        f"{side} stop {letters[last : last + 1]} {whole}",
        f"{side} opened {opened}",
        f"{side} length {length}",
        f"{side} commas {min(clause.count(','), 4)} {whole}",
        f"{side} finite {finite} length {min(length, 2)}",
        f"{side} speech within {'S' in clause or 'A' in clause}",
        f"{side} tail {tail[:1]}",
        f"{side} tail {tail[:2]}",
        f"{side} tail {has_verb(tail)} {min(len(tail) // 3, 4)}",
        f"{how} {side}",
        f"{how} between {between}",
        f"{source.kind} {how}",
        f"{source.kind} {side}",
        f"source after {source_before} {side}",
        *(f"{side} holds {mark}" for mark in sorted(marks)),
    )


def has_verb(letters):
    """Whether the letters hold a finite verb."""
    return bool(FINITE.search(letters))
