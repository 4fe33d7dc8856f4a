"""Sentences: where each one starts and ends in an article's own text.

A paragraph is split first, then each mark that can end a sentence (. ! ? …) is looked at once, with the token
before it and the words after it. Nothing is rewritten, and the time taken grows with the length of the text.
"""

import re

from . import schema
from .words import WORD, count_words, paragraphs

OPENING = "\"'“‘«‹„([{`*"
CLOSING = "\"'”’»›)]}`*"
QUOTES = frozenset("\"'“”‘’«»‹›„`")
# A mark that can end a sentence ("...", ". . ." and "?!" count as one), what closes behind it, dashes that damaged
# text has there, and the gap; then, looking ahead, what opens the next word, that word, and what stands behind it.
# Chinese, Japanese and Hindi marks end a sentence without a gap. Behind the mark nothing is demanded, so that it
# matches at the first try wherever it is tried, and the time stays linear.
MARK = re.compile(
    rf"([.!?…؟。！？।][.!?…؟。！？।]*(?:[ \xa0][.…]+)*)([{re.escape(CLOSING)}]*)([-–—]*)(\s*)"
    r"(?=([^\w.!?…؟。！？।/,;:]*)([^\W_]*)((?:[./@:][\w/]|\S)?))"
)
ELLIPSIS = re.compile(r"[.…\s]{2,}|…")
INITIALISM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # U.S, p.m, Ph.D: the last point is the mark itself
LIST_MARKER = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4}")
ADDRESS = re.compile(r"[/@\d_.]|^www")  # in a token: part of a web address or file name, or a number
AGENCY = re.compile(r"/[A-Z]+/")  # "MOSCOW, February 7. /TASS/. Talks go on.": the dateline goes with its sentence
TOKEN_BREAK = re.compile(r"[\"'“”‘’«»()\[\]{}`*,:;?!–—-]")
NAME_OR_VERB = re.compile(r"[^\W\d_][\w'’-]*")

TITLES = frozenset(  # a name follows
    "mr mrs ms mx dr drs prof rev hon fr messrs mme mlle pres amb sen sens rep reps gov govs atty gen brig col lt maj "
    "capt cmdr cdr adm cpl sgt pvt supt insp det cllr msgr asst assoc dep comr st mt ft".split()
)
PLACE_TITLES = frozenset("st mt ft".split())  # Saint and Mount, or Street and feet at the end of a sentence
BEFORE_FIGURES = frozenset(  # "No. 10", "Art. 7", "Jan. 5"
    "no nos rs p pp para paras art arts fig figs vol vols ch sec sect cl c ca est approx tel ext "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
WORDS_TOO = frozenset("art arts est mar jun jul sec ch".split())  # abbreviations only with a capital
NEVER_LAST = frozenset("v vs e.g i.e cf viz approx".split())
ABBREVIATIONS = frozenset(  # in the middle or at the end: what follows decides
    "inc corp co cos ltd plc llc bros jr sr esq dept govt univ assn ave blvd rd hwy bldg al ph.d "
    "jan feb aug sept oct nov dec ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo "
    "mont neb nev okla ore pa tenn tex va vt wash wis wyo ont que".split()
)
TIMES = frozenset("a.m p.m".split())
AFTER_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb aug sept oct nov dec est edt et cst cdt ct mst mdt mt pst pdt pt gmt "
    "bst utc cet cest ist eastern central pacific mountain greenwich local".split()
)
COMPANY = frozenset("Inc Corp Co Ltd Plc LLC".split())
STARTERS = frozenset(  # words that open sentences and names do not begin with
    "the a an this that these those he she it they we i you his her its their our my your there here and but or so yet "
    "nor in on at for from to with by of as after before when while if although though however since during under over "
    "until unless because despite among between amid through throughout without within against about around not no now "
    "then both some many most more much several few all any each every one two three four five six seven eight nine "
    "ten what why how who where which whose such also once even still only just last earlier later meanwhile instead "
    "according asked is are was were do did does has have had could would should another other others nobody nothing "
    "everyone everybody someone people today yesterday tomorrow officials police".split()
)
SPECIAL = TITLES | BEFORE_FIGURES | NEVER_LAST | ABBREVIATIONS
SPEECH = frozenset(
    "said says asked asks wondered replied replies shouted cried wrote writes told tells tweeted exclaimed demanded "
    "yelled continued joked recalled added adds screamed responded".split()
)


def split_sentences(articles):
    """The sentences of each article, with their places in its text.

    One row per sentence, in the order of `articles` and of the text: `article_id`, `sentence` (from 1 in each
    article), `start` and `end` (offsets: `text[start:end]` is the sentence, closing marks included, without the
    white space around it) and `n_words`. Every word of the text stands in exactly one sentence. A line break always
    ends a sentence, so that headlines, bylines and list items without a full stop stand alone. A piece of text
    without any word (a row of dashes) is no sentence. An article without words has no rows.

    Raises SchemaError when `articles` lacks `article_id` or `text`, or names an article twice.
    """
    schema.require_articles(articles)
    rows = {name: [] for name in schema.SENTENCES}
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        spans = sentence_spans(text)
        rows["article_id"] += [article_id] * len(spans)
        rows["sentence"] += range(1, len(spans) + 1)
        rows["start"] += [start for start, _ in spans]
        rows["end"] += [end for _, end in spans]
        rows["n_words"] += [count_words(text[start:end]) for start, end in spans]
    return schema.table(schema.SENTENCES, rows)


def sentence_spans(text):
    """`(start, end)` of each sentence of one text. A text that is missing has none."""
    spans = []
    for first, last in paragraphs(text):
        word = WORD.search(text, first, last)
        if not word:
            continue
        start = first
        for mark in MARK.finditer(text, word.end(), last):
            if _ends_sentence(text, start, mark, last):
                spans.append((start, mark.end(2)))
                start = mark.start(3) if mark[3] else mark.end()
        spans.append((start, last))
    return spans


def _ends_sentence(text, start, mark, last):
    """Whether the sentence that began at `start` ends with `mark`, inside a paragraph that ends at `last`."""
    points, closing, dashes, gap, opening, word, behind = mark.groups()
    if not word:
        return False  # what follows, up to the next word, belongs to this sentence
    at = mark.start()
    if gap and points == "." and at - start > 6 and word[0].isupper():
        token = text[max(start, text.rfind(" ", start, at) + 1) : at]
        if token.isalpha() and len(token) > 1 and token.lower() not in SPECIAL:
            return True  # most marks are of this kind: behind a word that is no abbreviation, nor a list's number
    token = _token_before(text, start, at)
    if points[0] in "。！？।":
        return True
    if not gap:
        return not opening.strip(OPENING) and _is_space_lost(text, mark, token, word, behind)
    lower = word[0].islower() and not word[1:2].isupper()  # "iPhone" begins a sentence as it is
    address = "#" in opening or "@" in opening or len(behind) == 2 and len(word) > 1  # "pic.twitter.com", "#news"
    if ELLIPSIS.fullmatch(points):
        return not lower and not word[0].isdigit()
    if points != ".":
        attributed = not QUOTES.isdisjoint(closing) and _is_attribution(text, mark.end(), last)
        return (not lower or address) and not attributed and word not in COMPANY  # "Yahoo! Inc."
    opens = at - start <= 6 and text[start:at].strip(OPENING + " ") == token
    verdict = None if closing else _after_abbreviation(token, opens, opening, word, behind)
    if verdict is None:
        verdict = not lower or address or not QUOTES.isdisjoint(opening)
    return verdict


def _token_before(text, start, at):
    """The word before a mark, without what stands before and around it: "(D-N.J" gives "N.J"."""
    tail = text[max(start, at - 40) : at].rsplit(None, 1)
    token = tail[-1] if tail else ""
    return token if token.isalpha() else TOKEN_BREAK.split(token.rstrip("\"'”’»)]}`*"))[-1]


def _after_abbreviation(token, opens, opening, word, behind):
    """Whether a sentence ends at the point of this token, which `opens` one or not; None for an ordinary word."""
    low, capital, figure = token.lower(), token[:1].isupper(), word[0].isdigit()
    starter = word[0].isupper() and (word in ("Mr", "Mrs", "Ms") or word.lower() in STARTERS and behind[:1] != ".")
    quoted = not QUOTES.isdisjoint(opening) and word[0].isupper()
    if opens and LIST_MARKER.fullmatch(token) or AGENCY.fullmatch(token) or low in NEVER_LAST:
        return False
    if capital and low in TITLES:
        return starter if low in PLACE_TITLES else False
    if figure and low in BEFORE_FIGURES and (capital or low not in WORDS_TOO):
        return False
    if low in TIMES:
        return word[0].isupper() and word.lower() not in AFTER_TIMES
    if INITIALISM.fullmatch(token) or capital and (low in ABBREVIATIONS or len(token) == 1):
        return starter or quoted
    return None


def _is_space_lost(text, mark, token, word, behind):
    """Whether a sentence ends though no white space follows: "on Monday.People are angry", "to do."The bill"."""
    before = text[max(mark.start() - 2, 0) : mark.start()]
    words = before.isalpha() and before.islower() and word[0].isupper() and (word[1:].islower() or word in ("I", "A"))
    address = len(behind) == 2 or behind == "_" or not mark[3] and ADDRESS.search(token)
    return words and not address and token.lower() not in TITLES


def _is_attribution(text, at, last):
    """Whether who spoke follows: "Who is it?" Mr. Smith asked."""
    for word in NAME_OR_VERB.findall(text[at : min(last, at + 60)])[:5]:
        if word in SPEECH:
            return True
        if not word[0].isupper() or word.lower() in STARTERS:
            return False
    return False
