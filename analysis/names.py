"""Names: where a text names somebody or something, and what the words of a name tell.

A name is a run of words with capitals, its titles told apart from its tokens: "Secretary of State Ana Roy" has the
titles "secretary" and "state" and the tokens "Ana", "Roy".
"""

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .mentions import letter_of

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
REST = r"\w*(?:[-'’.&]\w+)*"
PARTICLE = "(?:de|la|van|von|der|den|bin|ibn|al|el|ben|di|da|del|dos|du|ten|ter|abu)"
CAPITALS = re.compile(  # the capital stands first, and what is before it is looked at afterwards: twice as fast
    rf"[{UPPER}](?<![\w’'-][{UPPER}]){REST}(?:\.? (?:{PARTICLE} ){{0,2}}[{UPPER}]{REST}){{0,7}}"
)
WORD = re.compile(r"[^\W\d_][\w.-]*\w|[^\W\d_]")
BREAK = re.compile(r"\. |['’]s? ")  # where a run of capitals may hold two names
ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z]{1,7})\)")
POSSESSIVE = re.compile(r"['’]s?$")
ROMAN = re.compile(r"[IVX]+")
APPOSITION = re.compile(r", [^,.\n“”\"]{2,80}, (\w+)")
CLAUSE_BEFORE = re.compile(r"[.?!;:,“”\"\n(]")
CLAUSE_AFTER = re.compile(r"[.;:!?“”\",\n]")
INTRODUCED = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)(?: [\w-]+){0,3}\Z")
NEAR = 2_000  # characters in which an earlier description is looked for
BEFORE, AFTER = 80, 100  # characters beside a name in which its role is looked for
MARKS = " “”\"‘’'"  # may stand between two sentences
POSSESSIVES = ("’s", "'s")
LINKS = (" of ", " of the ", " for ", " for the ", " for a ", " on ")  # Department of Health

SUFFIXES = frozenset("jr sr ii iii iv".split())
MALE = frozenset("mr sir lord king prince spokesman chairman congressman father imam pope bishop".split())
FEMALE = frozenset("mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman sister".split())
GENDERED = MALE | FEMALE
MEN = frozenset("man boy father husband son brother uncle grandfather spokesman chairman businessman".split())
WOMEN = frozenset("woman girl mother wife daughter sister aunt grandmother spokeswoman chairwoman actress".split())
INSTITUTION = frozenset(
    """agency study survey poll email letter memo ad association authority bank board bureau centre center church
    college commission committee company conference confederation congress corporation council court department
    federation foundation fund government group house institute institution international league ministry movement
    nations news office organisation organization parliament party police post press report senate service society
    state statement states times tribunal union university""".split()
)
TITLE_OR_SURNAME = frozenset("king prince pope bishop judge justice farmer driver major singer sheikh".split())
NEVER_NAME = ("t", "d", "h", "D", "q")  # classes of words that no name begins with, capital or not
JOINS = ("f", "i", "c", "d", "p")  # small words inside a name: Bank of the South, Osama bin Laden, Ford and Sons
VERB_LETTERS = ("V", "B", "x", "r")  # what follows a subject
ROLE_LETTERS = ("", "t", "f")  # words that can be part of a role


class Name(NamedTuple):
    """A name where it stands: its tokens without titles, and the words before it that are titles, in lower case."""

    start: int
    end: int
    tokens: tuple
    titles: tuple


def names_of(text):
    """Every name of a text, in order; a possessive ending is not part of it."""
    found, last_end = [], 0
    for match in CAPITALS.finditer(text):
        at = match.start()
        for start, end, titles, tokens, opening in read_run(match.group()):
            if opening and opens_sentence(text, at + start):
                start, titles, tokens = opening
            if not tokens:
                continue
            start, end = at + start, at + end
            gap = text[last_end:start] if 3 < start - last_end < 10 else ""
            last = found[-1] if gap in LINKS and found else None
            if last and len(last.tokens) < 10 and is_institution(last.tokens[-1]):
                found[-1] = Name(last.start, end, (*last.tokens, *gap.split(), *tokens), last.titles)
            else:
                found.append(Name(start, end, tokens, titles))
            last_end = end
    return found


@lru_cache(maxsize=50_000)
def read_run(written):
    """What a run of capitals says by itself, kept since names come again: (start, end, titles, tokens, opening) each.

    opening: (start, titles, tokens) where that differs when the name opens a sentence, else None.
    """
    names = []
    several = ". " in written or "’" in written or "'" in written
    for start, end in parts(written) if several else ((0, len(written)),):
        part, opening = written[start:end], None
        titles, tokens = split_titles(part, True)
        if titles or not tokens:
            at = start
            if tokens and letter_of(titles[0]) not in ROLE_LETTERS:  # But Roy
                at = written.index(tokens[0], start)
            inside = split_titles(part, False)
            if (at, titles, tokens) != (start, *inside):
                opening = at, titles, tokens
            titles, tokens = inside
        names.append((start, end - 2 if part.endswith(POSSESSIVES) else end, titles, tokens, opening))
    return tuple(names)


def opens_sentence(text, start):
    """Whether what stands at `start` opens a sentence, where any word has a capital."""
    return text[max(0, start - 3) : start].rstrip(MARKS)[-1:] in ("", ".", "!", "?", "\n", ":")


def words_inside(text, names):
    """The names of one word that stand inside a sentence somewhere."""
    found = set()
    for name in names:
        word = name.tokens[0]
        if len(name.tokens) == 1 and word not in found and not opens_sentence(text, name.start):
            found.add(word)
    return found


def parts(written):
    """A run of capitals cut where a sentence or a possessive ends in it (“… in Westminster. He”, “Obama’s America”)."""
    start = 0
    for point in BREAK.finditer(written):
        stop = point.start()
        word = written[start:stop].split()[-1]
        if point.group() != ". ":
            yield start, point.end() - 1
        elif len(word) > 1 and "." not in word and letter_of(word) != "t":
            yield start, stop
        else:
            continue
        start = point.end()
    yield start, len(written)


@lru_cache(maxsize=50_000)
def split_titles(written, opens=False):
    """Split “Former Secretary of State Ana Roy’s” into titles (former, secretary …) and the tokens of the name.

    Where it opens a sentence, its first words may be any word (“In Oslo”); elsewhere a capital makes a name (“Per Lund”).
    """
    tokens = written.split()
    if "’" in written or "'" in written:
        tokens = [POSSESSIVE.sub("", token) for token in tokens]
    letters = [letter_of(token) for token in tokens]
    first = 0
    while first < len(tokens) and letters[first] not in ("", "i"):
        if not opens and letters[first] not in NEVER_NAME and tokens[first] != "By":
            break
        first += 1
    if "t" in letters[first:-1]:  # Hoxton Analytics CEO Owen Hale
        first = len(letters) - 1 - letters[-2::-1].index("t")
    last = len(tokens)
    while last > first + 1 and tokens[last - 1].lower().rstrip(".") in SUFFIXES:
        last -= 1
    if last - first > 2:
        first = given_name_at(tokens, first, last)
    titles, tokens = tokens[:first], tokens[first:last]
    if "." in written:
        tokens = [token.rstrip(".") if len(token) > 2 else token for token in tokens]
    return tuple([title.lower().rstrip(".") for title in titles]) if titles else (), tuple(tokens)


def given_name_at(tokens, first, last):
    """Where a person's name begins in tokens[first:last]: “State Ana Roy”, “New York City Advocate Ana Roy”."""
    if gender_of_given_name(tokens[first]) or len(tokens[first].rstrip(".")) == 1:
        return first
    at = next((i for i in range(first + 1, last - 1) if gender_of_given_name(tokens[i])), first)
    return at if at > first + 1 or first or tokens[first].lower() in INSTITUTION else first


@cache
def given_names():
    """Given name -> "m" or "f", of names that are nearly always one of them."""
    data = tomllib.loads(Path(__file__).with_name("given_names.toml").read_text(encoding="utf-8"))
    return dict.fromkeys(data["men"].split(), "m") | dict.fromkeys(data["women"].split(), "f")


@lru_cache(maxsize=50_000)
def gender_of_given_name(token):
    """m, f or "" by a given name: “Ana”, “Anne-Marie”."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", token.lower()) if not unicodedata.combining(c))
    return given_names().get(plain) or given_names().get(plain.split("-")[0], "")


def gender_by_title(titles):
    """m, f or "": “Mr.”, “spokeswoman”."""
    return "m" if MALE.intersection(titles) else "f" if FEMALE.intersection(titles) else ""


def titled_genders(names):
    """Tokens of a name -> its gender by the first title that tells it."""
    titled = {}
    for name in names:
        if name.titles and GENDERED.intersection(name.titles):
            titled.setdefault(name.tokens, gender_by_title(name.titles))
    return titled


def gender_of_noun(noun):
    """m, f or "": “spokesman”, “mother”."""
    return "m" if noun in MEN else "f" if noun in WOMEN else ""


def clause_role(text, start, end):
    """What a name is in its clause.

    speaks: beside a verb of speech; subject: of another verb; beside: followed by a comma (an apposition);
    subordinate: subject after "that", "when" …; oblique: after a preposition or a possessive; object: anything else.
    """
    left = text[max(0, start - 40) : start].rstrip()
    before = [] if left[-1:] in ("", ".", "!", "?") or text[start - 1] == "\n" else WORD.findall(left)
    after = text[end : end + 100]
    letters = [letter_of(word) for word in before[-4:]]
    if letters[-2:] == ["t", "f"]:  # Secretary of | State Ana Roy
        del letters[-2:]
    previous = letters[-1] if letters else ""
    if previous == "o" and before[-2:-1] and before[-2].lower() == "according":
        return "speaks"
    if after.startswith(("’", "'")):
        return "oblique"
    if previous == "S" and left[-1].isalnum() and not before[-1].lower().startswith(("tell", "told", "ask")):
        if not before[-2:-1] or before[-2].islower():  # not: Roy wrote X
            return "speaks"  # said X
    if previous in ("p", "f", "o") or previous in ("d", "t") and {"p", "f", "o"}.intersection(letters[:-1]):
        return "oblique"
    verb = following_verb(after, not before)
    if verb and {"a", "b", "q"}.intersection(letters[-2:]):
        return "subordinate"
    if not before and verb != "S":
        return "subject"
    return {"S": "speaks", "V": "subject", ",": "beside"}.get(verb, "object")


def following_verb(after, opens):
    """S (of speech), V (another) or "" for the word after a name, beyond an apposition when that ends; else a comma."""
    if after.startswith(", "):
        apposition = APPOSITION.match(after)
        verb = apposition and verb_letter(apposition.group(1), False)
        return verb or ","
    word = WORD.match(after, 1) if after.startswith(" ") else None
    return verb_letter(word.group(), opens) if word else ""


@lru_cache(maxsize=50_000)
def verb_letter(word, opens):
    """S, V or "" for a word after a name; where the name opens the sentence, any word without a capital is its verb."""
    letter = letter_of(word)
    if letter == "S":
        return "S"
    if letter in VERB_LETTERS:
        return "V"
    if letter or not word.islower():
        return ""
    return "V" if opens or word.endswith("ed") or word.endswith("s") and not word.endswith("ss") else ""


def is_institution(token):
    """Whether a token of a name is that of an organisation: “Council”, “HSA”."""
    acronym = len(token) > 1 and token.isupper() and "." not in token and not ROMAN.fullmatch(token)
    return acronym or token.lower() in INSTITUTION


@lru_cache(maxsize=50_000)
def could_be_person(tokens, titles=()):
    """Whether nothing in a name speaks against its being a person's."""
    if titles[-1:] in (("the",), ("a",), ("an",)) or tokens[0] in ("The", "the"):
        return False
    return not any(map(is_institution, tokens))


def is_name(speaker):
    """Whether a resolved speaker is a name (“Ban Ki-moon”, “the Harbour Board”), not a description (“the minister”)."""
    words = speaker.split()
    if words[:1] and words[0].lower() == "the":
        del words[0]
    if not words or letter_of(words[0]) in ("d", "h", "q"):  # a, his, she, who
        return False
    if not all(word != word.lower() or letter_of(word) in JOINS for word in words) or words[-1] == words[-1].lower():
        return False
    last = words[-1].lower().rstrip(".")
    return letter_of(last) != "t" or len(words) > 1 and last in TITLE_OR_SURNAME and letter_of(words[-2]) != "t"


def is_named(written):
    """Whether a description is "the" and a name: “the HSA”."""
    words = written.split()
    if words[0] not in ("the", "The") or len(words) == 1 or letter_of(words[-1]):
        return False
    return all(word[0].isupper() or word == "of" for word in words[1:])


def role_words(text, name):
    """The words that say what a named person is: directly before the name, and in an apposition after it."""
    found = set(name.titles)
    before = text[max(0, name.start - BEFORE) : name.start]
    appended = before.endswith(", ")  # the head teacher, Ana Roy
    role = []
    for word in reversed(WORD.findall(CLAUSE_BEFORE.split(before.removesuffix(", "))[-1])):
        if letter_of(word) not in (*ROLE_LETTERS, "p"):
            appended = appended and letter_of(word) != "d"
            break
        role.append(word.lower())
    if not appended:
        found.update(role)
    after = text[name.end : name.end + AFTER]
    if after.startswith(", "):
        for word in WORD.findall(CLAUSE_AFTER.split(after[2:], 1)[0]):
            if letter_of(word) not in (*ROLE_LETTERS, "d", "p", "c"):
                break
            found.add(word.lower())
    return found


def people_by_role(text, names):
    """A function that gives (name, words of its role) of every full name of a person whose role has a word."""
    people = [name for name in names if len(name.tokens) > 1 and could_be_person(name.tokens, name.titles)]
    lowered = text.lower()

    @cache
    def with_role(word):
        near = near_word(lowered, people, word) if len(lowered) == len(text) else people
        return [(name, words) for name in near if word in (words := role_words(text, name))]

    return with_role


def near_word(lowered, names, word):
    """The names that can have a word in their role, since it stands near them in the lowered text."""
    found, seen = [], 0
    while seen < len(names) and (at := lowered.find(word, max(0, names[seen].start - BEFORE))) != -1:
        first = bisect_left(names, at - AFTER, seen, key=lambda name: name.end)
        seen = bisect_right(names, at + BEFORE, first, key=lambda name: name.start)
        found += names[first:seen]
    return found


def acronyms(text):
    """(acronym, tokens of what it stands for): “the Department of Health (DH)”."""
    for match in ACRONYM.finditer(text):
        words = text[max(0, match.start() - 120) : match.start()].split()
        letters, taken = list(match.group(1).lower()), []
        while words and letters and len(taken) < 10:
            word = words.pop()
            small = word.islower()
            if word[0].lower() == letters[-1] and not (small and letters[-1] != word[0]):
                letters.pop()
            elif not small:
                break
            taken.append(word)
        if not letters:
            yield match.group(1), tuple(reversed(taken))


def introduced_before(text, noun, at):
    """The unnamed person introduced before with the same noun: "the official" is the "a senior official" before."""
    first, end = max(0, at - NEAR), at
    while (end := text.rfind(f" {noun}", first, end)) != -1:
        introduced = INTRODUCED.search(text[max(first, end - 60) : end])
        if introduced and not text[end + 1 + len(noun) : end + 2 + len(noun)].isalnum():
            return f"{introduced.group()} {noun}"
    return None
