"""Quotations of an article: what is said in quotation marks, by whom, and how much of the article that is."""

import re
from bisect import bisect_left
from collections import defaultdict

from . import schema
from .aliases import read_aliases
from .attribution import candidates, choose, cue, interview_label, interviewed, surroundings, weights
from .coreference import Directory
from .marks import quotation_spans
from .mentions import read_paragraph, reader
from .reported import reported_clauses
from .speech import is_speech
from .words import WORD, count_words, paragraphs

DENSITY_NEEDS = ("article_id", "quotation_id", "start", "end", "n_words", "kind", "speaker_name")
SENTENCE_END = re.compile(r"[.!?…]['’)\]]*$")


def extract_quotations(articles, *, indirect=False, aliases=None):
    """Every quotation with its speaker.

    One row per quotation, or per piece of one that is divided by a paragraph's end or by its attribution, in the order
    of `articles` and of the text; the columns are those of schema.QUOTATIONS. `text[start:end] == quotation` holds for
    every row. What stands in marks but is nobody's speech (titles, nicknames, terms) is left out; a quotation within
    a quotation is part of the outer one. `speaker` and its offsets are missing where no mention is found,
    `speaker_name` where nothing in the article says who “he” is.

    indirect: clauses of reported speech without marks as well (`kind` "indirect"): what somebody is reported to have
    said, by a verb of speech or "according to"; not beliefs or plans. Their span is the clause.

    aliases: your own table of who is meant, with the columns `as_written` and `name` ("the Secretary-General", "Ban
    Ki-moon"). A DataFrame or the path of a CSV file; None takes data/aliases.csv when there is one, False none. It wins
    over every rule, for a mention as written and for a name that the rules found.

    Raises SchemaError when `article_id` or `text` is missing; SchemaError or SourceError when aliases cannot be used.
    """
    schema.require_articles(articles)
    rows, names = [], read_aliases(aliases)
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        if isinstance(text, str):
            rows += article_quotations(article_id, text, indirect, names)
    return schema.table(schema.QUOTATIONS, rows)


def article_quotations(article_id, text, indirect, aliases=None):
    """The rows of one article."""
    spans = quotation_spans(text)
    if not spans and not indirect:
        return []
    lines = paragraphs(text)
    inside = defaultdict(list)
    for span in spans:
        inside[span.paragraph].append(span)
    directory, table = Directory(text, spans, lines, aliases), weights()
    rows, last, number, said, spoke_in, reported = [], {}, 0, None, 0, 0
    read = reader(text, lines, inside)
    for line in range(1, len(lines) + 1) if indirect else inside:
        paragraph, neighbour = read(line), lambda step, line=line: read(line + step)
        for span in inside.get(line, ()):
            around = surroundings(text, span, paragraph)
            open_before = span.continues and last.get("paragraph") == line - 1
            if not open_before and not is_speech(text, span, paragraph, around, table["speech"]):
                continue
            if open_before:
                mention = said
            elif label := interview_label(text, lines[line - 1][0], span):
                mention = interviewed(text, neighbour, said, line) if label == "A" else None
            else:
                found = candidates(text, span, paragraph, around, said, line - spoke_in, neighbour)
                mention = choose(found, table["speaker"])
            row = {"article_id": article_id, "paragraph": line, "kind": kind(text, span)} | words_of(
                text, span.start, span.end
            )
            if mention:
                said, spoke_in = mention, line
                row |= speaker_of(text, mention, directory, paragraph) | {"cue": cue(text, span, paragraph, mention)}
                directory.remember(mention, row["speaker_name"])
            if not last or not goes_on(text, last, row, span):
                number += 1
            row["quotation_id"] = f"{article_id}-{number}"
            rows.append(row)
            last = row
        if indirect:
            paragraph = read_paragraph(text, *lines[line - 1], inside.get(line, ()))
        for clause in reported_clauses(text, paragraph) if indirect else ():
            reported += 1
            rows.append(
                {
                    "article_id": article_id,
                    "paragraph": line,
                    "kind": "indirect",
                    "quotation_id": f"{article_id}-i{reported}",
                }
                | words_of(text, clause.start, clause.end)
                | speaker_of(text, clause.source, directory, paragraph)
                | {"cue": text[slice(*clause.cue)]}
            )
    return sorted(rows, key=lambda row: row["start"]) if indirect else rows


def words_of(text, start, end):
    """The words text[start:end] without the white space at their ends: offsets and number."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return {"start": start, "end": end, "quotation": text[start:end], "n_words": count_words(text[start:end])}


def speaker_of(text, mention, directory, paragraph):
    """The mention as written and the name behind it."""
    return {
        "speaker": text[mention.start : mention.end],
        "speaker_start": mention.start,
        "speaker_end": mention.end,
        "speaker_name": directory.resolve(mention, paragraph),
    }


def kind(text, span):
    """direct where the words begin or end as a sentence does, partial where they are a fragment in the reporter's."""
    words = text[span.start : span.end].rstrip()
    first = next((c for c in words if c.isalnum()), "a")
    return "direct" if first.isupper() or SENTENCE_END.search(words[-8:]) else "partial"


def goes_on(text, last, row, span):
    """Whether a quotation is a further piece of the last: after a paragraph's end, or after “…,” he said, “…”."""
    if span.continues:
        return last["paragraph"] == row["paragraph"] - 1
    between = text[last["end"] : row["start"]]
    return (
        last["paragraph"] == row["paragraph"]
        and last["quotation"].endswith(",")
        and row["quotation"][:1].islower()
        and last["kind"] == "direct"
        and len(between) < 200
        and not re.search(r"[.?!]\s", between)
    )


def quotation_density(articles, quotations=None):
    """Share of each article's words that stand inside quotation marks.

    One row per article, in the order of `articles`, with the columns of schema.DENSITY: `n_words`, `n_quoted_words`,
    `quoted_share` (0 to 1), `n_quotations` (the pieces of a divided one count once), `n_speakers` (known by name),
    `quotations_per_1000_words`, `longest_quotation` (words), `indirect_share` (0 to 1; missing unless `quotations`
    holds reported speech). A word is quoted when it begins inside a quotation, however many quotations it is in. The
    shares are missing where an article has no words.

    quotations: from extract_quotations; worked out when not given.

    Raises SchemaError when a column is missing.
    """
    schema.require_articles(articles)
    if quotations is None:
        quotations = extract_quotations(articles)
    schema.require(quotations, DENSITY_NEEDS, "quotations", "Use an.extract_quotations(articles).")
    reported = quotations["kind"].eq("indirect")
    has_reported = bool(reported.any())
    direct = dict(list(quotations[~reported].groupby("article_id", sort=False)))
    indirect = dict(list(quotations[reported].groupby("article_id", sort=False))) if has_reported else {}
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        starts = [match.start() for match in WORD.finditer(text)] if isinstance(text, str) else []
        said = direct.get(article_id)
        n_words, n_quoted = len(starts), words_inside(starts, said)
        row = {
            "article_id": article_id,
            "n_words": n_words,
            "n_quoted_words": n_quoted,
            "n_quotations": 0,
            "n_speakers": 0,
        }
        if said is not None:
            row |= {
                "n_quotations": said["quotation_id"].nunique(),
                "n_speakers": said["speaker_name"].nunique(),
                "longest_quotation": said.groupby("quotation_id")["n_words"].sum().max(),
            }
        if n_words:
            row |= {
                "quoted_share": n_quoted / n_words,
                "quotations_per_1000_words": 1000 * row["n_quotations"] / n_words,
            }
            if has_reported:
                row["indirect_share"] = words_inside(starts, indirect.get(article_id)) / n_words
        rows.append(row)
    return schema.table(schema.DENSITY, rows)


def words_inside(starts, quotations):
    """How many of the words that begin at `starts` (in order) lie in the spans of `quotations`, each counted once."""
    if quotations is None:
        return 0
    count, reached = 0, 0
    for start, end in sorted(zip(quotations["start"], quotations["end"], strict=True)):
        first, last = bisect_left(starts, max(start, reached)), bisect_left(starts, end)
        count += max(0, last - first)
        reached = max(reached, end)
    return count
