"""A saved web page -> the article in it. Nothing is fetched; scripts, menus, comments and tables are left out."""

import logging
import re

from ..errors import SourceError
from ..words import count_words
from .article_text import read_article, same_words
from .dates import MAX_DATE_CHARACTERS, parse_date, read_date_line
from .decode import clean
from .limits import MIN_PAGE_WORDS, SHORT_WORDS

QUIET = logging.NullHandler()
OUTSIDE = "ancestor-or-self::*[self::nav or self::aside or self::footer or self::form or self::script or self::style]"
DATE_PROPERTIES = ("article:published_time", "og:article:published_time", "datepublished", "og:published_time",
                   "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "date.issued", "publish_date",
                   "publication_date", "publishdate", "pubdate", "published_time", "parsely-pub-date", "sailthru.date",
                   "cxenseparse:recs:publishtime", "article.published", "date", "article_date_original",
                   "displaydate", "ptime", "rnews:datepublished")  # fmt: skip
JSON_DATE = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"]{4,60})\"")
ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?=[/_.-])")
LEADING_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.S)
LIST_MARK = re.compile(r"^- +", re.M)
ADDRESS_LINE = re.compile(r"^[ \t]*https?://\S+[ \t]*$", re.M)


def read_page(markup, date_order):
    """The article of a web page, as a dict. Raises SourceError when there is none in it."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(QUIET)  # else its complaints would go to the screen
    tree = trafilatura.load_html(markup)
    if tree is None:
        raise SourceError("no article text found: the page is empty or not HTML")
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    paragraphs = paragraph_text(tree)
    page = trafilatura.bare_extraction(markup, include_comments=False, include_tables=False, with_metadata=True)
    text = ADDRESS_LINE.sub("", LIST_MARK.sub("", page.text or "")) if page else ""
    if count_words(text) < min(SHORT_WORDS, count_words(paragraphs)):
        text = paragraphs
    if count_words(text) < MIN_PAGE_WORDS:
        raise SourceError("no article text found: the page holds menus, scripts or pictures only")
    known = page_fields(page, headings, tree)
    known["date"] = page_date(tree, markup, known["title"], date_order)
    known = {name: clean(value)[0] for name, value in known.items() if value}
    text, notes = clean(text)
    lines = text.split("\n")  # a heading may stand in the text though the page's title says it otherwise
    text = "\n".join([line for line in lines[:3] if line.strip() not in headings] + lines[3:])
    return read_article(text, known | {"notes": notes}, date_order=date_order, is_wrapped=False)


def page_fields(page, headings, tree):
    """Title, author, outlet and address as the page states them."""
    if page is None:
        return {"title": headings[0] if headings else tree.findtext(".//title")}
    title, outlet = page.title, (page.sitename or "").lstrip("@")
    for heading in headings:  # the page's own headline rather than "Headline | Outlet"
        if title and heading and len(heading) > 15 and heading.casefold() in title.casefold():
            title = heading
    if title and outlet:
        title = re.sub(r"\s[|–—-]\s" + re.escape(outlet) + r"$", "", title)
    return {"title": title or next(iter(headings), None), "author": page.author, "outlet": outlet, "url": page.url}


def page_date(tree, markup, title, date_order):
    """The date of publication that the page states, as text; None when it states none. It is never guessed."""
    stated = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in DATE_PROPERTIES and element.get("content"):
            stated.setdefault(name, element.get("content"))
    candidates = [stated[name] for name in DATE_PROPERTIES if name in stated]
    candidates += JSON_DATE.findall(markup)[:1]
    for element in tree.xpath("//*[@itemprop='datePublished']")[:1]:
        candidates.append(element.get("content") or element.get("datetime") or element.text_content())
    candidates += [time.get("datetime") for time in tree.xpath("//time[@datetime]") if not in_margin(time)][:1]
    for link in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        candidates += ["-".join(part.zfill(2) for part in parts) for parts in ADDRESS_DATE.findall(link)[:1]]
    candidates = [LEADING_DAY.sub(r"\1", candidate.strip()) for candidate in candidates]
    for candidate in candidates + shown_dates(tree, title, date_order):
        if parse_date(candidate, date_order)[0]:
            return candidate
    return None


def shown_dates(tree, title, date_order):
    """The date printed under the headline; without a headline, that which is the only one printed on the page."""
    shown, below = [], False
    for element in tree.iter():
        if title and not below and element.tag in ("h1", "h2"):
            below = same_words(" ".join(element.text_content().split()), title)
        for line in (element.text, element.tail):
            line = " ".join((line or "")[:MAX_DATE_CHARACTERS].split())
            dated = read_date_line(line, date_order) if line else None
            if dated and dated[0] and not dated[2] and isinstance(element.tag, str) and not in_margin(element):
                if below:
                    return [line]
                shown.append((dated[0], line))
    return [shown[0][1]] if len({day for day, _ in shown}) == 1 else []


def in_margin(element):
    """Whether an element stands in a menu, an aside or a footer."""
    return bool(element.xpath(OUTSIDE))


def paragraph_text(tree):
    """The paragraphs of the page's one <article>, else of the whole page: for pages that extraction fails on."""
    articles = list(tree.iter("article"))
    root = articles[0] if len(articles) == 1 else tree
    paragraphs = [
        " ".join(p.text_content().split())
        for p in root.iter("p", "blockquote")
        if (p.tag == "p" or p.find(".//p") is None) and not in_margin(p)
    ]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)
