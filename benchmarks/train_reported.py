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
from analysis.reported import clause_candidates, reported, total
from analysis.words import paragraphs

WEIGHTS = 300
COST = 2.0  # of a wrong clause against a missed one


def cases_of(article):
    """Candidates of each cue in an article: a list of (reported clause, features, overlap with the marked clause)."""
    text = article["text"]
    marked = [a for a in article["attributions"] if a["kind"] == "indirect"]
    inside = defaultdict(list)
    for span in quotation_spans(text):
        inside[span.paragraph].append(span)
    cases = []
    for line, (start, end) in enumerate(paragraphs(text), 1):
        here = [a for a in marked if start <= a["content"][0][0] < end]
        paragraph = read_paragraph(text, start, end, inside.get(line, ()))
        for found in clause_candidates(text, paragraph):
            case = []
            for candidate in found:
                clause = reported(paragraph, candidate)
                share = max(
                    (
                        overlap((clause.start, clause.end), (a["content"][0][0], a["content"][-1][1]))
                        for a in here
                        if any(s < clause.cue[1] and clause.cue[0] < e for s, e in a["cue"])
                    ),
                    default=0.0,
                )
                case.append((clause, candidate.features, share))
            cases.append(case)
    return cases


def fit_clauses(cases, cost=COST, keep=WEIGHTS):
    """Weights whose sum is positive for a clause of which an overlap above cost / (1 + cost) is expected."""
    rows = [features for case in cases for _, features, _ in case]
    share = np.array([share for case in cases for _, _, share in case])

    def loss_of(scores):
        told = 1 / (1 + np.exp(-scores))
        loss = share * np.logaddexp(0, -scores) + cost * (1 - share) * np.logaddexp(0, scores)
        return loss.sum(), cost * (1 - share) * told - share * (1 - told)

    return fit(rows, loss_of, keep)


def kept(cases, table):
    """The best clause of each cue, where its score is positive."""
    chosen = []
    for case in cases:
        best = max(case, key=lambda candidate: total(candidate[1], table))
        if total(best[1], table) > 0:
            chosen.append(best)
    return chosen
