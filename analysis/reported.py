"""Reported speech without quotation marks: “The talks would go on, Mr. Ban said”, “according to the ministry”.

Only clauses of verbs of speech and of "according to", with a source near the verb, are looked at: what people say, not
what they believe, want or do. For each cue every likely clause (where it may begin and end) is a candidate; its score
is the sum of the weights of its features, the highest stands for the cue, and it is kept where the score is positive.
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
NOUNS = re.compile(r"d?[ry]*[nNt0ei]{0,8}[nNt0]")  # a source that is no mention: “according to early returns”
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
LINK = re.compile(r"[yrn0]{0,3}[pf]")  # between a noun and what belongs to it: “officials briefed on the matter”
TELL = ("tell", "inform", "remind", "assure")


class Reported(NamedTuple):
    """A reported clause: its offsets in the text, the mention of its source, and the offsets of the cue."""

    start: int
    end: int
    source: object
    cue: tuple


class Candidate(NamedTuple):
    """A clause that may be what a cue reports: its tokens [first, last), source, cue token, and features."""

    first: int
    last: int
    source: object
    cue: int
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
    return Reported(
        starts[candidate.first], ends[candidate.last - 1], candidate.source, (starts[cue], ends[cue])
    )


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
    """For each cue of a paragraph that has a source: the clauses that it may report, at least one."""
    letters, verbs = paragraph.letters, reporting_verbs()
    for sentence in SENTENCE.finditer(letters):
        first, last = sentence.span()
        begin, end = (bisect_left(paragraph.mentions, token, key=lambda m: m.first) for token in (first, last))
        mentions = paragraph.mentions[begin:end]
        for match in CUE.finditer(letters, first, last):
            cue = match.start()
            word = text[paragraph.starts[cue] : paragraph.ends[cue]].lower()
            verb = "according" if letters[cue] == "A" else verbs.get(word)
            if verb is None:
                continue
            found = source_of(paragraph, mentions, cue, first)
            if found is None:
                continue
            source, how = found
            helper = letters[cue - 1 : cue] if cue > first else "^"
            if helper == "x":
                helper = text[paragraph.starts[cue - 1] : paragraph.ends[cue - 1]].lower()
            candidates = [
                Candidate(a, b, source, cue, features(letters, word, verb, helper, source, how, cue, where, a, b, first, last))
                for where, a, b in clauses(letters, mentions, verb, source, how, cue, first, last)
            ]
            if candidates:
                yield candidates


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
    for mention in before:
        if mention.last == i + 1:
            return head(letters, mention, before)
        break
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
        while j < cue and letters[j] in "r":
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


def clauses(letters, mentions, verb, source, how, cue, first, last):
    """(where, first token, last token) of the clauses that a cue may report: after it, before it or around it."""
    block = min(source.first, cue), max(source.last, cue + 1)
    if how.startswith(("shared", "first")):
        block = cue, cue + 1
    found = []
    if letters[cue] == "A" and block[0] <= first + 2:
        comma = letters.find(",", block[1], min(last, block[1] + 20))
        return [("after", comma + 1, end) for end in ends(letters, comma + 1, last)] if comma > 0 else []
    marked = block[0] > first and letters[block[0] - 1] in ",-"
    if marked or letters[cue] == "A":
        end = block[0] - marked
        found += [("before", start, end) for start in starts(letters, first, end)]
        after = letters.find(",", block[1], min(last, block[1] + 16))
        if after > 0:
            found += [("around", start, last) for start in starts(letters, first, end)]
    if letters[cue] != "A" and how != "inverted":
        for kind, start in openings(letters, mentions, verb, block[1], last):
            found += [("after " + kind, start, end) for end in ends(letters, start, last)]
    return [c for c in found if c[2] - c[1] >= SHORTEST]


def openings(letters, mentions, verb, start, last):
    """(kind, token) where a clause after the cue may begin: at once, after “that”, after whom is told."""
    found = {}
    plain = WHEN.match(letters, start, last).end()
    that = letters.find("b", start, min(last, start + 14))
    if that >= 0:
        found[that + 1] = "that" if that <= plain else "far that"
    if not (that >= 0 and that <= plain):
        found.setdefault(plain, "bare")
        at = bisect_left(mentions, plain, key=lambda m: m.first)
        to = next((m for m in mentions[at : at + 1] if m.first <= plain + 1), None)
        if to:
            found.setdefault(WHEN.match(letters, to.last, last).end(), "told" if verb in TELL else "addressed")
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


def features(letters, word, verb, helper, source, how, cue, where, start, end, first, last):
    """What speaks for or against the clause [start, end) as what the cue reports."""
    clause = letters[start : min(end, start + NEAR)]
    length = min((end - start) // 4, 6)
    opening = clause[:1]
    side = where.split()[0]
    following = letters[end : end + 2]
    closing = following if following[:1] in ",-" else following[:1]
    left = min((last - end) // 4, 4)
    finite = bool(re.search("[SVxy]", clause))
    before = letters[start - 1 : start] if start > first else "^"
    opened = letters[first - 1 : first]
    source_before = letters[source.first - 1] if source.first > first else "^" + opened
    between = letters[source.last : cue] if source.last <= cue else "inverted"
    between = between if len(between) < 3 else between[:1] + "~" + between[-1:]
    inside = {m.group() + letters[m.end() : m.end() + 1] for m in CLOSES.finditer(clause, SHORTEST)} if end - start < NEAR else ()
    stop = letters[last : last + 1]
    rest = ""
    if side == "around":
        rest = letters[letters.find(",", cue, last) + 1 : last][:NEAR]
    return (
        f"{side} rest {rest[:2]}",
        f"{side} rest {bool(re.search('[SVxy]', rest))} {min(len(rest) // 3, 4)} {how}",
        where,
        f"{where} {letters[cue]}",
        f"{side} {word}",
        f"{where} {verb}",
        f"{verb} {letters[cue]} after {helper}",
        f"{side} {letters[cue]} after {helper}",
        f"{side} of {letters[first]} {start == first}",
        f"{side} ends {letters[end : end + 3]}",
        *(f"{side} holds {mark}" for mark in inside),
        f"{verb} opens {opening}",
        f"{where} opens {clause[:2]}",
        f"{where} opens {opening} finite {finite}",
        f"{side} begins after {before}",
        f"{side} begins after {before} {start == first}",
        f"{side} ends {closing}",
        f"{side} ends {closing} left {left}",
        f"{side} ends {closing} length {length}",
        f"{side} stop {stop} {end == last}",
        f"{side} after {opened}",
        f"{side} length {length}",
        f"{side} commas {min(clause.count(','), 4)} {end == last}",
        f"{side} finite {finite} length {min(length, 2)}",
        f"{side} speech within {any(c in clause for c in 'SA')}",
        f"{how} {side}",
        f"{how} between {between}",
        f"{source.kind} {how}",
        f"{source.kind} {side}",
        f"source after {source_before} {side}",
    )
