"""Mentions: who or what a paragraph names, and the words around them reduced to one letter a token.

    Mr. Ban told a meeting in Moscow: “…”      ->  tNSdnpN:Q

A mention is a name (with titles), a pronoun, a description ("a senior official") or a bare noun beside a verb of
speech ("residents said"). Reading the letters instead of the words keeps every rule about position short.
"""

import re
import tomllib
from functools import cache, lru_cache
from itertools import accumulate, compress, zip_longest
from pathlib import Path
from typing import NamedTuple

from .dateline import dateline_end

TOKEN = re.compile(r"[^\W_]+(?:(?:[-&.]|,(?=\d)|['’](?!s\b))[^\W_]+)*|['’]s\b|[^\w\s]")
QUOTATION = "Q"
LETTERS = {
    "determiner": "d",
    "quantifier": "m",
    "pronoun": "h",
    "relative": "q",
    "preposition": "p",
    "conjunction": "c",
    "subordinator": "a",
    "auxiliary": "x",
    "adverb": "r",
    "title": "t",
    "particle": "i",
    "preposition_or_subordinator": "u",
    "day_or_month": "D",
}
PLAIN = {"m": "d", "u": "p", "k": ""}  # classes told apart only where a sentence is read
STRONG, WEAK, STRONG_ING, WEAK_ING, BASE = "SVGWB"  # BASE: may as well be a noun ("report")
AHEAD, BEHIND = 300, 150  # characters before and after a quotation that are near it
MOST_TOKENS = 50_000  # whose letters are kept
MARKS = "\"“”„‟«»‘’'`＂"
SENTENCE_OPENS = re.compile("[.?!:;Q-]")  # after these a capital says nothing
NOTHING = "_"  # the letter of a token that does not count
CAPITAL_IS_NAME = ("", *"SVGWBxpcariwuk")  # words of these classes are names when they have a capital inside a sentence
VERB_FOLLOWS = r"(?=r?x{0,2}[SVGW])"
NOUN_AFTER_DETERMINER = re.compile(r"(?<=[de])[SVB]")  # his remarks, the report
RELATIVE_THAT = re.compile(r"((?<![SVk])[dmy.,][yn]*[nN],?)b(?=r?[hdmNntx])")  # a wall that the minister called …
MENTION = re.compile(
    r"[hw]"  # he, who
    r"|(?<=[nkNt,])[qb](?=r?x{0,2}[SVB])"  # a poster that read
    r"|[dm]r?y?[nkNt0eiBm]{0,12}[nkNt0m]"  # the newly elected mayor; a 12-year-old boy; the company’s chief executive
    r"|m(?=r?x{0,2}[SVGB])|(?<=[SV])m(?!f)"  # several said; wrote another
    rf"|(?<![^.?!:Q])N[nk]{{1,3}}{VERB_FOLLOWS}"  # Boat owners want
    rf"|[tN](?:[tNi]|f(?=N)|n(?=t{{1,3}}N)){{0,14}}(?:e[nNt]{{1,6}}|n{{1,2}}{VERB_FOLLOWS})?"  # Secretary-General Ban
    # Ki-moon; Bank of England; Mr. Tan’s lawyer; Boeing officials said
    rf"|n{{1,3}}{VERB_FOLLOWS}"  # residents said
    r"|(?<=[SV])[nk]{1,3}"  # said residents
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
    for word in data["word_classes"]["speech_noun"].split():
        letters.setdefault(word, "k")
    letters |= {"of": "f", "to": "o", "that": "b", "according": "A", "it": "h", "who": "w"}
    for strength, finite, participle in (("weak", WEAK, WEAK_ING), ("strong", STRONG, STRONG_ING)):
        for verb in data[strength].split():
            letters[verb] = BASE
            for form in forms(verb, data["irregular"]):
                letters[form] = participle if form.endswith("ing") and form != "bring" else finite
    return letters | {"say": STRONG, "believe": WEAK, "think": WEAK, "argue": STRONG, "read": WEAK}


def is_speech_noun(word):
    """Whether a word can name what somebody says: “remarks”, “words”, “claim”."""
    return lexicon().get(word, "") in ("k", BASE, STRONG, WEAK)


@lru_cache(maxsize=50_000)
def letter_of(word):
    """The class of a word by itself, "" for one that is in no list; a quantifier counts as a determiner here."""
    letter = lexicon().get(word.lower().rstrip(".").replace("'", "’"), "")
    return PLAIN.get(letter, letter)


def forms(verb, irregular):
    """Inflected forms of a verb: -s, -ed, -ing."""
    if verb in irregular:
        return irregular[verb].split()
    stem = verb.removesuffix("e")
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return [plural, stem + "ed", stem + "ing"]


def read_paragraph(text, start, end, spans, whole=True):
    """The narration of text[start:end] around the quotation `spans` that lie in it.

    whole: all of it; otherwise only what is near a quotation, where there is one, with a full stop for what is left out.
    """
    start = dateline_end(text, start, spans[0].start if spans else end)
    places, pairs, quotation_at, position = [], [], {}, start
    for span, following in zip_longest((None, *spans), spans):
        stop = following.start if following else end
        if span:
            quotation_at[span.start] = len(pairs)
            places.append((span.start, span.end))
            pairs.append((QUOTATION, QUOTATION))
            position = span.end
        for at, to in ((position, stop),) if whole or not spans else near(text, position, stop, span, following):
            if at > position:
                places.append((at, at))
                pairs.append((".", "."))
            found = [token.span() for token in TOKEN.finditer(text, at, to)]
            places += found
            pairs += [LETTERS_OF[text[a:b]] for a, b in found]
    letters = letters_in_place(text, pairs, places)
    counts = [letter != NOTHING for letter in letters]
    if quotation_at:
        before = list(accumulate(counts, initial=0))
        quotation_at = {at: before[token] for at, token in quotation_at.items()}
    places = list(compress(places, counts))
    code = RELATIVE_THAT.sub(r"\1q", NOUN_AFTER_DETERMINER.sub("k", "".join(letters).replace(NOTHING, "")))
    starts, ends = zip(*places, strict=True) if places else ((), ())
    return Paragraph(
        code, starts, ends, [_mention(text, m, starts, ends) for m in MENTION.finditer(code)], quotation_at
    )


def near(text, start, end, before, after):
    """The pieces of text[start:end] that are near the quotation before or after it, from sentence to sentence."""
    last, first = start, end
    if before:
        last = min(end, start + 2 * BEHIND)
        stop = text.find(". ", start + BEHIND, last)
        last = last if stop < 0 else stop + 1
    if after:
        first = max(start, end - 2 * AHEAD)
        stop = text.rfind(". ", first, max(start, end - AHEAD))
        first = first if stop < 0 else stop + 1
    if first <= last:
        yield start, end
    else:
        yield start, last
        yield first, end


def letters_in_place(text, pairs, places):
    """The letter of each token: the first of its pair where it opens a sentence; NOTHING for an abbreviation's full stop."""
    letters = [inside for _, inside in pairs]
    for at in [-1, *(match.start() for match in SENTENCE_OPENS.finditer("".join(letters)))]:
        before = letters[at - 1] if at > 0 else ""
        if before and letters[at] == "." and is_abbreviation(text[slice(*places[at - 1])], before):
            letters[at] = NOTHING
            letters[at - 1] = before if before == "t" else "N"
            continue
        at += 1
        while at < len(letters) and letters[at] == NOTHING:
            at += 1
        if at < len(letters):
            name = pairs[at][0] == "x" and letters[at + 1 : at + 2] in (["S"], ["V"])  # May said; no auxiliary can
            letters[at] = "N" if name else pairs[at][0]
    return letters


def reader(text, lines, inside):
    """A function that reads paragraph number `line` of an article, each once; None where there is none.

    lines: (start, end) of each paragraph; inside: its quotation spans by number.
    """

    @cache
    def read(line):
        return (
            read_paragraph(text, *lines[line - 1], inside.get(line, ()), whole=False)
            if 0 < line <= len(lines)
            else None
        )

    return read


class TokenLetters(dict):
    """Token -> its letters where it opens a sentence and inside one; NOTHING for one that does not count."""

    def __missing__(self, token):
        if len(self) > MOST_TOKENS:
            self.clear()
        self[token] = letters = token_letters(token)
        return letters


LETTERS_OF = TokenLetters()


def token_letters(token):
    """The letters of a token where it opens a sentence and inside one; NOTHING for one that does not count."""
    first = token[0]
    if first.isdigit():
        return "0", "0"
    if not first.isalnum():
        letter = (
            "e" if len(token) > 1 else NOTHING if token in MARKS else {"–": "-", "—": "-", "…": "."}.get(token, token)
        )
        return letter, letter
    word = token.lower().replace("'", "’")
    known = lexicon().get(word, "")
    if first.isupper():
        return known or "N", "N" if known in CAPITAL_IS_NAME else known
    guess = known or ("r" if word.endswith("ly") else "y" if word.endswith("ed") else "n")
    return guess, guess


def is_abbreviation(word, letter):
    """Whether a full stop after a word belongs to it: “Mr.”, “J.”, “U.S.”."""
    if letter == "t":
        return len(word) <= 4 or "." in word
    return word == "A" or letter == "N" and (len(word) <= 2 or "." in word)


def _mention(text, match, starts, ends):
    first, last = match.span()
    start, end = starts[first], ends[last - 1]
    letters = match[0]
    kind = "it" if letters == "h" and text[start:end] in ("it", "It") else kind_of(letters)
    return Mention(start, end, first, last, kind)


@lru_cache(maxsize=5_000)
def kind_of(letters):
    """The kind of a mention of these letters."""
    if letters in ("w", "q", "b"):
        return "relative"
    if letters == "h":
        return "pronoun"
    if letters[0] in "dm":
        return "description"
    if "N" not in letters:
        return "role" if letters[0] == "t" else "bare"
    if letters[-1] in "nk" and "e" not in letters:
        return "bare"
    return "genitive" if "e" in letters else "titled" if letters[0] == "t" else "name"
