"""Mentions: who or what a paragraph names, and the words around them reduced to one letter a token.

    Mr. Ban told a meeting in Moscow: “…”      ->  tNSdnpN:Q

A mention is a name (with titles), a pronoun, a description ("a senior official") or a bare noun beside a verb of
speech ("residents said"). Reading the letters instead of the words keeps every rule about position short.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

TOKEN = re.compile(r"[^\W_]+(?:(?:[-&.]|,(?=\d)|['’](?!s\b))[^\W_]+)*|['’]s\b|[^\w\s]")
QUOTATION = "Q"
LETTERS = {
    "determiner": "d",
    "pronoun": "h",
    "relative": "q",
    "preposition": "p",
    "conjunction": "c",
    "subordinator": "a",
    "auxiliary": "x",
    "adverb": "r",
    "title": "t",
    "particle": "i",
    "day_or_month": "D",
}
STRONG, WEAK, STRONG_ING, WEAK_ING, BASE = "SVGWB"  # BASE: may as well be a noun ("report")
MARKS = "\"“”„‟«»‘’'`＂"
SENTENCE_OPENS = ".?!:;-Q"  # after these a capital says nothing
CAPITAL_IS_NAME = ("", *"SVGWBxpcariw")  # words of these classes are names when they have a capital inside a sentence
VERB_FOLLOWS = r"(?=r?x{0,2}[SVGW])"
MENTION = re.compile(
    r"[hw]"  # he, who
    r"|dr?y?[nNt0eiB]{0,12}[nNt0]"  # the newly elected mayor; a 12-year-old boy; the company’s chief executive
    rf"|(?<![^.?!:Q])Nn{{1,3}}{VERB_FOLLOWS}"  # Boat owners want
    rf"|[tN](?:[tNi]|f(?=N)|n(?=t{{1,3}}N)){{0,14}}(?:e[nNt]{{1,6}}|n{{1,2}}{VERB_FOLLOWS})?"  # Secretary-General Ban
    # Ki-moon; Bank of England; Mr. Tan’s lawyer; Boeing officials said
    rf"|n{{1,3}}{VERB_FOLLOWS}"  # residents said
    r"|(?<=[SV])n{1,3}"  # said residents
)


class Mention(NamedTuple):
    """A mention: offsets in the text, its tokens [first, last) in the paragraph, and what kind it is."""

    start: int
    end: int
    first: int
    last: int
    kind: str  # name, titled, genitive, role, pronoun, it, relative, description, bare


class Paragraph(NamedTuple):
    """The narration of a paragraph: one letter a token, where each token stands, and the mentions in it."""

    letters: str
    starts: list
    ends: list
    mentions: list
    quotation_at: dict  # start of a quotation -> its token


@cache
def lexicon():
    """Word -> letter, for cue words and closed word classes."""
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    letters = {}
    for name, letter in LETTERS.items():
        for word in data["word_classes"][name].split():
            letters.setdefault(word, letter)
    letters |= {"of": "f", "to": "o", "that": "b", "according": "A", "it": "h", "who": "w"}
    for strength, finite, participle in (("weak", WEAK, WEAK_ING), ("strong", STRONG, STRONG_ING)):
        for verb in data[strength].split():
            letters[verb] = BASE
            for form in forms(verb, data["irregular"]):
                letters[form] = participle if form.endswith("ing") and form != "bring" else finite
    return letters | {"say": STRONG, "believe": WEAK, "think": WEAK, "argue": STRONG, "read": WEAK}


@cache
def reporting_verbs():
    """Forms of the verbs that report a clause ("said that …"), in lower case."""
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    verbs = [*data["strong"].split(), *data["reporting"].split()]
    return frozenset(form for verb in verbs for form in (verb, *forms(verb, data["irregular"])))


def letter_of(word):
    """The letter of a word by itself: '' for one that is in no list."""
    return lexicon().get(word.lower().rstrip(".").replace("'", "’"), "")


def forms(verb, irregular):
    """Inflected forms of a verb: -s, -ed, -ing."""
    if verb in irregular:
        return irregular[verb].split()
    stem = verb.removesuffix("e")
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return [plural, stem + "ed", stem + "ing"]


def read_paragraph(text, start, end, spans):
    """The narration of text[start:end] around the quotation `spans` that lie in it."""
    letters, starts, ends, quotation_at = [], [], [], {}
    position, last = start, "."
    for span in [*spans, None]:
        for match in TOKEN.finditer(text, position, span.start if span else end):
            opening, inside = token_letters(match.group())
            letter = opening if last in SENTENCE_OPENS else inside
            if letter == "e" and last not in "nNt" or letter == "." and is_abbreviation(text, last, starts, ends):
                continue
            if letter:
                letters.append(letter)
                starts.append(match.start())
                ends.append(match.end())
                last = letter
        if span:
            quotation_at[span.start] = len(letters)
            letters.append(QUOTATION)
            starts.append(span.start)
            ends.append(span.end)
            position, last = span.end, QUOTATION
    code = "".join(letters)
    mentions = [_mention(text, match, starts, ends) for match in MENTION.finditer(code)]
    return Paragraph(code, starts, ends, mentions, quotation_at)


@lru_cache(maxsize=50_000)
def token_letters(token):
    """The letters of a token where it opens a sentence and inside one; "" for one that does not count."""
    first = token[0]
    if first.isdigit():
        return "0", "0"
    if not first.isalnum():
        letter = "e" if len(token) > 1 else "" if token in MARKS else {"–": "-", "—": "-", "…": "."}.get(token, token)
        return letter, letter
    word = token.lower().replace("'", "’")
    known = lexicon().get(word, "")
    if first.isupper():
        return known or "N", "N" if known in CAPITAL_IS_NAME else known
    guess = known or ("r" if word.endswith("ly") else "y" if word.endswith("ed") else "n")
    return guess, guess


def is_abbreviation(text, last, starts, ends):
    """Whether a full stop after the last token belongs to it: “Mr.”, “J.”, “U.S.”."""
    if last not in "tN" or not starts:
        return False
    word = text[starts[-1] : ends[-1]]
    return len(word) <= 2 or "." in word or last == "t" and len(word) <= 4


def _mention(text, match, starts, ends):
    first, last = match.span()
    letters = match.group()
    start, end = starts[first], ends[last - 1]
    if letters == "w":
        kind = "relative"
    elif letters == "h":
        kind = "it" if text[start:end].lower() == "it" else "pronoun"
    elif letters[0] == "d":
        kind = "description"
    elif "N" in letters and letters[-1] == "n" and "e" not in letters:
        kind = "bare"
    elif "N" in letters:
        kind = "genitive" if "e" in letters else "titled" if letters[0] == "t" else "name"
    elif letters[0] == "t":
        kind = "role"
    else:
        kind = "bare"
    return Mention(start, end, first, last, kind)
