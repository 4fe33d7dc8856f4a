"""Articles as points in a space of words, and groups of them: tf-idf, latent semantic analysis, k-means, stability.

Bags are Counters of words; points are rows of length 1, so that the product of two is the cosine between them.
"""

import re
import warnings
from collections import Counter

import numpy as np

WORD = re.compile(r"[^\W\d_]{3,}")
STOP_WORDS = frozenset(  # words of news that say nothing of its subject, beside scikit-learn's English ones
    "said says say saying told tell according added mr mrs ms dr year years year's month months week weeks day days "
    "time today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december new just like people don didn doesn isn wasn weren "
    "wouldn couldn shouldn hasn haven hadn aren ain won photo image video copyright newsletter advertisement caption "
    "read share reuters tass afp xinhua dpa".split()
)
DIMENSIONS = 6, 50  # a tenth of the articles, within these
CANDIDATES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20)
ARTICLES_PER_TOPIC = 8  # at least, on average, when the number of topics is chosen
HALVES = 5  # resamplings behind a stability


def bags_of_words(texts):
    """How often each word stands in each text: a Counter a text."""
    return [Counter(WORD.findall(text.lower())) for text in texts]


def articles_with(bags):
    """In how many of the bags each word stands."""
    met = Counter()
    for bag in bags:
        met.update(bag.keys())
    return met


def stop_words():
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return STOP_WORDS | ENGLISH_STOP_WORDS


def choose_vocabulary(bags):
    """`({word: column}, idf)` of the words that are neither in most articles nor in only one or two."""
    met, stop = articles_with(bags), stop_words()
    fewest, most = (2 if len(bags) < 100 else 3), len(bags) / 2
    kept = sorted(word for word, count in met.items() if fewest <= count <= most and word not in stop)
    idf = np.log((1 + len(bags)) / (1 + np.array([met[word] for word in kept], dtype=float))) + 1
    return {word: column for column, word in enumerate(kept)}, idf


def tf_idf(bags, vocabulary, idf):
    """Tf-idf of each article, its counts dampened, to length 1: a sparse row an article."""
    from scipy.sparse import csr_matrix

    columns, counts, ends = [], [], [0]
    for bag in bags:
        for word, count in bag.items():
            column = vocabulary.get(word)
            if column is not None:
                columns.append(column)
                counts.append(count)
        ends.append(len(columns))
    columns = np.array(columns, dtype=np.int32)
    weights = (1 + np.log(np.array(counts, dtype=float))) * idf[columns]
    rows = np.repeat(np.arange(len(bags)), np.diff(ends))
    lengths = np.sqrt(np.bincount(rows, np.square(weights), minlength=len(bags)))
    return csr_matrix((weights / lengths[rows], columns, ends), shape=(len(bags), len(vocabulary)))


def semantic_space(words, seed):
    """`(points, components)`: latent semantic analysis by a truncated singular value decomposition."""
    from sklearn.utils.extmath import randomized_svd

    least, most = DIMENSIONS
    wanted = min(max(words.shape[0] // 10, least), most, *words.shape)
    _, _, components = randomized_svd(words, wanted, n_iter=3, random_state=seed)
    return to_length_1(words @ components.T), components


def group(points, n_groups, seed, starts):
    """`(group of each point, centres)` of k-means, the largest group first; groups without points are left out."""
    from sklearn.cluster import KMeans

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fewer different points than groups: the caller counts the centres
        centres = to_length_1(KMeans(n_groups, n_init=starts, random_state=seed).fit(points).cluster_centers_)
    sizes = np.bincount((points @ centres.T).argmax(axis=1), minlength=len(centres))
    centres = centres[[number for number in np.argsort(-sizes, kind="stable") if sizes[number]]]
    return (points @ centres.T).argmax(axis=1), centres


def stability(points, groups, n_groups, seed):
    """Mean Jaccard overlap of each group with the nearest one found in half of the points (Hennig 2007); NaN when
    there is one group only, or fewer than four points to each."""
    if n_groups < 2 or len(points) < 4 * n_groups:
        return np.full(n_groups, np.nan)
    chance, overlaps = np.random.default_rng(seed), []
    for half in range(HALVES):
        rows = chance.choice(len(points), len(points) // 2, replace=False)
        _, centres = group(points[rows], n_groups, seed + half, starts=5)
        both = np.zeros((n_groups, len(centres)))
        np.add.at(both, (groups, (points @ centres.T).argmax(axis=1)), 1)
        either = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
        overlaps.append((both / either).max(axis=1))
    return np.mean(overlaps, axis=0)


def choose_number(points, seed):
    """The number of groups with the highest product of mean stability and silhouette."""
    from sklearn.metrics import silhouette_score

    scores = {}
    some = np.random.default_rng(seed).permutation(len(points))[:1000]
    for n_groups in CANDIDATES:
        if n_groups > max(2, len(points) // ARTICLES_PER_TOPIC):
            break
        groups, centres = group(points, n_groups, seed, starts=5)
        stable = np.nan_to_num(stability(points, groups, len(centres), seed)).mean()
        if 2 <= len(np.unique(groups[some])) < len(some):
            scores[n_groups] = stable * silhouette_score(points[some], groups[some], metric="cosine")
    return max(scores, key=scores.get) if scores else 2


def to_length_1(rows):
    """Rows divided by their lengths; a row of zeros stays as it is."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)
