"""Learn analysis/reported_weights.toml: which clause a cue of speech reports, and whether it does.

    python benchmarks/train_reported.py TRAIN.jsonl            writes the table
    python benchmarks/train_reported.py TRAIN.jsonl --judge    learns without each publisher in turn and measures on it

TRAIN.jsonl as for train_speakers.py: one article a line with `text`, `publisher` and `attributions`, each with `kind`,
`content` and `cue` as lists of [start, end]. The loss is logistic: the score of a candidate clause is to tell its
overlap with the clause that people marked for the same cue (0 where they marked none). Needs scipy.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from train_speakers import fit, overlap

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis.marks import quotation_spans
from analysis.mentions import read_paragraph
from analysis.reported import choose, clause_candidates, reported
from analysis.words import paragraphs

WEIGHTS = 300
COST = 1.0  # of a wrong clause against a missed one


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
