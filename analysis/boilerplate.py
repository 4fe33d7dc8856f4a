"""What in a text is not the article's own words: markup, links, agency tags, sentences that many articles share.

Used where such words would pass for a subject, as in discovered topics. The texts of the articles stay as they are.
"""

import re
from collections import Counter

MARKUP = re.compile(
    r"</?[A-Za-z!][^<>]{0,300}>|&#?[A-Za-z0-9]{2,8};|(?:https?://|www\.|pic\.twitter\.com/)\S+|[\w.+-]{1,64}@[\w.-]{1,200}"
)
MARKUP_SIGNS = ("<", "&", "http", "www.", "twitter", "@")  # a text without any has no markup: saves the search
AGENCY = r"(?:AFP|ANSA|AP|APA|Belga|Bloomberg|dpa|EFE|epd|IANS|Interfax|Kyodo|PA|PTI|Reuters|RIA|TASS|UPI|Xinhua)"
AGENCY_TAG = re.compile(rf"[(/\[]\s?{AGENCY}(?:\s?[,;&/]\s?{AGENCY})*\s?[)/\]]")
SENTENCE_END = re.compile(r" (?<=[.!?…] )| (?<=[.!?…][\"'”’)] )|\n\s*")  # the space first: it is found fast
SHARED_BY = 3  # articles; two may be one story and its follow-up
SHORTEST = 3  # words; "he said." is shared by many and is no boilerplate


def clean(texts, shared=None):
    """`(cleaned texts, shared sentences, notes)`.

    `shared` are the sentences to take out; when None, those that stand in three or more different texts. An article
    that would lose more than half of its sentences keeps them: it is a near copy of others, not boilerplate.
    `notes` say in plain sentences what was taken out. A text that is missing becomes an empty one.
    """
    stripped, with_markup, with_tags = [], 0, 0
    for text in texts:
        text = text if isinstance(text, str) else ""
        if any(sign in text for sign in MARKUP_SIGNS):
            text, found = MARKUP.subn("\n", text)  # a line of its own: what stood around a link is often boilerplate
            with_markup += found > 0
        text, found = AGENCY_TAG.subn(" ", text)
        with_tags += found > 0
        stripped.append(text)
    sentences = {text: sentences_of(text) for text in stripped}
    if shared is None:
        met = Counter()
        for found in sentences.values():
            met.update(set(found))
        shared = {sentence: count for sentence, count in met.items() if count >= SHARED_BY and _long_enough(sentence)}
    cleaned, shortened = [], 0
    for text in stripped:
        own = [sentence for sentence in sentences[text] if sentence not in shared]
        if 2 * len(own) >= len(sentences[text]) > len(own):
            shortened += 1
            text = "\n".join(own)
        cleaned.append(text)
    return cleaned, shared, _notes(with_markup, with_tags, shared, shortened)


def sentences_of(text):
    """Roughly the sentences of a text: enough to meet the same one in another text."""
    return [sentence.strip() for sentence in SENTENCE_END.split(text)]


def headline_and_text(articles):
    """Headline and text of each article as one text; a part that is missing is left out."""
    titles = articles["title"] if "title" in articles.columns else [None] * len(articles)
    return [
        "\n".join(part for part in parts if isinstance(part, str))
        for parts in zip(titles, articles["text"], strict=True)
    ]


def _long_enough(sentence):
    return sentence.count(" ") >= SHORTEST - 1


def _notes(with_markup, with_tags, shared, shortened):
    notes = []
    if with_markup:
        notes.append(f"Cleaning: HTML or links left out of {_counted(with_markup, 'article')}.")
    if with_tags:
        notes.append(f"Cleaning: news agency tags left out of {_counted(with_tags, 'article')}.")
    if shortened:
        often = max(shared, key=shared.get)
        shown = often if len(often) <= 60 else often[:59].rstrip() + "…"
        stand = "stands" if len(shared) == 1 else "stand"
        notes.append(
            f"Cleaning: {_counted(len(shared), 'sentence')} that {stand} in {SHARED_BY} or more articles left out of "
            f"{_counted(shortened, 'article')}; the most frequent is “{shown}”, in {shared[often]:,}."
        )
    return notes


def _counted(number, noun):
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
