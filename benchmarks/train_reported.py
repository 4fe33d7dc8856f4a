"""Learn analysis/reported_weights.toml: which clause a cue of speech reports, and whether it does.

    python benchmarks/train_reported.py TRAIN.jsonl            writes the table
    python benchmarks/train_reported.py TRAIN.jsonl --judge    learns without each publisher in turn and measures on it

TRAIN.jsonl as for train_speakers.py: one article a line with `text`, `publisher` and `attributions`, each with `kind`,
`content` and `cue` as lists of [start, end]. The loss is logistic: the score of a candidate clause is to tell its
overlap with the clause that people marked for the same cue (0 where they marked none). Needs scipy.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from train_speakers import fit, overlap, run  # noqa: E402

from analysis.marks import quotation_spans  # noqa: E402
from analysis.mentions import read_paragraph  # noqa: E402
from analysis.reported import choose, clause_candidates, reported  # noqa: E402
from analysis.words import paragraphs  # noqa: E402

WEIGHTS = 300
COST = 1.2  # of a wrong clause against a missed one: higher is more precise, and finds less


def cases_of(article):
    """The paragraphs of an article that hold candidates: [(paragraph, [[candidate, …] of each cue], [[overlap, …]])]."""
    text = article["text"]
    marked = [a for a in article["attributions"] if a["kind"] == "indirect"]
    inside = defaultdict(list)
    for span in quotation_spans(text):
        inside[span.paragraph].append(span)
    cases = []
    for line, (start, end) in enumerate(paragraphs(text), 1):
        here = [a for a in marked if start <= a["content"][0][0] < end]
        paragraph = read_paragraph(text, start, end, inside.get(line, ()))
        found = list(clause_candidates(text, paragraph))
        if found:
            cases.append((paragraph, found, [[right(reported(paragraph, c), here) for c in group] for group in found]))
    return cases


def right(clause, marked):
    """How much of a clause and of what people marked for the same cue is shared, 0 to 1."""
    return max(
        (
            overlap((clause.start, clause.end), (a["content"][0][0], a["content"][-1][1]))
            for a in marked
            if any(s < clause.cue[1] and clause.cue[0] < e for s, e in a["cue"])
        ),
        default=0.0,
    )


def fit_clauses(cases, cost=COST, keep=WEIGHTS):
    """Weights whose sum is positive for a clause of which an overlap above cost / (1 + cost) is expected."""
    rows = [c.features for _, found, _ in cases for group in found for c in group]
    share = np.array([share for _, _, shares in cases for group in shares for share in group])

    def loss_of(scores):
        told = 1 / (1 + np.exp(-scores))
        loss = share * np.logaddexp(0, -scores) + cost * (1 - share) * np.logaddexp(0, scores)
        return loss.sum(), cost * (1 - share) * told - share * (1 - told)

    return fit(rows, loss_of, keep)


def judge(articles, cases):
    """Learn without each publisher in turn; print how its clauses compare with those that people marked."""
    total = Counter()
    for publisher in sorted({a["publisher"] for a in articles}):
        pairs = list(zip(articles, cases, strict=True))
        table = fit_clauses([case for a, found in pairs if a["publisher"] != publisher for case in found])
        count = Counter()
        for article, found in pairs:
            if article["publisher"] == publisher:
                count += compared(article, found, table)
        print(line_of(publisher, count))
        total += count
    print(line_of("all", total))


def compared(article, cases, table):
    """Counts of an article: clauses found, those that are right (half shared), and characters found, marked and both."""
    spans = []
    for paragraph, found, _ in cases:
        spans += [(c.start, c.end) for c in (reported(paragraph, k) for k in choose(found, table))]
    marked = [a["content"] for a in article["attributions"] if a["kind"] == "indirect"]
    hulls = [(content[0][0], content[-1][1]) for content in marked]
    mine = {i for span in spans for i in range(*span)}
    theirs = {i for content in marked for span in content for i in range(*span)}
    return Counter(
        clauses=len(spans),
        right=sum(any(overlap(span, hull) >= 0.5 for hull in hulls) for span in spans),
        found=len(mine),
        marked=len(theirs),
        both=len(mine & theirs),
    )


def line_of(name, count):
    """The counts as shares, in a line."""
    precision, recall = count["both"] / max(1, count["found"]), count["both"] / max(1, count["marked"])
    return (
        f"{name:16} clauses right {count['right'] / max(1, count['clauses']):.3f} of {count['clauses']:5}   characters"
        f" P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"
    )


def write(path, table, n_articles):
    """The weights as TOML, largest first."""
    lines = [
        "# Learned by benchmarks/train_reported.py; see there for how. Change nothing here by hand.",
        f"# From {n_articles} news articles of seven US publishers, 2015-2016, in which people marked what is reported, by",
        "# whom and with which cue (PolNeAR v1, training part). Numbers only; no text of the articles is in here.",
        "",
        "[clause]",
    ]
    ordered = sorted(table.items(), key=lambda item: (-abs(item[1]), item[0]))
    lines += [f"{json.dumps(feature, ensure_ascii=False)} = {weight}" for feature, weight in ordered if weight]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn(articles, cases):
    """Write the table."""
    table = fit_clauses([case for found in cases for case in found])
    write(ROOT / "analysis" / "reported_weights.toml", table, len(articles))


if __name__ == "__main__":
    run(__doc__, cases_of, judge, learn)
