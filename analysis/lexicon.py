"""Lexicons of issues: read, checked, and found in a text in one pass over its words.

A lexicon is `{issue: [terms]}`, or a TOML file of the same (`issue = [terms]`, or a section for each issue with
`terms` and a `definition`). A term is one word or several; `*` at its end stands for any ending. Case, hyphens and
a possessive 's do not matter. Where several terms begin at one word the longest counts, and only it.
"""

import os
import re
import tomllib
from pathlib import Path

from .errors import LexiconError
from .words import WORD

SHIPPED = Path(__file__).with_name("issues.toml")
OTHER = "other"
JOINS = frozenset(["", "-", "‐", "‑", "–", "'", "’"])  # what may stand between the words of one term, beside a space
WAY_OUT = 'Write it as {"issue": ["term", "two words", "prefix*"]}, or copy analysis/issues.toml and change that.'


def load_lexicon(lexicon=None):
    """`{issue: [terms]}` from the shipped lexicon (None), a mapping, or the path of a TOML file.

    Raises LexiconError, which names the issue and the term, the line where it is a file, and says what to do.
    """
    if lexicon is None:
        lexicon = SHIPPED
    if isinstance(lexicon, (str, os.PathLike)):
        return _read_toml(Path(lexicon))
    if not hasattr(lexicon, "items"):
        found = type(lexicon).__name__
        raise LexiconError(f"lexicon must be a mapping or the path of a TOML file, not {found}. {WAY_OUT}")
    return _checked(dict(lexicon), lambda *names: "lexicon")


def compile_lexicon(lexicon):
    """`(starts, stems, longest)` for find_terms, from `{issue: [terms]}`.

    starts: first word -> [(words, whether the last is a prefix, issue numbers)], longest first;
    stems: the beginning of a one-word prefix term -> issue numbers; longest: characters of the longest of them.
    """
    owners = {}
    for number, terms in enumerate(lexicon.values()):
        for term in terms:
            key = (tuple(normal(word) for word in WORD.findall(term)), term.rstrip().endswith("*"))
            owners.setdefault(key, {})[number] = None  # a dict keeps the order and names an issue once
    starts, stems = {}, {}
    for (words, prefix), issues in owners.items():
        if prefix and len(words) == 1:
            stems[words[0]] = tuple(issues)
        else:
            starts.setdefault(words[0], []).append((words, prefix, tuple(issues)))
    for found in starts.values():
        found.sort(key=lambda term: (-len(term[0]), term[1], -len(term[0][-1])))
    return starts, stems, max(map(len, stems), default=0)


def find_terms(text, compiled, candidates):
    """`[(start, end, issue numbers)]` of the terms in `text`, left to right, none inside another.

    `candidates` is a dict kept from text to text: each word as written, with the terms that can begin with it.
    A text that is missing has none.
    """
    if not isinstance(text, str):
        return []
    words = list(WORD.finditer(text))
    found, following = [], 0
    for at, match in enumerate(words):
        word = match[0]
        terms = candidates.get(word)
        if terms is None:
            terms = candidates[word] = _beginning_with(normal(word), *compiled)
        if not terms or at < following:
            continue
        for term, prefix, issues in terms:
            if len(term) == 1 or _continues(text, words, at, term, prefix):
                following = at + len(term)
                found.append((match.start(), words[following - 1].end(), issues))
                break
    return found


def normal(word):
    """A word in the form in which words are compared: lower case, one kind of apostrophe, no possessive 's."""
    return word.casefold().replace("’", "'").removesuffix("'s")


def _beginning_with(word, starts, stems, longest):
    """The terms that can begin with `word`, longest first; of two of one length the more exact."""
    terms = list(starts.get(word, ()))
    stem = next((word[:n] for n in range(min(len(word), longest), 0, -1) if word[:n] in stems), None)
    if stem is not None and not (terms and len(terms[-1][0]) == 1):  # the word itself is a term: more exact
        terms.append(((word,), True, stems[stem]))
    return tuple(terms)


def _continues(text, words, at, term, prefix):
    """Whether the words from `at` are `term`, with nothing but spaces and hyphens between them."""
    last = at + len(term) - 1
    if last >= len(words):
        return False
    for offset in range(1, len(term)):
        word = normal(words[at + offset][0])
        gap = text[words[at + offset - 1].end() : words[at + offset].start()]
        same = word.startswith(term[offset]) if prefix and at + offset == last else word == term[offset]
        if not same or gap.strip() not in JOINS or gap.count("\n") > 1:
            return False
    return True


def _read_toml(path):
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(
            f"there is no lexicon file {str(path)!r}. Check the path, or leave it out for the shipped lexicon."
        ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise LexiconError(f"lexicon file {str(path)!r} cannot be read ({fault}). Save it as UTF-8 text.") from None
    try:
        entries = tomllib.loads(source)
    except tomllib.TOMLDecodeError as fault:  # its message ends in "(at line 3, column 5)"
        raise LexiconError(
            f'{path.name} is not valid TOML: {fault}. Each issue is a line like "my issue" = ["term", "two words"].'
        ) from None
    lexicon = {issue: entry.get("terms", []) if isinstance(entry, dict) else entry for issue, entry in entries.items()}
    return _checked(lexicon, lambda *names: f"{path.name}, {_line_of(source, *names)}")


def _line_of(source, issue, term=None):
    """'line 7': where `term` (when it is known), else `issue`, stands in a TOML source."""
    lines = source.splitlines()
    key = re.compile(r"\s*\[?\s*[\"']?" + re.escape(str(issue)) + r"[\"']?\s*[\]=]")
    at = next((number for number, line in enumerate(lines) if key.match(line)), 0)
    if isinstance(term, str):
        quoted = f'"{term}"', f"'{term}'"
        at = next((number for number in range(at, len(lines)) if any(x in lines[number] for x in quoted)), at)
    return f"line {at + 1}"


def _checked(lexicon, where):
    """`lexicon` with its terms as lists; LexiconError at the first fault. `where(issue, term)` says where it stands."""
    if not lexicon:
        raise LexiconError(f"the lexicon has no issues. {WAY_OUT}")
    checked = {}
    for issue, terms in lexicon.items():
        at = where(issue)
        if not isinstance(issue, str) or not issue.strip():
            raise LexiconError(f"{at}: an issue must have a name, not {issue!r}. {WAY_OUT}")
        if issue == OTHER:
            raise LexiconError(
                f"{at}: 'other' is kept for articles that are none of the issues. Give this issue another name."
            )
        if isinstance(terms, (str, bytes, dict)) or not hasattr(terms, "__iter__"):
            raise LexiconError(f"{at}: the terms of issue {issue!r} must be a list, not {terms!r:.80}. {WAY_OUT}")
        checked[issue] = list(terms)
        if not checked[issue]:
            raise LexiconError(f'{at}: issue {issue!r} has no terms. Give it one, as ["refugee*"], or take it out.')
        for term in checked[issue]:
            if not isinstance(term, str) or not WORD.search(term):
                raise LexiconError(
                    f"{where(issue, term)}: issue {issue!r} has the term {term!r:.80}, which has no word in it. "
                    "Take it out, or write a word."
                )
            if "*" in term.strip()[:-1]:
                raise LexiconError(
                    f"{where(issue, term)}: term {term!r} of issue {issue!r} has '*' inside; "
                    "it may only stand at the end, as in 'refugee*'."
                )
    return checked
