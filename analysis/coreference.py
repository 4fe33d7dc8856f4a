"""Whose name: from the mention as written (“Mr. Ban”, “she”, “the Secretary-General”) to a full name of the article.

A surname takes the latest full name that ends in it. A role takes the name it stands beside. A pronoun takes the
antecedent with most points: the speaker of a verb of speech rather than an object, a near one rather than a far one. A
description that nothing resolves stays as written ("a senior official"); a mere pronoun that nothing resolves has no
name.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from .aliases import folded
from .dateline import dateline_end
from .mentions import is_speech_noun
from .names import (
    INSTITUTION,
    WORD,
    acronyms,
    clause_role,
    could_be_person,
    gender_by_title,
    gender_of_given_name,
    gender_of_noun,
    introduced_before,
    is_named,
    letter_of,
    names_of,
    people_by_role,
    split_titles,
    titled_genders,
    words_inside,
)

FAR = 80  # names or mentions that are looked back over
PARAGRAPH = 400  # characters that count as a paragraph where paragraphs are longer
POINTS = {  # for being the antecedent; rounded from a fit on articles whose speakers people marked
    "speaks": 1.6,
    "subject": 0.8,
    "subordinate": 0.1,
    "beside": 0.0,
    "object": -0.5,
    "oblique": -1.1,
    "quoted": -1.8,
    "here": 1.3,  # a subject or speaker in the paragraph of the pronoun
    "opens": 0.6,  # its paragraph
    "gender": 0.6,  # is known, and fits
    "same sentence": -0.5,  # somebody else is usually its subject
    "one word": -0.3,
}
DISTANCE = (2.4, 2.4, 0.4, -0.5, -0.9, -2.8)  # points by paragraphs back; the last for all that are further
MOST = [points + POINTS["gender"] + 0.01 for points in DISTANCE]  # without those for the role and for opening
MOST[0] += POINTS["here"]
WANTED = {"he": "m", "she": "f", "it": "thing", "they": "group", "the one": "person"}
JUST_SPOKE = 3.9  # points of a speaker of the paragraph before, or of a subject of the same
ENOUGH = -1.5  # points below which a pronoun stays without a name
SENTENCE_END = re.compile(r"[.?!]['’”\")\]]*\s")
PEOPLE = re.compile(r"(?:ians?|[ei]ans|icans?|ese|ish|crats?|cratic|ists?|als)$")  # Italians, Republican
LINK = re.compile(r", | (?:is|was) ")
SPEAKS = re.compile(r"r?x{0,2}r?S")
SUBJECT = re.compile(r"r?x{0,2}r?[VBy]|r?x")
TIMES = frozenset("day night week month year moment time".split())
LINKING = frozenset("of the for a on".split())  # not looked up in a name
PLURAL = frozenset("people police men women children".split())


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean: where it stands, its resolved name, what it is in its clause, its gender."""

    start: int
    end: int
    name: str
    role: str
    gender: str


class Directory:
    """Who is who in one article: its names, and the speakers of its quotations as they are told."""

    def __init__(self, text, spans, lines, aliases=None):
        """`spans` are its quotations, `lines` the (start, end) of its paragraphs, `aliases` the user's own names."""
        self.text = text
        self.aliases = aliases or {}
        self.lines, self.line_starts = lines, [start for start, _ in lines]
        self.quoted = [span.start for span in spans], [span.end for span in spans]
        self.bearers = {}  # (tokens, gender wanted) -> mentions of the full names that they can be short for
        self.resolved = {}  # start of a mention -> its name
        self.spoke = []  # (start, end, name) of the speakers of the quotations so far
        self.with_role = {}  # last words of a role -> names beside which it stands, in order
        self.candidates = {}  # (number of a name, gender wanted) -> candidate
        self.role_of = {}  # number of a name -> what it is in its clause

    def resolve(self, mention, paragraph):
        """The name behind a mention of `paragraph`; None for a pronoun that nothing resolves."""
        if mention.start not in self.resolved:
            written = self.text[mention.start : mention.end]
            name = self.aliases.get(folded(written)) if self.aliases else None
            name = name or self.name_of(mention, written, paragraph)
            self.resolved[mention.start] = self.aliases.get(folded(name), name) if self.aliases and name else name
        return self.resolved[mention.start]

    def remember(self, mention, name):
        """Tell the directory who spoke a quotation; later pronouns may mean them."""
        if name and not (self.spoke and self.spoke[-1][0] == mention.start):
            self.spoke.append((mention.start, mention.end, name))

    def name_of(self, mention, written, paragraph):
        """The name behind a mention by the rules."""
        if mention.kind in ("name", "titled") or is_named(written):
            titles, tokens = split_titles(written)
            if tokens:
                return " ".join(self.full_name(tokens, mention.start, gender_by_title(titles)))
        if mention.kind in ("pronoun", "it"):
            return self.antecedent(mention, written.lower(), paragraph)
        if mention.kind == "relative":
            at = bisect_left(paragraph.mentions, mention.first, key=lambda m: m.first)
            before = paragraph.mentions[at - 1] if at else None
            if before and before.kind not in ("name", "titled") and at > 1:  # a trader on the beach, who said
                head = paragraph.mentions[at - 2]
                attached = head.last == before.first - 1 and paragraph.letters[head.last] in "pf"
                before = head if attached else before
            return self.resolve(before, paragraph) if before and before.kind != "relative" else None
        return self.apposition(mention) or self.described(written, mention) or written

    # -- names

    @cached_property
    def names(self):
        """Every name of the text, in order."""
        places = [(a, b) for a, end in self.lines if (b := dateline_end(self.text, a, end)) > a]
        names = names_of(self.text)
        return [name for name in names if not any(a <= name.start < b for a, b in places)] if places else names

    @cached_property
    def starts(self):
        """Where they begin."""
        return [name.start for name in self.names]

    @cached_property
    def mentions_of(self):
        """Full name -> its mentions, in order."""
        mentions = defaultdict(list)
        for name in self.names:
            if len(name.tokens) > 1:
                mentions[name.tokens].append(name)
        return mentions

    @cached_property
    def roles(self):
        """A function that gives the full names of people with a word in their role."""
        return people_by_role(self.text, self.names)

    @cached_property
    def full_by_token(self):
        """Any token of a full name -> {full name: its mentions, in order}."""
        full_names = defaultdict(dict)
        for full, mentions in self.mentions_of.items():
            for token in full:
                if not token.islower():
                    full_names[token.lower()][full] = mentions
        return full_names

    @cached_property
    def spelled_out(self):
        """Acronym -> tokens of what it stands for: as introduced, else the full name with these initials."""
        initials = {}
        for full in self.mentions_of:
            if not could_be_person(full):
                initials.setdefault("".join(token[0] for token in full if not token.islower()), full)
        return initials | dict(acronyms(self.text))

    @cached_property
    def usual(self):
        """First and last token -> the full name with both that is met most: “Ana Roy”, “Ana B. Roy”."""
        by_count = sorted(self.mentions_of, key=lambda full: len(self.mentions_of[full]))
        return {(full[0], full[-1]): full for full in by_count}

    def full_name(self, tokens, at, gender=""):
        """The full name that `tokens` are short for at offset `at`: the latest before it, else the first after it."""
        key = tokens, gender
        if key not in self.bearers:
            self.bearers[key] = self.in_order(self.who_bears(tokens, gender))
        if self.bearers[key]:
            return nearest(self.bearers[key], at)
        is_acronym = len(tokens) == 1 and tokens[0][1:] != tokens[0][1:].lower()
        return self.spelled_out.get(tokens[0], tokens) if is_acronym else tokens

    def who_bears(self, tokens, gender):
        """The full names that `tokens` can be short for."""
        wanted = [token.lower() for token in tokens]
        known = [self.full_by_token.get(token, {}) for token in wanted if token not in LINKING]
        fewest = min(known, key=len, default={})
        longer = list(fewest)
        if len(wanted) > 1:
            longer = [full for full in fewest if set(wanted) <= {token.lower() for token in full}]
        ending = [full for full in longer if full[-1].lower() == wanted[-1]] or [
            full
            for full in longer
            if full[0].lower() == wanted[0] and (len(wanted) > 1 or self.goes_by_first(full, fewest[full]))
        ]
        return [full for full in ending if self.gender_of(full) in (gender, "")] or ending if gender else ending

    def in_order(self, names):
        """[(offset, name)] of every mention of several full names; one that is always the same stands once."""
        if len(names) == 1:
            return [(0, self.usual.get((names[0][0], names[0][-1]), names[0]))]
        mentions = (name for full in names for name in self.full_by_token[full[-1].lower()][full])
        return sorted((name.start, self.usual.get((name.tokens[0], name.tokens[-1]), name.tokens)) for name in mentions)

    def goes_by_first(self, full, mentions):
        """Whether the first token of a full name is short for it: “Ban” for Ban Ki-moon, not “Kelso” for Kelso Tower."""
        return full not in self.places and any(could_be_person(name.tokens, name.titles) for name in mentions)

    @cached_property
    def titled_gender(self):
        """Tokens of a name -> its gender by a title that it bears anywhere: “Ms. Tan”, “Sir Ivo Petrak”."""
        return titled_genders(self.names)

    def gender_of(self, tokens):
        """m, f or "": by a title, a given name, or the noun of a description."""
        by_title = self.titled_gender
        by_name = by_title.get(tokens) or (gender_of_given_name(tokens[0]) if len(tokens) > 1 else "")
        return by_name or gender_of_noun(tokens[-1].lower()) or by_title.get(tokens[-1:], "")

    def is_no_person(self, tokens):
        """Whether a name without a gender is rather a place, a people, or a word that merely opens a sentence."""
        if tokens in self.places:
            return True
        return len(tokens) == 1 and (tokens[0] not in self.inside or bool(PEOPLE.search(tokens[0])))

    @cached_property
    def places(self):
        """Names that stand after "in" anywhere."""
        return {name.tokens for name in self.names if self.text[name.start - 3 : name.start] in ("in ", "In ", "IN ")}

    @cached_property
    def inside(self):
        """Words that are names inside a sentence too."""
        return words_inside(self.text, self.names)

    # -- pronouns

    def antecedent(self, mention, pronoun, paragraph=None):
        """The name of the candidate with most points for being what a pronoun means, or None.

        "the one" stands for a role: anybody with a name who has just spoken.
        """
        wanted = WANTED.get(pronoun)
        if not wanted:
            return None
        at, best, most = mention.start, None, JUST_SPOKE if wanted == "person" else ENOUGH
        others = [*(self.descriptions(mention, paragraph) if paragraph else ()), *self.last_speaker(at)]
        rivals = [(one, self.points(one, at, wanted)) for one in others if fits(one, wanted)]
        least = max([most, *(points for _, points in rivals)])
        line, last = bisect_right(self.line_starts, at), bisect_left(self.starts, at) - 1
        for i in range(last, max(-1, last - FAR), -1):
            start = self.starts[i]
            begun = bisect_right(self.line_starts, start)
            back = max(line - begun, (at - start) // PARAGRAPH)
            can = MOST[back] if back < len(MOST) else MOST[-1]
            if least >= can + POINTS["opens"] + POINTS["speaks"]:
                break  # no name further back can have more
            if self.line_starts[begun - 1] == start:
                can += POINTS["opens"]
            if least >= can + POINTS["speaks"] or least >= can + POINTS[self.role_of.get(i) or self.role(i)]:
                continue
            one = self.named(i, wanted)
            if fits(one, wanted) and (points := self.points(one, at, wanted)) > most:
                best, most, least = one, points, max(least, points)
        best, most = max([(best, most), *rivals], key=lambda pair: pair[1])
        if best is None or letter_of(best.name.split()[0]) != "d":
            return best and best.name
        return self.apposition(best) or self.described(best.name, best) or best.name

    def last_speaker(self, at):
        """[the speaker of the last quotation whose mention stands before offset `at`, as a candidate]."""
        for start, end, name in reversed(self.spoke):
            if start < at:
                tokens = tuple(name.split())
                gender = self.gender_of(tokens) if could_be_person(tokens) or name[0].islower() else "thing"
                return [Candidate(start, end, name, "speaks", gender)]
        return []

    def points(self, one, at, wanted):
        """How much speaks for a candidate to be what a pronoun at offset `at` means."""
        begun, line = bisect_right(self.line_starts, one.start), bisect_right(self.line_starts, at)
        back = max(line - begun, (at - one.start) // PARAGRAPH)
        points = POINTS[one.role] + (DISTANCE[back] if back < len(DISTANCE) else DISTANCE[-1])
        if self.line_starts[begun - 1] == one.start:
            points += POINTS["opens"]
        if not back and one.role in ("speaks", "subject", "beside"):
            points += POINTS["here"]
        if not back and not SENTENCE_END.search(self.text, one.end, at):
            points += POINTS["same sentence"]
        if " " not in one.name:
            points += POINTS["one word"]
        return points + POINTS["gender"] * (one.gender == wanted)

    def named(self, i, wanted):
        """The i-th name of the text as a candidate for a pronoun of the gender `wanted`."""
        if (i, wanted) not in self.candidates:
            name = self.names[i]
            titled = gender_by_title(name.titles) if name.titles else ""
            full = self.full_name(name.tokens, name.start, titled or (wanted if wanted in ("m", "f") else ""))
            gender = titled or self.gender_of(full)
            if not could_be_person(full, name.titles):
                gender = "thing"
            elif not gender and self.is_no_person(full):
                gender = "other"
            self.candidates[i, wanted] = Candidate(name.start, name.end, " ".join(full), self.role(i), gender)
        return self.candidates[i, wanted]

    def role(self, i):
        """What the i-th name is in its clause, or "quoted"."""
        if i not in self.role_of:
            name = self.names[i]
            starts, ends = self.quoted
            span = bisect_right(starts, name.start) - 1
            quoted = span >= 0 and name.start < ends[span]
            self.role_of[i] = "quoted" if quoted else clause_role(self.text, name.start, name.end)
        return self.role_of[i]

    def descriptions(self, mention, paragraph):
        """The descriptions before a mention in its paragraph that are subjects: “a detective”, “the state railway”."""
        at = bisect_left(paragraph.mentions, mention.first, key=lambda m: m.first)
        for m in paragraph.mentions[max(0, at - FAR) : at]:
            if m.kind == "description":
                speaks = SPEAKS.match(paragraph.letters, m.last)
                if speaks or SUBJECT.match(paragraph.letters, m.last):
                    written = self.text[m.start : m.end]
                    gender = self.gender_of(tuple(written.split()))
                    yield Candidate(m.start, m.end, written, "speaks" if speaks else "subject", gender)

    # -- descriptions

    def apposition(self, mention):
        """The name that follows a description: “the head teacher, Ana Roy,”, “their commander is Ruth Abel”."""
        link = LINK.match(self.text, mention.end)
        i = bisect_left(self.starts, link.end()) if link else 0
        if not link or self.starts[i : i + 1] != [link.end()]:
            return None
        name = self.names[i]
        is_person = len(name.tokens) > 1 and could_be_person(name.tokens, name.titles)
        return " ".join(name.tokens) if is_person else None

    def described(self, written, mention):
        """Who or what a description means that names no one: a role beside a name, an organisation, an earlier "a …"."""
        words = [word.lower() for word in WORD.findall(written)]
        definite = words[:1] == ["the"] or getattr(mention, "kind", "") in ("role", "titled")
        if words and letter_of(words[0]) == "d":
            definite = definite or words[0] in ("his", "her", "its", "their")
            words = words[1:]
        if not definite or not words:
            return None
        if is_speech_noun(words[-1]) and (pronoun := {"his": "he", "her": "she"}.get(written[:3].lower())):
            return self.antecedent(mention, pronoun)  # in her words
        person = self.person_with_role(words, mention.start)
        if person:
            return " ".join(person)
        if words[-1] in INSTITUTION and words[-1] in self.full_by_token:
            key = words[-1], "institution"
            if key not in self.bearers:
                self.bearers[key] = self.in_order(list(self.full_by_token[words[-1]]))
            return " ".join(nearest(self.bearers[key], mention.start))
        if words[-1] in INSTITUTION:
            return None
        introduced = introduced_before(self.text, words[-1], mention.start)
        is_role = len(words) == 1 and letter_of(words[0]) == "t" and not introduced
        return self.antecedent(mention, "the one") if is_role else introduced

    def person_with_role(self, words, at):
        """The full name beside which the role stands: “Secretary-General Ban Ki-moon”, “Ana Roy, the mayor”."""
        wanted = tuple(words[-2:])
        if wanted not in self.with_role:
            beside = self.roles(wanted[-1])
            self.with_role[wanted] = [n for n, words in beside if wanted[0] in words] or [n for n, _ in beside]
        fitting = self.with_role[wanted]
        earlier = bisect_right(fitting, at, key=lambda name: name.start)
        return fitting[max(0, earlier - 1)].tokens if fitting else None


def fits(candidate, wanted):
    """Whether a pronoun can mean a candidate: he a man, it a thing, they a group."""
    if not candidate.name[:1].islower() and letter_of(candidate.name.split(maxsplit=1)[0]) != "d":
        if wanted in ("thing", "group"):
            return candidate.gender == "thing" and candidate.role in ("speaks", "subject")
        return candidate.gender in (("m", "f", "") if wanted == "person" else (wanted, ""))
    words = candidate.name.lower().split()
    noun = words[-1]
    if wanted == "person":
        return False
    group = noun in PLURAL or noun.endswith("s") and not noun.endswith("ss")
    person = letter_of(noun) == "t" or bool(gender_of_noun(noun))
    if wanted == "group":
        return group
    if wanted == "thing":
        return not group and not person and noun not in TIMES
    somebody = person or candidate.role == "speaks" and words[0] in ("a", "an", "one", "another")
    return somebody and noun not in INSTITUTION and not group and candidate.gender in (wanted, "")


def nearest(mentions, at):
    """Of [(offset, name)] in order the name last mentioned before offset `at`, else the one first mentioned after."""
    return mentions[max(0, bisect_right(mentions, at, key=lambda mention: mention[0]) - 1)][1]
