"""Known issues: which areas an article mentions, which it is about, and which one it is mainly about.

Everything begins with the terms of a lexicon (lexicon.py; `issues.toml` unless another is given). A mention weighs
more where news says what it is about: three times in the headline, twice in the opening. The weighted mentions in
100 words are an issue's density, and density decides. In a large collection the articles that the terms make sure of
then teach a classifier all their other words, so that an article without the terms is found too.
"""

import numpy as np

from . import schema
from .boilerplate import headline_and_text
from .lexicon import OTHER, compile_lexicon, find_terms, load_lexicon
from .words import count_words

ISSUE_TERMS = {
    "article_id": ("str", "the article"),
    "issue": ("str", "the issue that the term stands for; a term of two issues gives two rows"),
    "part": ("str", "where it stands: title or text"),
    "start": ("Int64", "offset of its first character in that part"),
    "end": ("Int64", "offset just past it"),
    "term": ("str", "the term as the article writes it"),
}

# Weights and thresholds were chosen on 180 news articles labelled by hand, each from the middle of a range
# that does about equally well; docs/methods.md gives the accuracy.
HEADLINE_WEIGHT = 3
OPENING_WEIGHT = 2
OPENING = 700  # characters, and never more than a third of the text
ROOM = 30  # words added to each article's length, so that one term in a short note is not a high density
ABOUT_DENSITY = 0.5
OTHER_DENSITY = 0.8  # the density at which an issue is as likely as none of them
SILENCE = 50  # words from which an article without a single term is evidence that it is none of the issues
SUREST = 0.97  # how often the surest answers are right

# The classifier of large collections.
SURE = 0.7  # confidence from which an article teaches
SURE_ARTICLES_PER_ISSUE = 40  # below this, on average, counting does better than teaching
FEWEST_ARTICLES = 5  # an issue with fewer sure articles is left to counting
REFITS = 3
SMOOTHING = 0.4
SHARPNESS = 2  # with this, the classifier's confidence agrees with how often it is right
TERMS_WEIGHT = 0.2  # what the terms still say beside it, which keeps an issue from drifting away from them


def issue_mentions(articles, lexicon=None):
    """How often each article mentions each issue, and whether it is about it.

    One row per article and issue, articles in their order, issues in the lexicon's, zeros included: `n_mentions`
    (terms met in headline and text; where terms overlap the longest counts), `mentions_per_100_words` of headline
    and text, and `about`: True from a weighted density of 0.5 in 100 words, with two mentions or one in the
    headline. Both are missing where an article has no words. An article can be about several issues, or none.
    `issue_terms` gives the place of each mention.

    lexicon: `{issue: [terms]}`, or the path of a TOML file of the same; the shipped UN issue areas when None.
    Raises SchemaError for a missing column, LexiconError for a faulty lexicon.
    """
    schema.require_articles(articles)
    lexicon = load_lexicon(lexicon)
    mentions, headlines, density, n_words = _count(articles, lexicon)
    about = (density >= ABOUT_DENSITY) & ((mentions >= 2) | headlines)
    worded = np.repeat(n_words > 0, len(lexicon))
    per_100 = 100 * mentions / np.maximum(n_words, 1)[:, None]
    return schema.table(
        schema.ISSUE_MENTIONS,
        {
            "article_id": np.repeat(articles["article_id"].to_numpy(dtype=object), len(lexicon)),
            "issue": list(lexicon) * len(articles),
            "n_mentions": mentions.ravel(),
            "mentions_per_100_words": [x if known else None for x, known in zip(per_100.ravel(), worded, strict=True)],
            "about": [bool(x) if known else None for x, known in zip(about.ravel(), worded, strict=True)],
        },
    )


def issue_terms(articles, lexicon=None):
    """Every mention that `issue_mentions` counts, with its place.

    One row per mention: `article_id`, `issue`, `part` (title or text), `start` and `end` (offsets in that part, so
    `part[start:end] == term`), `term`. Takes the same lexicons and raises the same errors.
    """
    schema.require_articles(articles)
    lexicon = load_lexicon(lexicon)
    issues, rows = list(lexicon), []
    for article_id, title, text, in_title, in_text in _found(articles, lexicon):
        for part, source, found in (("title", title, in_title), ("text", text, in_text)):
            rows += [
                {
                    "article_id": article_id,
                    "issue": issues[number],
                    "part": part,
                    "start": start,
                    "end": end,
                    "term": source[start:end],
                }
                for start, end, numbers in found
                for number in numbers
            ]
    return schema.table(ISSUE_TERMS, rows)


def main_issue(articles, lexicon=None, *, other=True):
    """The one issue that each article is mainly about.

    One row per article, in order: `issue` and `confidence` (0 to 1: of articles with confidence .8, about .8 are
    right). With few articles the highest weighted density decides; where a collection has at least 40 sure articles
    an issue, a complement naive Bayes classifier trained on those, and refitted three times, decides together with it
    (Rennie et al. 2003), so there the answer for one article depends on the others.

    `issue` is "other" where the article is none of the issues; with `other=False` the nearest issue is given instead,
    and it is missing, with its confidence, where there is no evidence for any. Both are missing where an article has
    no words, or too few (under 50) for the absence of terms to mean something. Takes the lexicons of `issue_mentions`
    and raises the same errors.
    """
    schema.require_articles(articles)
    lexicon = load_lexicon(lexicon)
    _, _, density, n_words = _count(articles, lexicon)
    names = [*lexicon, OTHER] if other else list(lexicon)
    shares = _shares(density)[:, : len(names)]
    chosen, confidence = _taught(articles, shares)
    known = n_words > 0
    if chosen is None:
        chosen, confidence = _best(shares)
        known &= density.any(axis=1) | (other & (n_words >= SILENCE))
    return schema.table(
        schema.MAIN_ISSUE,
        {
            "article_id": articles["article_id"].to_numpy(dtype=object),
            "issue": [names[issue] if k else None for issue, k in zip(chosen, known, strict=True)],
            "confidence": [min(float(x), SUREST) if k else None for x, k in zip(confidence, known, strict=True)],
        },
    )


def _found(articles, lexicon):
    """`(article_id, title, text, terms in the title, terms in the text)` of each article."""
    compiled, candidates = compile_lexicon(lexicon), {}
    titles = articles["title"] if "title" in articles.columns else [None] * len(articles)
    for article_id, title, text in zip(articles["article_id"], titles, articles["text"], strict=True):
        yield article_id, title, text, find_terms(title, compiled, candidates), find_terms(text, compiled, candidates)


def _count(articles, lexicon):
    """`(mentions, in the headline, density, n_words)`: arrays with a row an article and a column an issue."""
    shape = len(articles), len(lexicon)
    mentions, headlines, weights = np.zeros(shape, int), np.zeros(shape, bool), np.zeros(shape)
    n_words = np.zeros(len(articles), int)
    for row, (_, title, text, in_title, in_text) in enumerate(_found(articles, lexicon)):
        n_words[row] = count_words(title) + count_words(text)
        opening = min(OPENING, len(text) / 3) if in_text else 0
        for _, _, numbers in in_title:
            for issue in numbers:
                mentions[row, issue] += 1
                headlines[row, issue] = True
                weights[row, issue] += HEADLINE_WEIGHT
        for start, _, numbers in in_text:
            for issue in numbers:
                mentions[row, issue] += 1
                weights[row, issue] += OPENING_WEIGHT if start < opening else 1
    return mentions, headlines, 100 * weights / (n_words + ROOM)[:, None], n_words


def _shares(density):
    """Each issue's share of the squared densities, 'other' (the last column) with a fixed density of its own."""
    squares = np.square(np.column_stack([density, np.full(len(density), OTHER_DENSITY)]))
    return squares / squares.sum(axis=1, keepdims=True)


def _best(shares):
    return shares.argmax(axis=1), shares.max(axis=1)


def _taught(articles, shares):
    """`(issue number, confidence)` of each article from a classifier taught by the sure ones; (None, None) when they
    are too few. An issue too rare to be taught keeps the articles that counting gave it."""
    counted, confidence = _best(shares) if shares.size else (np.zeros(0, int), np.zeros(0))
    sure = confidence >= SURE
    common = np.bincount(counted[sure], minlength=shares.shape[1]) >= FEWEST_ARTICLES
    if sure.sum() < SURE_ARTICLES_PER_ISSUE * shares.shape[1] or common.sum() < 2:
        return None, None
    words = _document_words(articles)
    if words is None:
        return None, None
    from sklearn.naive_bayes import ComplementNB

    taught, numbers = common[counted], np.flatnonzero(common)
    from_terms = TERMS_WEIGHT * np.log(shares[:, common] + 1e-4)
    labels, teaching = counted, sure & taught
    for _ in range(REFITS + 1):
        sizes = np.bincount(labels[teaching], minlength=len(common))
        if np.count_nonzero(sizes) < 2:
            return None, None
        weight = np.sqrt(sizes.max() / sizes[labels[teaching]])  # else large issues swallow small ones
        model = ComplementNB(alpha=SMOOTHING).fit(words[teaching], labels[teaching], sample_weight=weight)
        log_odds = np.full((len(labels), len(common)), -np.inf)
        log_odds[:, model.classes_] = model.predict_joint_log_proba(words)
        posterior = _softmax(from_terms + np.log(_softmax(SHARPNESS * log_odds[:, numbers]) + 1e-6))
        labels = np.where(taught, numbers[posterior.argmax(axis=1)], counted)
        confidence = np.where(taught, posterior.max(axis=1), confidence)
        teaching = taught & (confidence >= SURE)
    return labels, confidence


def _document_words(articles):
    """Dampened word counts of each article, to length 1; None where no word stands in three articles."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(stop_words="english", min_df=3, use_idf=False, sublinear_tf=True, dtype=np.float32)
    try:
        return counter.fit_transform(headline_and_text(articles))
    except ValueError:  # its word for an empty vocabulary
        return None


def _softmax(logs):
    odds = np.exp(logs - logs.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)
