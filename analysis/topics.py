"""Discovered topics: groups of articles that share words, found in the collection itself and not given beforehand.

Words are weighted by tf-idf, brought to some dozens of dimensions by latent semantic analysis (Deerwester et al.
1990) and grouped by k-means on their direction. Every topic comes with its stability (does it come back when only
half of the articles are used; Hennig 2007) and its outlet concentration (is it one outlet's habit).
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from . import clusters, schema
from .boilerplate import clean, headline_and_text
from .errors import AnalysisError, SchemaError

TOPICS = {
    "topic": ("Int64", "number of the topic, from 1, by size"),
    "label": ("str", "its three most telling words, or the name given by rename"),
    "words": ("str", "its ten most telling words"),
    "n_articles": ("Int64", "articles whose main topic it is"),
    "share": ("Float64", "n_articles / articles that have a main topic, 0 to 1"),
    "stability": (
        "Float64",
        "mean overlap (Jaccard, 0 to 1) with the nearest topic found in half of the articles; "
        "above .75 it is firm, below .5 it dissolves; missing where it cannot be measured",
    ),
    "outlet_concentration": ("Float64", "largest outlet's share of its articles, 0 to 1; missing without outlets"),
    "example": ("str", "headline of its most typical article"),
    "warning": ("str", "why to read it with care; empty when there is no reason"),
}
COVERAGE = {  # one column a topic (topic_1 …, Float64: its share of the article, all adding to 1) stands behind these
    "article_id": ("str", "the article"),
    "main_topic": ("Int64", "the topic nearest to it; missing where it shares no words with any"),
    "label": ("str", "label of the main topic"),
    "weight": ("Float64", "share of the main topic in the article, 0 to 1"),
}
COUNTS = {  # behind the period, or the value of a column
    "topic": ("Int64", "number of the topic"),
    "label": ("str", "its label"),
    "n_articles": ("Int64", "articles of this period or value whose main topic it is"),
    "n_all": ("Int64", "articles of this period or value that have a main topic"),
    "share": ("Float64", "n_articles / n_all, 0 to 1; missing where there are none"),
}
EXAMPLES = {
    "article_id": ("str", "the article"),
    "title": ("str", "its headline, or how the text begins"),
    "weight": ("Float64", "share of the topic in the article, 0 to 1"),
}

FEWEST = 10  # different articles; with fewer there is nothing to group
EXPLORATORY = 50
SAMPLE = 20_000  # articles to fit on at most
UNSTABLE = 0.5
CONCENTRATED = 0.7


def fit_topics(articles, n_topics="auto", *, seed=0):
    """Find the topics of a collection. Gives a `Topics`: `.topics`, `.coverage` and `.notes` are the answer.

    n_topics: a whole number, or "auto": of 2 to 20 the number with the highest product of mean stability and
    silhouette. The same articles and seed give the same topics. Headline and text count, cleaned before (markup,
    agency tags, sentences shared by three or more articles; see `.notes`); copies of one text count once in fitting.
    Fewer than ten different articles have no topics: `.notes` then lists the distinctive words of each. Past 20,000
    the topics are found in a sample, in proportion to outlets, and every article is then assigned to them.

    Raises SchemaError for a missing column, AnalysisError for an n_topics that is not a number from 1.
    """
    schema.require_articles(articles)
    automatic = isinstance(n_topics, str) and n_topics == "auto"
    if not automatic and (isinstance(n_topics, bool) or not isinstance(n_topics, (int, np.integer)) or n_topics < 1):
        raise AnalysisError(
            f"n_topics must be 'auto' or a whole number from 1, not {n_topics!r}. Leave it out to have it chosen."
        )
    facts = _facts(articles)
    texts, shared, notes = clean(headline_and_text(articles))
    bags = clusters.bags_of_words(texts)
    rows = _to_fit(articles, bags, facts, seed, notes)
    vocabulary, idf = clusters.choose_vocabulary([bags[row] for row in rows])
    words = clusters.tf_idf([bags[row] for row in rows], vocabulary, idf)
    words = words[np.diff(words.indptr) > 0]
    if words.shape[0] < FEWEST:
        few = "different articles with words" if len(rows) < FEWEST else "articles that share telling words"
        notes.append(f"No topics: fewer than {FEWEST} {few}. Use an.main_issue, or add articles.")
        return _no_topics(articles, facts, bags, notes)
    if words.shape[0] < EXPLORATORY:
        notes.append(f"Exploratory: with fewer than {EXPLORATORY} different articles, topics are no more than hints.")

    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # on several threads sums come in any order, and runs would differ
        points, components = clusters.semantic_space(words, seed)
        if automatic:
            n_topics = clusters.choose_number(points, seed)
            notes.append(f"{n_topics} topics were the most stable and separate; set n_topics for broader or finer.")
        groups, centres = clusters.group(points, min(n_topics, len(points)), seed, starts=20)
        if len(centres) < n_topics:
            notes.append(f"{n_topics} topics were asked for, but only {len(centres)} different ones were found.")
        stability = clusters.stability(points, groups, len(centres), seed)
        model = {"shared": shared, "vocabulary": vocabulary, "idf": idf, "components": components, "centres": centres}
        weights = _weights(bags, model)
    telling = [_telling_words(words, groups == topic, vocabulary) for topic in range(len(centres))]
    coverage = _coverage(articles, weights, [", ".join(found[:3]) for found in telling])
    return Topics(_describe(coverage, telling, stability, facts), coverage, notes, facts, model)


@dataclass(frozen=True, eq=False, repr=False)
class Topics:
    """The topics of a collection, as `fit_topics` finds them.

    topics: one row per topic (the columns are in TOPICS). coverage: one row per article in order: `main_topic`,
    `label`, `weight` and one column a topic. notes: plain sentences on what was done and how far to trust it.
    """

    topics: pd.DataFrame
    coverage: pd.DataFrame
    notes: list
    _facts: pd.DataFrame
    _model: dict | None

    def __repr__(self):
        return f"Topics({len(self.topics)} topics of {len(self.coverage):,} articles)"

    def transform(self, articles):
        """Coverage of other articles by these topics: a table of the same form as `.coverage`."""
        schema.require_articles(articles)
        if self._model is None:
            return _coverage(articles, np.zeros((len(articles), 0)), [])
        texts, _, _ = clean(headline_and_text(articles), self._model["shared"])
        weights = _weights(clusters.bags_of_words(texts), self._model)
        return _coverage(articles, weights, list(self.topics["label"]))

    def over_time(self, freq="MS"):
        """How often each topic was the main one in each period: one row per period and topic.

        `period` (its first day), `topic`, `label`, `n_articles`, `n_all`, `share`. freq is a pandas offset ("MS"
        months, "QS" quarters, "W" weeks). Periods without articles stand there with 0; undated articles are left out.
        """
        try:
            pd.tseries.frequencies.to_offset(freq)
        except ValueError:
            raise AnalysisError(f"freq {freq!r} is no period that pandas knows. Use 'MS', 'QS', 'YS' or 'W'.") from None
        dated = self._facts["date"].notna().to_numpy()
        if not dated.any():
            return schema.table({"period": ("datetime64[us]", "its first day"), **COUNTS}, [])
        main = self.coverage["main_topic"][dated].set_axis(self._facts["date"][dated])
        periods = pd.Grouper(freq=freq, closed="left", label="left")
        counts = main.groupby([periods, main]).size().unstack(fill_value=0)
        counts = counts.reindex(main.groupby(periods).size().index, fill_value=0)
        return self._counts("period", "datetime64[us]", counts)

    def by(self, column):
        """How often each topic was the main one for each value of a column of the articles, as "outlet".

        One row per value and topic: the value, `topic`, `label`, `n_articles`, `n_all`, `share`. Articles where the
        value is missing are left out. Raises SchemaError when the articles had no such column, or its name is
        that of a column of the answer.
        """
        schema.require(self._facts, [column], "articles", "Give the articles that column before fit_topics.")
        if column in COUNTS:
            raise SchemaError(f"column {column!r} has the name of a column of the answer. Rename it before fit_topics.")
        values, main = self._facts[column], self.coverage["main_topic"]
        counts = main.groupby([values, main]).size().unstack(fill_value=0)
        return self._counts(column, values.dtype, counts)

    def examples(self, topic, n=3):
        """The articles most typical of a topic, the most typical first: `article_id`, `title`, `weight`."""
        self._require([topic])
        rows = _most_typical(self.coverage, self._facts, topic)[:n]
        return schema.table(
            EXAMPLES,
            {
                "article_id": self.coverage["article_id"].to_numpy(dtype=object)[rows],
                "title": self._facts["_headline"].to_numpy(dtype=object)[rows],
                "weight": self.coverage[f"topic_{topic}"].to_numpy(dtype=object)[rows],
            },
        )

    def rename(self, labels):
        """The same topics under labels of your own, `{topic: label}`, as a new Topics."""
        self._require(labels)
        names = dict(zip(self.topics["topic"], self.topics["label"], strict=True))
        names |= {topic: str(label) for topic, label in labels.items()}
        topics, coverage = self.topics.copy(), self.coverage.copy()
        topics["label"] = topics["topic"].map(names).astype("str")
        coverage["label"] = coverage["main_topic"].map(names).astype("str")
        return replace(self, topics=topics, coverage=coverage)

    def _require(self, topics):
        unknown = [topic for topic in topics if topic not in set(self.topics["topic"])]
        if unknown:
            have = f"they are numbered 1 to {len(self.topics)}" if len(self.topics) else "there are none here"
            raise AnalysisError(f"there is no topic {unknown[0]!r}; {have}. `.topics` lists them.")

    def _counts(self, name, kind, counts):
        """The long form of a table with a row a value and a column a topic."""
        numbers = [int(topic) for topic in self.topics["topic"]]
        counts = counts.reindex(columns=numbers, fill_value=0)
        n_all = counts.sum(axis=1)
        return schema.table(
            {name: (kind, "the period or value"), **COUNTS},
            [
                {
                    name: value,
                    "topic": topic,
                    "label": label,
                    "n_articles": counts.at[value, topic],
                    "n_all": n_all[value],
                    "share": counts.at[value, topic] / n_all[value] if n_all[value] else None,
                }
                for value in counts.index
                for topic, label in zip(numbers, self.topics["label"], strict=True)
            ],
        )


def _facts(articles):
    """The columns beside the text, and `_headline`: the title or, without one, how the text begins."""
    facts = articles.drop(columns=["text", "trailer"], errors="ignore").reset_index(drop=True)
    titles = facts["title"] if "title" in facts else [None] * len(facts)
    facts["_headline"] = [
        title
        if isinstance(title, str) and title.strip()
        else " ".join(text[:80].split())
        if isinstance(text, str)
        else None
        for title, text in zip(titles, articles["text"], strict=True)
    ]
    dates = facts["date"] if "date" in facts else pd.Series(pd.NaT, index=facts.index)
    if isinstance(dates.dtype, pd.DatetimeTZDtype):
        dates = dates.dt.tz_localize(None)  # the day as it was where the article appeared
    facts["date"] = pd.to_datetime(dates, errors="coerce", utc=True).dt.tz_localize(None)
    return facts


def _to_fit(articles, bags, facts, seed, notes):
    """Rows to fit on: those with words, each text once, and a sample, in proportion to outlets, when they are many."""
    first = {}
    for row, (text, bag) in enumerate(zip(articles["text"], bags, strict=True)):
        if bag:
            first.setdefault(text if isinstance(text, str) and text.strip() else facts["_headline"].iloc[row], row)
    rows = np.array(list(first.values()), dtype=int)
    copies = sum(map(bool, bags)) - len(rows)
    if copies:
        notes.append(f"Cleaning: exact copies of other articles ({copies:,}) did not count in finding topics.")
    if len(rows) > SAMPLE:
        notes.append(
            f"Topics were found in {SAMPLE:,} of {len(rows):,} articles, drawn from each outlet in "
            "proportion; then all were assigned."
        )
        chance = np.random.default_rng(seed).random(len(rows))
        outlets = pd.factorize(facts["outlet"].iloc[rows])[0] if "outlet" in facts else np.zeros(len(rows))
        ordered = rows[np.lexsort((chance, outlets))]
        rows = np.sort(ordered[np.linspace(0, len(ordered) - 1, SAMPLE).astype(int)])
    return rows


def _weights(bags, model):
    """Each article's likeness to each topic's centre: squared cosines, as shares; NaN where there is none."""
    words = clusters.tf_idf(bags, model["vocabulary"], model["idf"])
    points = clusters.to_length_1(words @ model["components"].T)
    likeness = np.square(np.maximum(points @ model["centres"].T, 0))
    whole = likeness.sum(axis=1, keepdims=True)
    return np.where(whole > 0, likeness / np.where(whole > 0, whole, 1), np.nan).round(6)


def _telling_words(words, inside, vocabulary):
    """The ten words whose mean weight in a topic is most above that in the rest."""
    mean = np.asarray(words[inside].mean(axis=0)).ravel()
    if not inside.all():
        mean = mean - np.asarray(words[~inside].mean(axis=0)).ravel()
    names = list(vocabulary)
    return [names[column] for column in np.argsort(-mean, kind="stable")[:10] if mean[column] > 0]


def _coverage(articles, weights, labels):
    share = ("Float64", "share of this topic in the article")
    columns = {f"topic_{topic + 1}": share for topic in range(weights.shape[1])}
    known = ~np.isnan(weights[:, 0]) if weights.shape[1] else np.zeros(len(weights), bool)
    main = np.argmax(np.nan_to_num(weights), axis=1) if weights.shape[1] else np.zeros(len(weights), int)
    rows = {
        "article_id": articles["article_id"].to_numpy(dtype=object),
        "main_topic": [int(topic) + 1 if k else None for topic, k in zip(main, known, strict=True)],
        "label": [labels[topic] if k else None for topic, k in zip(main, known, strict=True)],
        "weight": [row[topic] if k else None for row, topic, k in zip(weights, main, known, strict=True)],
    }
    for topic, name in enumerate(columns):
        rows[name] = [x if k else None for x, k in zip(weights[:, topic], known, strict=True)]
    return schema.table({**COVERAGE, **columns}, rows)


def _describe(coverage, telling, stability, facts):
    """The table of topics."""
    main, rows = coverage["main_topic"], []
    several = "outlet" in facts and facts["outlet"].nunique() > 1
    for topic, (words, stable) in enumerate(zip(telling, stability, strict=True), start=1):
        inside = (main == topic).fillna(False).to_numpy(dtype=bool)
        outlets = facts["outlet"][inside].value_counts() if "outlet" in facts else pd.Series(dtype=int)
        most = outlets.iloc[0] / outlets.sum() if len(outlets) else np.nan
        warning = []
        if several and most >= CONCENTRATED:
            warning.append(
                f"{most:.0%} of its articles are from {outlets.index[0]}: it may be that outlet's habit, not a subject"
            )
        if stable < UNSTABLE:
            warning.append("it does not come back when only half of the articles are used")
        typical = _most_typical(coverage, facts, topic)
        rows.append(
            {
                "topic": topic,
                "label": ", ".join(words[:3]),
                "words": ", ".join(words),
                "n_articles": int(inside.sum()),
                "share": inside.sum() / max(1, main.notna().sum()),
                "stability": None if np.isnan(stable) else stable,
                "outlet_concentration": None if np.isnan(most) else most,
                "example": facts["_headline"].iloc[typical[0]] if len(typical) else None,
                "warning": "; ".join(warning),
            }
        )
    return schema.table(TOPICS, rows)


def _most_typical(coverage, facts, topic):
    """Rows of the articles whose main topic it is, the heaviest first, each headline once."""
    rows = np.flatnonzero((coverage["main_topic"] == topic).fillna(False).to_numpy(dtype=bool))
    weights = coverage[f"topic_{topic}"].to_numpy(dtype=float, na_value=0)[rows]
    rows = rows[np.argsort(-weights, kind="stable")]
    return rows[~facts["_headline"].iloc[rows].duplicated().to_numpy()]


def _no_topics(articles, facts, bags, notes):
    """The answer where articles are too few or too alike to group: their distinctive words, in the notes."""
    met, stop = clusters.articles_with(bags), clusters.stop_words()
    for headline, bag in list(zip(facts["_headline"], bags, strict=True))[:FEWEST]:
        weight = {word: count * np.log(1 + len(bags) / met[word]) for word, count in bag.items() if word not in stop}
        words = sorted(weight, key=lambda word: (-weight[word], word))[:5]
        if words:
            notes.append(f"Distinctive words of “{headline}”: {', '.join(words)}.")
    coverage = _coverage(articles, np.zeros((len(articles), 0)), [])
    return Topics(schema.table(TOPICS, []), coverage, notes, facts, None)
