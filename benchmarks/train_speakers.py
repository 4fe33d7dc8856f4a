"""Learn analysis/speaker_weights.toml: who speaks, and what in quotation marks is speech.

    python benchmarks/train_speakers.py TRAIN.jsonl            write the weights
    python benchmarks/train_speakers.py TRAIN.jsonl --judge    learn without each publisher in turn and judge on it

TRAIN.jsonl holds one marked article a line: `text`, `publisher`, and `quotes` with `start`, `end` (marks in or out) and
`source` (list of [start, end] of the speaker's mention; empty or null where there is none). The folder of a PolNeAR
checkout does as well. Only marked articles that nothing is measured on may be used. The ranker is a conditional logit over the candidates of each quotation, the speech
table a logistic regression; both are fitted with an L2 penalty, cut to the weights that carry most, and fitted again.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from polnear import read_marked  # noqa: E402

from analysis.attribution import candidates, choose, surroundings  # noqa: E402
from analysis.marks import quotation_spans  # noqa: E402
from analysis.mentions import reader  # noqa: E402
from analysis.speech import LONG, speech_features  # noqa: E402
from analysis.words import paragraphs  # noqa: E402

SPEAKER_WEIGHTS, SPEECH_WEIGHTS = 1000, 150
RARE, PENALTY = 8, 1.0  # features met less often are not learned; L2 penalty of a weight
RARE_SPEAKER, PENALTY_SPEAKER = 4, 1.5  # the same for the ranker, which has more cases
PART = 0.4  # of the likelihood, for a mention inside the source that is not its head


def letters_and_digits(text, start, end):
    """A span cut back to its first and last letter or digit, so that marks and commas do not matter."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def overlap(a, b):
    """Shared part of two spans: intersection over union."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0.0, shared / (max(a[1], b[1]) - min(a[0], b[0]))) if shared > 0 else 0.0


def cases_of(article):
    """(speaker cases, speech cases): features with the right answer, quotation by quotation.

    The speaker before is the marked one, so that one error is not learned from again.
    """
    text = article["text"]
    marked = [(letters_and_digits(text, q["start"], q["end"]), q["source"] or []) for q in article["quotes"]]
    lines, inside = paragraphs(text), defaultdict(list)
    for span in quotation_spans(text):
        inside[span.paragraph].append(span)
    speaker_cases, speech_cases = [], []
    speaker, spoke_in = None, 0
    read = reader(text, lines, inside)
    for line, here in inside.items():
        paragraph = read(line)
        for span in here:
            place = letters_and_digits(text, span.start, span.end)
            best, source = max(((overlap(place, m), s) for m, s in marked), default=(0, []), key=lambda pair: pair[0])
            around = surroundings(text, span, paragraph)
            if span.end - span.start <= LONG:
                speech_cases.append((speech_features(text, span, paragraph, around), best >= 0.5))
            if best < 0.8:
                continue
            found = candidates(text, span, paragraph, around, speaker, line - spoke_in, lambda step: read(line + step))  # noqa: B023
            right = rightness(found, source)
            speaker_cases.append((found, right))
            if source and any(right):
                speaker, spoke_in = found[right.index(1.0)].mention, line
    return speaker_cases, speech_cases


def rightness(found, source):
    """1 for the candidate that the marked source begins with, PART for others in it ("a spokesman for the *ministry*")."""
    right = [
        any(min(e, c.mention.end) > max(s, c.mention.start) for s, e in source) if c.mention else not source
        for c in found
    ]
    head = min((c.mention.start for c, r in zip(found, right, strict=True) if r and c.mention), default=None)
    return [
        r * (1.0 if c.mention is None or c.mention.start == head else PART) for c, r in zip(found, right, strict=True)
    ]


def matrix(rows, names):
    """One row of 0 and 1 for each list of features."""
    index = {name: i for i, name in enumerate(names)}
    columns = [[index[f] for f in row if f in index] for row in rows]
    bounds = np.cumsum([0] + [len(c) for c in columns])
    flat = np.fromiter((i for c in columns for i in c), int, bounds[-1])
    return csr_matrix((np.ones(bounds[-1]), flat, bounds), shape=(len(rows), len(names)))


def fit(rows, loss_of, keep, rare=RARE, penalty=PENALTY):
    """Weights of at most `keep` features; `loss_of(scores)` gives the loss and its slope for each row."""
    counts = Counter(f for row in rows for f in set(row))
    names = sorted(f for f, n in counts.items() if n >= rare)
    while True:
        x = matrix(rows, names)

        def objective(w, x=x):
            loss, slope = loss_of(x @ w)
            return loss + penalty * (w @ w), x.T @ slope + 2 * penalty * w

        weights = minimize(objective, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
        if len(names) <= keep:
            return dict(zip(names, weights.round(2).tolist(), strict=True))
        carried = [abs(w) * counts[name] ** 0.5 for w, name in zip(weights, names, strict=True)]
        most = np.argsort(carried, kind="stable")[::-1][: max(keep, len(names) // 2)]
        names = [names[i] for i in sorted(most)]


def fit_speakers(cases, keep=SPEAKER_WEIGHTS):
    """Weights by which the right candidate of each case wins."""
    cases = [(found, right) for found, right in cases if any(right)]
    owner = np.repeat(np.arange(len(cases)), [len(found) for found, _ in cases])
    first = np.searchsorted(owner, np.arange(len(cases)))
    right = np.concatenate([np.array(r, float) for _, r in cases])

    def loss_of(scores):
        e = np.exp(scores - np.maximum.reduceat(scores, first)[owner])
        p = e / np.add.reduceat(e, first)[owner]
        good = np.add.reduceat(p * right, first) + 1e-12
        return -np.log(good).sum(), p - p * right / good[owner]

    return fit([c.features for found, _ in cases for c in found], loss_of, keep, RARE_SPEAKER, PENALTY_SPEAKER)


def fit_speech(cases, keep=SPEECH_WEIGHTS):
    """Weights whose sum is positive for speech."""
    sign = np.array([1.0 if speech else -1.0 for _, speech in cases])

    def loss_of(scores):
        margin = sign * scores
        return np.logaddexp(0, -margin).sum(), -sign / (1 + np.exp(margin))

    return fit([features for features, _ in cases], loss_of, keep)


def judge(articles, cases):
    """Learn without each publisher in turn; print how often speaker and speech are right on it."""
    total = Counter()
    for publisher in sorted({a["publisher"] for a in articles}):
        rest = [c for a, c in zip(articles, cases, strict=True) if a["publisher"] != publisher]
        left_out = [c for a, c in zip(articles, cases, strict=True) if a["publisher"] == publisher]
        speaker_table = fit_speakers([case for c, _ in rest for case in c])
        speech_table = fit_speech([case for _, c in rest for case in c])
        count = Counter()
        for speaker_cases, speech_cases in left_out:
            for found, right in speaker_cases:
                if not right[-1]:  # somebody speaks
                    chosen = choose(found, speaker_table)
                    count["speakers"] += 1
                    count["right"] += any(r for c, r in zip(found, right, strict=True) if c.mention is chosen)
            for features, speech in speech_cases:
                count["spans"] += 1
                count["told"] += (sum(speech_table.get(f, 0.0) for f in features) > 0) == speech
        total += count
        print(
            f"{publisher:16} speaker right {count['right'] / count['speakers']:.3f} of {count['speakers']:5}"
            f"   speech told {count['told'] / count['spans']:.3f} of {count['spans']:5}"
        )
    print(
        f"{'all':16} speaker right {total['right'] / total['speakers']:.3f} of {total['speakers']:5}"
        f"   speech told {total['told'] / total['spans']:.3f} of {total['spans']:5}"
    )


def write(path, tables, n_articles):
    """The weights as TOML, largest first."""
    lines = [
        "# Learned by benchmarks/train_speakers.py; see there for how. Change nothing here by hand.",
        f"# From {n_articles} news articles of seven US publishers, 2015-2016, with quotations and sources marked by people",
        "# (PolNeAR v1, training part). Numbers only; no text of the articles is in here.",
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]"]
        ordered = sorted(table.items(), key=lambda item: (-abs(item[1]), item[0]))
        lines += [
            f"{json.dumps(' | '.join(feature), ensure_ascii=False)} = {weight}" for feature, weight in ordered if weight
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(doc, cases_of, judge, learn):
    """The command line of a training script: `judge(articles, cases)` with --judge, else `learn(articles, cases)`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--judge", action="store_true")
    options = parser.parse_args()
    articles = read_marked(options.train)
    (judge if options.judge else learn)(articles, [cases_of(article) for article in articles])


def learn(articles, cases):
    """Write both tables."""
    tables = {
        "speaker": fit_speakers([case for c, _ in cases for case in c]),
        "speech": fit_speech([case for _, c in cases for case in c]),
    }
    write(ROOT / "analysis" / "speaker_weights.toml", tables, len(articles))


if __name__ == "__main__":
    run(__doc__, cases_of, judge, learn)
