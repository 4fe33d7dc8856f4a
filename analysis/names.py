"""Whose name: from the mention as written (“Mr. Ban”, “she”, “the Secretary-General”) to a full name of the article.

A surname takes the latest full name that ends in it. A role takes the name it stands beside. "He" and "she" take the
latest fitting person who was the subject of a clause. A description that nothing resolves stays as written ("a senior
official"); a mere pronoun that nothing resolves has no name.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple

from .mentions import letter_of

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
PART = rf"[{UPPER}]\w*(?:[-'’.&]\w+)*"
PARTICLE = "(?:de|la|van|von|der|den|bin|ibn|al|el|ben|di|da|del|dos|du|ten|ter|abu)"
CAPITALS = re.compile(rf"(?<![\w’'-]){PART}(?:\.? (?:{PARTICLE} ){{0,2}}{PART}){{0,7}}")
WORD = re.compile(r"[^\W\d_][\w.-]*\w|[^\W\d_]")
BREAK = re.compile(r"\. |['’]s? ")  # where a run of capitals may hold two names
ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z]{1,7})\)")
PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(?:she|her|hers|herself))\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
SUFFIXES = frozenset("jr sr ii iii iv".split())
MALE = frozenset("mr sir lord king prince spokesman chairman congressman father imam pope bishop".split())
FEMALE = frozenset("mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman sister".split())
GENDERED = MALE | FEMALE
SPEAKS = re.compile(r"[rx]{0,3}[SV]")
INSTITUTION = frozenset(
    """agency study survey poll email letter memo ad association authority bank board bureau centre center church college commission committee
company conference congress corporation council court department federation foundation fund government group house
institute international league ministry movement nations news office organisation organization parliament party police
post press senate service society state states times tribunal union university""".split()
)


TITLE_OR_SURNAME = frozenset("king prince pope bishop judge justice farmer driver major singer sheikh".split())
JOINS = ("f", "i", "c", "d", "p")  # small words inside a name: Bank of the South, Osama bin Laden, Ford and Sons
NEVER_NAME = ("t", "d", "h", "D", "q")  # classes of words that no name begins with, capital or not
FAR = 40  # names or mentions that are looked back over
VERB_LETTERS = ("V", "B", "x", "r")  # what follows a subject
ROLE_LETTERS = ("", "t", "f")  # words that can be part of a role


class Name(NamedTuple):
    """A name where it stands: its tokens without titles, and the words before it that are titles, in lower case."""

    start: int
    end: int
    tokens: tuple
    titles: tuple


def names_of(text):
    """Every name of a text, in order."""
    found = []
    for match in CAPITALS.finditer(text):
        for start, end in parts(match):
            opens = text[max(0, start - 3) : start].rstrip(" “\"‘'")[-1:] in ("", ".", "!", "?", "\n", ":")
            titles, tokens = split_titles(text[start:end], opens)
            if tokens:
                found.append(Name(start, end, tokens, titles))
    return found


def parts(match):
    """A run of capitals cut where a sentence or a possessive ends in it (“… in Westminster. He”, “Obama’s America”)."""
    start, text = match.start(), match.string
    if " " not in match.group():
        yield match.span()
        return
    for point in BREAK.finditer(match.group()):
        stop = match.start() + point.start()
        word = text[start:stop].split()[-1]
        if point.group() != ". " or len(word) > 1 and "." not in word and letter_of(word) != "t":
            yield start, stop
            start = match.start() + point.end()
    yield start, match.end()


@lru_cache(maxsize=50_000)
def split_titles(written, opens_sentence=False):
    """Split “Former Secretary of State Ana Roy’s” into titles (former, secretary …) and the tokens of the name.

    Where it opens a sentence, its first words may be any word (“In Oslo”); elsewhere a capital makes a name (“Per Lund”).
    """
    tokens = [POSSESSIVE.sub("", token) for token in written.split()]
    first = 0
    while first < len(tokens) and letter_of(tokens[first]) not in ("", "i"):
        if not opens_sentence and letter_of(tokens[first]) not in NEVER_NAME:
            break
        first += 1
    last_title = max((i for i, token in enumerate(tokens[:-1]) if letter_of(token) == "t"), default=-1)
    first = max(first, last_title + 1)  # Hoxton Analytics CEO Owen Hale
    last = len(tokens)
    while last > first + 1 and tokens[last - 1].lower().rstrip(".") in SUFFIXES:
        last -= 1
    titles = tuple(token.lower().rstrip(".") for token in tokens[:first])
    return titles, tuple(token.rstrip(".") if len(token) > 2 else token for token in tokens[first:last])


def clause_role(text, start, end):
    """ "speaks" where a verb of speech stands beside a name, "subject" where it is the subject of a clause, else ""."""
    left = text[max(0, start - 30) : start].rstrip()
    before = [] if left[-1:] in (".", "!", "?") else WORD.findall(left)
    after = text[end : end + 30]
    previous = letter_of(before[-1]) if before else ""
    if previous == "o" and before[-2:-1] and before[-2].lower() == "according":
        return "speaks"
    if previous in ("p", "f", "o", "d"):
        return ""
    if previous == "S" and not before[-1].lower().startswith(("tell", "told")):
        return "speaks"  # said X
    following = WORD.findall(after)
    letter = letter_of(following[0]) if following else ""
    if letter == "S":
        return "speaks"
    first_in_sentence = not before and bool(following) and following[0].islower()
    is_subject = (
        first_in_sentence
        or after.startswith(",")
        or letter in VERB_LETTERS
        or bool(following)
        and following[0].endswith("ed")
    )
    return "subject" if is_subject else ""


def gender_by_title(titles):
    """m, f or "": “Mr.”, “spokeswoman”."""
    return "m" if MALE.intersection(titles) else "f" if FEMALE.intersection(titles) else ""


def gender_of(text, name, stop):
    """m, f or "": by a title, else by the first pronoun that follows before the next name at `stop`."""
    if GENDERED.intersection(name.titles):
        return gender_by_title(name.titles)
    pronoun = PRONOUN.search(text, name.end, min(stop, name.end + 200))
    return "" if pronoun is None else "m" if pronoun.group(1) else "f"


class Directory:
    """The names of one article, looked up by surname, role or pronoun."""

    def __init__(self, text, spans):
        self.text = text
        self.quoted = [span.start for span in spans], [span.end for span in spans]
        self.names = names_of(text)
        self.starts = [name.start for name in self.names]
        self.with_role = {}  # last words of a role -> names beside which it stands, in order
        self.unnamed = []  # unnamed people who spoke, in the order in which they were resolved
        self.full_by_token = defaultdict(dict)  # any token of a full name -> {full name: its mentions, in order}
        for name in self.names:
            if len(name.tokens) > 1:
                for token in {token.lower() for token in name.tokens}:
                    self.full_by_token[token].setdefault(name.tokens, []).append(name)

    @cached_property
    def spelled_out(self):
        """Acronym -> tokens of what it was introduced for."""
        return dict(acronyms(self.text))

    @cached_property
    def roles(self):
        """(name, words of its role) for every full name."""
        return [(name, role_words(self.text, name)) for name in self.names if len(name.tokens) > 1]

    @cached_property
    def genders(self):
        """Full name -> votes for "m" and "f": three for a title, one for a pronoun after the subject of a clause."""
        votes = defaultdict(Counter)
        for name, stop in zip(self.names, [*self.starts[1:], len(self.text)], strict=True):
            titled = bool(GENDERED.intersection(name.titles))
            gender = gender_of(self.text, name, stop) if titled or self.role(name) else ""
            if gender:
                votes[self.full_name(name.tokens, name.start)][gender] += 3 if titled else 1
        return votes

    def role(self, name):
        """ "speaks", "subject" or "": what a name is in its clause, outside quotations."""
        starts, ends = self.quoted
        i = bisect_right(starts, name.start) - 1
        return "" if i >= 0 and name.start < ends[i] else clause_role(self.text, name.start, name.end)

    def full_name(self, tokens, at, gender=""):
        """The full name that `tokens` are short for at offset `at`: the latest before it, else the first after it."""
        wanted = [token.lower() for token in tokens]
        mentions = self.full_by_token.get(wanted[-1], {})
        longer = [full for full in mentions if set(wanted) <= {token.lower() for token in full}]
        ending = [full for full in longer if full[-1].lower() == wanted[-1]] or [
            full
            for full in longer
            if full[0].lower() == wanted[0]
            and (len(wanted) > 1 or any(could_be_person(n.tokens, n.titles) for n in mentions[full]))
        ]
        if gender:
            ending = [full for full in ending if self.gender(full) in (gender, "")] or ending
        if not ending:
            return self.spelled_out.get(" ".join(tokens), tuple(tokens))
        return nearest([(full, mentions[full]) for full in ending], at)

    def gender(self, full):
        """What most mentions of a full name show of its gender: "m", "f" or ""."""
        votes = self.genders.get(full)
        return "" if not votes or votes["m"] == votes["f"] else max(votes, key=votes.get)

    def person_before(self, at, gender):
        """(offset, full name) of the latest person before `at` who is the subject of a clause and fits `gender`."""
        last = bisect_right(self.starts, at - 1)
        for name in reversed(self.names[max(0, last - FAR) : last]):
            role = could_be_person(name.tokens, name.titles) and self.role(name)
            if not role:
                continue
            full = self.full_name(name.tokens, name.start, gender_by_title(name.titles))
            known = len(full) > 1 or role == "speaks" or GENDERED.intersection(name.titles)
            if known and (self.gender(full) or gender) == gender:
                return name.start, " ".join(full)
        return -1, None

    def person_with_role(self, words, at):
        """The full name beside which the role stands: “Secretary-General Ban Ki-moon”, “Ana Roy, the mayor”."""
        wanted = tuple(words[-2:])
        if wanted not in self.with_role:
            self.with_role[wanted] = [n for n, beside in self.roles if beside.issuperset(wanted)] or [
                n for n, beside in self.roles if wanted[-1] in beside
            ]
        fitting = self.with_role[wanted]
        earlier = bisect_right(fitting, at, key=lambda name: name.start)
        return fitting[max(0, earlier - 1)].tokens if fitting else None

    def resolve(self, mention, paragraph):
        """The name behind a mention of `paragraph`; None for a pronoun that nothing resolves."""
        written = self.text[mention.start : mention.end]
        if mention.kind in ("name", "titled") or is_named(written):
            titles, tokens = split_titles(written)
            if tokens:
                return " ".join(self.full_name(tokens, mention.start, gender_by_title(titles)))
        if mention.kind == "pronoun":
            gender = {"he": "m", "she": "f"}.get(written.lower())
            at, person = self.person_before(mention.start, gender) if gender else (-1, None)
            unnamed = self.unnamed_before(mention, paragraph) if gender else None
            return self.text[unnamed.start : unnamed.end] if unnamed and unnamed.start > at else person
        if mention.kind == "relative":
            at = bisect_left(paragraph.mentions, mention.first, key=lambda m: m.first)
            before = paragraph.mentions[at - 1] if at else None
            return self.resolve(before, paragraph) if before and before.kind != "relative" else None
        if mention.kind == "it":
            return None
        if is_unnamed_person(written):
            self.unnamed.append(mention)
        return self.apposition(mention) or self.person_of(written, mention) or written

    def unnamed_before(self, mention, paragraph):
        """The latest “a detective”, “one driver” before a pronoun who spoke, in its paragraph or in a quotation before."""
        at = bisect_left(paragraph.mentions, mention.first, key=lambda m: m.first)
        for m in reversed(paragraph.mentions[max(0, at - FAR) : at]):
            if SPEAKS.match(paragraph.letters, m.last) and is_unnamed_person(self.text[m.start : m.end]):
                return m
        return next((m for m in reversed(self.unnamed[-FAR:]) if m.start < mention.start), None)

    def apposition(self, mention):
        """The name that follows a description: “the head teacher, Ana Roy,”."""
        if not self.text.startswith(", ", mention.end):
            return None
        i = bisect_left(self.starts, mention.end + 2)
        name = self.names[i] if i < len(self.names) and self.starts[i] == mention.end + 2 else None
        return (
            " ".join(name.tokens)
            if name and len(name.tokens) > 1 and could_be_person(name.tokens, name.titles)
            else None
        )

    def person_of(self, written, mention):
        """The name beside which a role stands elsewhere in the article."""
        words = [word.lower() for word in WORD.findall(written) if letter_of(word) != "d"]
        definite = written[:4].lower() == "the " or mention.kind in ("role", "titled")
        person = self.person_with_role(words, mention.start) if definite and words else None
        return " ".join(person) if person else None


def nearest(mentions, at):
    """Of [(full name, its mentions)] the name last mentioned before offset `at`, else the one first mentioned after."""
    best = {}
    for full, places in mentions:
        earlier = bisect_right(places, at, key=lambda name: name.start)
        best[full] = places[earlier - 1].start if earlier else -1 - places[0].start
    return max(best, key=best.get)


def is_unnamed_person(written):
    """Whether a description introduces somebody without a name: “a senior official”."""
    words = written.lower().split()
    return words[0] in ("a", "an", "one", "another") and len(words) > 1 and words[-1] not in INSTITUTION


def is_named(written):
    """Whether a description is "the" and a name: “the HSA”."""
    words = written.split()
    if words[0] not in ("the", "The") or len(words) == 1 or letter_of(words[-1]):
        return False
    return all(word[0].isupper() or word == "of" for word in words[1:])


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


def could_be_person(tokens, titles=()):
    """Whether nothing in a name speaks against its being a person's."""
    if titles[-1:] in (("the",), ("a",), ("an",)) or tokens[0] in ("The", "the"):
        return False
    return not any(token.lower() in INSTITUTION or len(token) > 1 and token.isupper() for token in tokens)


def role_words(text, name):
    """The words that say what a named person is: directly before the name, and in an apposition after it."""
    found = set(name.titles)
    before = text[max(0, name.start - 80) : name.start]
    appended = before.endswith(", ")  # the head teacher, Ana Roy
    role = []
    for word in reversed(WORD.findall(re.split(r"[.;:,!?“”\"\n(]", before.removesuffix(", "))[-1])):
        if letter_of(word) not in (*ROLE_LETTERS, "p"):
            appended = appended and letter_of(word) != "d"
            break
        role.append(word.lower())
    if not appended:
        found.update(role)
    after = text[name.end : name.end + 100]
    if after.startswith(", "):
        for word in WORD.findall(re.split(r"[.;:!?“”\",\n]", after[2:])[0]):
            if letter_of(word) not in (*ROLE_LETTERS, "d", "p", "c"):
                break
            found.add(word.lower())
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
