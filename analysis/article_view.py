"""One article as a page to read: what was counted as quotation, by whom, and which sentences are hard.

The text is data: every character of it is escaped, no formula or link in it comes to life, and its own direction of
writing stays inside it.
"""

import re
from collections import defaultdict
from html import escape

import pandas as pd

from . import schema
from .errors import ArticleNotFoundError, SchemaError
from .quotations import extract_quotations, quotation_density
from .sentence_readability import HARD, LONG, count_long_words
from .sentences import split_sentences
from .words import paragraphs

CLOSING = tuple("”\"’'»“″")
UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Colours of its own, so that it reads the same in light and dark themes, and on paper.
STYLE = """
.an-article{background:#fff;color:#1a1a1a;color-scheme:light;border:1px solid #d0d0d0;border-radius:4px;
 max-width:46em;padding:1.2em 1.6em;font:16px/1.6 Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
.an-article .an-title{font-size:1.35em;line-height:1.3;font-weight:bold;margin:0 0 .2em;color:#1a1a1a}
.an-article .an-about,.an-article .an-figures,.an-article .an-legend{font:13px/1.5 system-ui,sans-serif;color:#595959;
 margin:0 0 .6em}
.an-article .an-figures b{color:#1a1a1a}
.an-article .an-legend{border-bottom:1px solid #d0d0d0;padding-bottom:.8em}
.an-article .an-legend>span{margin-right:1.4em;white-space:nowrap}
.an-article p.an-p{margin:0 0 .9em;color:#1a1a1a}
.an-article mark{color:#1a1a1a;background:#cfe6f5;padding:.1em 0}
.an-article mark.an-again{background:#9fcbe8}
.an-article mark.an-indirect{background:none;border-bottom:2px dotted #0072b2}
.an-article .an-hard{background:#fdf0d0}
.an-article mark.an-hard{background:#cfe6f5;box-shadow:inset 0 -.3em #f0c46c}
.an-article mark.an-again.an-hard{background:#9fcbe8}
.an-article u{text-decoration:underline;text-decoration-color:#d55e00;text-decoration-thickness:2px;
 text-underline-offset:3px}
.an-article .an-who{font:bold 11px/1 system-ui,sans-serif;color:#fff;background:#00588a;border-radius:3px;
 padding:2px 5px;margin:0 2px 0 4px;white-space:nowrap;vertical-align:2px}
.an-article .an-who.an-unknown{color:#1a1a1a;background:#e0e0e0;font-weight:normal}
@media print{.an-article{border:0;max-width:none;padding:0}
 .an-article *{-webkit-print-color-adjust:exact;print-color-adjust:exact}.an-article p.an-p{orphans:2;widows:2}}
""".strip()


def show_article(articles, article_id=None, *, quotations=None, sentences=None, hard=HARD):
    """The article as HTML, as Jupyter shows it: quotations highlighted with their speaker, hard sentences shaded.

    Above it a line of figures: words, quoted share, quotations, sentences and the longest of them. `quotations` and
    `sentences` are tables of `extract_quotations` and `split_sentences`, of this article or of many; worked out when
    not given. Sentences of `hard` long words or more (10; long: seven letters or more) are shaded, those that
    `sentence_readability` calls hard. Without an `article_id` the first article is shown, and a sentence says so where
    there is none.

    Raises ArticleNotFoundError when `articles` has no such article, SchemaError when a column is missing or an
    offset lies outside the text.
    """
    from IPython.display import HTML

    schema.require_articles(articles)
    if article_id is None:
        if articles.empty:
            return HTML("<p>There is no article to show.</p>")
        article_id = articles["article_id"].iloc[0]
    article = articles[(articles["article_id"] == article_id).fillna(False).astype(bool)]
    if article.empty:
        raise ArticleNotFoundError(_not_found(articles, article_id))
    text = article["text"].iloc[0]
    text = text if isinstance(text, str) else ""
    quotations = _of(quotations, article_id, "quotations") if quotations is not None else extract_quotations(article)
    sentences = _of(sentences, article_id, "sentences") if sentences is not None else split_sentences(article)
    marks = _spans(quotations, "start", "end", len(text), "quotations")
    mentions = _spans(quotations, "speaker_start", "speaker_end", len(text), "quotations")
    lengths = _spans(sentences, "start", "end", len(text), "sentences")
    difficult = [(start, end) for _, start, end in lengths if count_long_words(text[start:end]) >= hard]

    events = defaultdict(list)  # where something begins or ends -> (what, +1 or -1)
    names = defaultdict(list)  # where a quotation ends -> whom to name there
    for row, start, end in marks:
        what = "indirect" if row.get("kind") == "indirect" else "quotation"
        events[start].append((what, 1))
        events[end].append((what, -1))
        after = end + (text[end : end + 1] in CLOSING)  # the label stands behind the closing mark
        events[after] += []
        names[after].append(_name(row))
    for _, start, end in mentions:
        events[start].append(("mention", 1))
        events[end].append(("mention", -1))
    for start, end in difficult:
        events[start].append(("hard", 1))
        events[end].append(("hard", -1))

    body = "".join(_paragraphs(text, events, names)) or '<p class="an-p"><i>This article has no text.</i></p>'
    head = _head(article.iloc[0]) + _figures(article, quotations, sentences) + _legend(quotations, difficult, hard)
    return HTML(
        f"<style>{STYLE}</style>\n"
        f'<article class="an-article tex2jax_ignore mathjax_ignore">\n{head}\n{body}\n</article>'
    )


def _of(table, article_id, name):
    """This article's rows of a table."""
    columns = {"quotations": schema.QUOTATIONS, "sentences": schema.SENTENCES}[name]
    source = {"quotations": "extract_quotations", "sentences": "split_sentences"}[name]
    schema.require(table, columns, name, f"Use an.{source}(articles).")
    return table[(table["article_id"] == article_id).fillna(False).astype(bool)]


def _not_found(articles, article_id):
    if len(articles) == 0:
        return f"there is no article {article_id!r}: articles is empty. Use an.read_articles(folder)."
    first = ", ".join(map(repr, articles["article_id"].head(5)))
    more = ", …" if len(articles) > 5 else ""
    return f"there is no article {article_id!r}. The first ids are {first}{more}; see articles['article_id'] for all."


def _spans(table, start, end, length, name):
    """`(row, start, end)` of each row that has offsets. Raises SchemaError when they lie outside the text."""
    spans = []
    for row in table.dropna(subset=[start, end]).to_dict("records"):
        first, last = int(row[start]), int(row[end])
        if not 0 <= first <= last <= length:
            raise SchemaError(
                f"{name} has {start} {first} and {end} {last}, outside the text of {length} characters. "
                f"Take {name} from these very articles."
            )
        if first < last:
            spans.append((row, first, last))
    return spans


def _name(row):
    """The label of a quotation: the speaker's name, else the mention as written, else nothing."""
    for column in ("speaker_name", "speaker"):
        if isinstance(row.get(column), str) and row[column].strip():
            return row[column]
    return None


def _paragraphs(text, events, names):
    """Each paragraph as HTML. Spans may overlap and run over several: each piece between two events is marked alone."""
    lines, places = paragraphs(text), sorted(events)
    at, depth = 0, defaultdict(int)
    for number, (first, last) in enumerate(lines, 1):
        following = lines[number][0] if number < len(lines) else len(text) + 1
        pieces, here = [], first
        while at < len(places) and places[at] < following:
            place = min(max(places[at], first), last)
            if place > here:
                pieces.append(_piece(text[here:place], depth))
                here = place
            pieces += [_label(name) for name in dict.fromkeys(names.get(places[at], ()))]
            for what, step in events[places[at]]:
                depth[what] += step
            at += 1
        if here < last:
            pieces.append(_piece(text[here:last], depth))
        yield f'<p class="an-p" dir="auto">{"".join(pieces)}</p>\n'


def _piece(text, depth):
    """A stretch of text in which nothing begins or ends."""
    html = _safe(text)
    if depth["mention"]:
        html = f"<u>{html}</u>"
    marked = depth["quotation"] or depth["indirect"]
    classes = " ".join(
        name
        for name, here in (
            ("an-again", depth["quotation"] > 1),
            ("an-indirect", marked and not depth["quotation"]),
            ("an-hard", depth["hard"]),
        )
        if here
    )
    tag = "mark" if marked else "span" if classes else ""
    return f'<{tag} class="{classes}">{html}</{tag}>' if classes else f"<{tag}>{html}</{tag}>" if tag else html


def _label(name):
    if name is None:
        return '<span class="an-who an-unknown">speaker not found</span>'
    return f'<bdi class="an-who">{_safe(name)}</bdi>'


def _safe(text):
    """Escaped for HTML; characters that no page may hold are replaced."""
    return escape(UNDRAWABLE.sub("\ufffd", text))


def _head(article):
    """Headline, and outlet, date and author where they are known."""
    title = article.get("title")
    titled = isinstance(title, str) and title.strip()
    html = f'<div class="an-title"><bdi>{_safe(title)}</bdi></div>\n' if titled else ""
    about = [article.get("outlet"), _day(article.get("date")), article.get("author"), article["article_id"]]
    about = [f"<bdi>{_safe(part)}</bdi>" for part in about if isinstance(part, str) and part.strip()]
    return html + (f'<div class="an-about">{" · ".join(about)}</div>\n' if about else "")


def _day(date):
    return f"{date.day} {date:%B %Y}" if hasattr(date, "strftime") and pd.notna(date) else None


def _figures(article, quotations, sentences):
    density = quotation_density(article, quotations).iloc[0]
    figures = [_figure(density["n_words"], "word")]
    if pd.notna(density["quoted_share"]):
        figures.append(f"<b>{100 * density['quoted_share']:.0f}%</b> quoted")
    figures += [_figure(density["n_quotations"], "quotation"), _figure(len(sentences), "sentence")]
    longest = sentences["n_words"].max()
    if pd.notna(longest):
        figures.append(f"longest <b>{longest:,}</b> words")
    return f'<div class="an-figures">{" · ".join(figures)}</div>\n'


def _figure(number, noun):
    return f"<b>{number:,}</b> {noun}{'' if number == 1 else 's'}"


def _legend(quotations, difficult, hard):
    parts = ['<mark>quoted words</mark><span class="an-who">speaker</span>', "<u>mention of the speaker</u>"]
    if (quotations["kind"] == "indirect").any():
        parts.append('<mark class="an-indirect">reported speech</mark>')
    rule = f"{hard} words or more of {LONG} letters or more"
    parts.append(f'<span class="an-hard">hard sentence: {rule}</span>' if difficult else f"no hard sentence ({rule})")
    return f'<div class="an-legend">{" ".join(f"<span>{part}</span>" for part in parts)}</div>'
