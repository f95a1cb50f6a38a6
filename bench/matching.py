"""Measures grouping: quality against labelled texts, and time and memory as the pool grows."""

from __future__ import annotations

import json
import random
import resource
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import AgglomerativeClustering

from wutong.matching import Item, Pool, Vectors, encode_items, group
from wutong.matching.calibration import threshold_for
from wutong.matching.pairs import pairs_above

HERE = Path(__file__).parent
LABELLED = HERE.parent / "tests" / "matching" / "needs.toml"
SIZES = (1_000, 5_000, 20_000)
Row = dict[str, Any]
Truth = Mapping[str, str]


@cache
def made_up_needs(count: int) -> tuple[list[Item], dict[str, str]]:
    """Needs of 30 countries, 44 topics in three shades and 4 actions, each said one to four times in zh, en or ru,
    until there are `count` texts; and which need each text says."""
    parts = tomllib.loads((HERE / "needs.toml").read_text(encoding="utf-8"))
    needs = list(product(parts["countries"], parts["topics"], parts["aspects"], parts["actions"]))
    draw = random.Random(20_261_124)
    draw.shuffle(needs)
    items: list[Item] = []
    truth: dict[str, str] = {}
    for number, (country, topic, aspect, action) in enumerate(needs):
        for way in draw.sample(parts["actions"][action], draw.randint(1, 4)):
            key = f"{len(items):06}"
            facts = {"country": {country[0]}, "field": {topic[0]}, "action": {action}}
            frozen = {name: frozenset(values) for name, values in facts.items()}
            items.append(Item(key, _said(way, country, topic, aspect), facts=frozen))
            truth[key] = str(number)
            if len(items) == count:
                return items, truth
    raise ValueError(f"only {len(items)} texts can be made")


def _said(way: str, country: Sequence[str], topic: Sequence[str], aspect: Sequence[str]) -> str:
    """A way of saying a need filled in, in the language the way is written in."""
    if any("\u4e00" <= char <= "\u9fff" for char in way):
        return way.format(c=country[1], t=topic[1] + aspect[0])
    column, language = (3, 2) if any("а" <= char <= "я" for char in way) else (2, 1)
    return way.format(c=country[column], t=aspect[language] + topic[column])


def labelled(half: str) -> tuple[list[Item], dict[str, str]]:
    """The labelled needs of the tests: "tune" were used to find the threshold, "held" to check it."""
    items: list[Item] = []
    truth: dict[str, str] = {}
    for number, need in enumerate(tomllib.loads(LABELLED.read_text(encoding="utf-8"))["need"]):
        facts = {"country": frozenset(need["countries"]), "field": frozenset([need["field"]])}
        for place, text in enumerate(need["texts"] if need["half"] == half else ()):
            items.append(Item(f"{number:03}.{place}", text, facts=facts))
            truth[items[-1].key] = str(number)
    return items, truth


def pairwise_f1(groups: Iterable[Sequence[str]], truth: Truth) -> float:
    """Harmonic mean of precision and recall over pairs put in one group."""
    made = right = 0
    for keys in groups:
        made += len(keys) * (len(keys) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in Counter(truth[key] for key in keys).values())
    wanted = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    return 2 * right / (made + wanted)


def connected(items: Sequence[Item], vectors: Vectors, threshold: float) -> list[list[str]]:
    """The peer that closes groups transitively: components of the very same scored pairs."""
    pool = Pool(items, vectors=vectors)
    pairs = pairs_above(pool, threshold)
    edges = (np.ones(len(pairs.left)), (pairs.left, pairs.right))
    labels = connected_components(csr_matrix(edges, shape=(len(pool), len(pool))), directed=False)[1]
    return _by_label(pool, labels)


def agglomerative(items: Sequence[Item], vectors: Vectors, threshold: float) -> list[list[str]]:
    """The peer that needs the full distance matrix: scikit-learn, complete linkage on the same scored pairs."""
    pool = Pool(items, vectors=vectors)
    pairs = pairs_above(pool, threshold)
    far = np.full((len(pool), len(pool)), 2.0, np.float32)
    np.fill_diagonal(far, 0)
    far[pairs.left, pairs.right] = far[pairs.right, pairs.left] = 1 - pairs.score
    model = AgglomerativeClustering(None, metric="precomputed", linkage="complete", distance_threshold=1 - threshold)
    return _by_label(pool, model.fit_predict(far))


def _by_label(pool: Pool, labels: Iterable[int]) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for item, label in zip(pool.items, labels, strict=True):
        groups.setdefault(int(label), []).append(item.key)
    return list(groups.values())


def quality() -> list[Row]:
    rows = []
    for half in ("tune", "held"):
        items, truth = labelled(half)
        vectors, threshold = encode_items(items), threshold_for("need")
        for facts in (True, False):
            texts = items if facts else [replace(item, facts={}) for item in items]
            ours = pairwise_f1([g.keys for g in group(texts, vectors=vectors).groups], truth)
            other = pairwise_f1(connected(texts, vectors, threshold), truth)
            name = f"grouping, pairwise F1, {half} half, {'with' if facts else 'without'} facts"
            rows.append(
                _row(name, ours, other, "higher than connected components", ours > other, "F1", f"{len(items)} texts")
            )
    return rows


def growth() -> list[Row]:
    """Time of grouping at each size; encoding is measured apart, as vectors are stored when a reply comes in."""
    items, truth = made_up_needs(SIZES[-1])
    encoding, vectors = _timed(lambda: encode_items(items))
    rate = len(items) / encoding
    note = f"{rate:.0f} texts/s on one thread"
    rows = [_row("encoding 20,000 needs", encoding, None, "300 texts/s", rate >= 300, "s", note)]
    spent: dict[int, float] = {}
    for size in SIZES:
        part = items[:size]
        spent[size], found = _timed(partial(group, part, vectors=vectors), best_of=2 if size < 10_000 else 1)
        quality = pairwise_f1([made.keys for made in found.groups], {item.key: truth[item.key] for item in part})
        note = f"F1 {quality:.3f}, {len(found.groups)} groups, peak {_peak():.0f} MB"
        rows.append(_row(f"grouping {size:,} needs", spent[size], None, "≤ 60 s", spent[size] <= 60, "s", note))
    rows.append(_without_facts(items, vectors))
    rows.append(_against_full_matrix(items[:5_000], vectors, truth, spent[5_000]))
    times = spent[20_000] / spent[5_000]
    rows.append(
        _row("grouping, growth 5,000 to 20,000", times, 4.0, "≤ 1.5 × linear", times <= 6, "×", "linear is 4 ×")
    )
    return rows


def _without_facts(items: Sequence[Item], vectors: Vectors) -> Row:
    """The hard case: nothing known but the wording, so every pair is scored."""
    bare = [replace(item, facts={}) for item in items]
    spent, found = _timed(lambda: group(bare, vectors=vectors))
    note = f"threshold raised to {found.threshold:.2f}, peak {_peak():.0f} MB; work grows with the square"
    return _row("grouping 20,000 needs, no facts stated", spent, None, "≤ 60 s", spent <= 60, "s", note)


def _against_full_matrix(items: Sequence[Item], vectors: Vectors, truth: Truth, ours: float) -> Row:
    spent, made = _timed(lambda: agglomerative(items, vectors, threshold_for("need")))
    quality = pairwise_f1(made, {item.key: truth[item.key] for item in items})
    note = f"scikit-learn agglomerative, complete linkage on the same pairs, F1 {quality:.3f}"
    return _row("grouping 5,000 needs against a full matrix", ours, spent, "faster", ours < spent, "s", note)


def _timed[T](work: Callable[[], T], best_of: int = 1) -> tuple[float, T]:
    spent = []
    for _ in range(best_of):
        started = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - started)
    return min(spent), result


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, ours: float, against: float | None, aim: str, holds: bool, unit: str, note: str) -> Row:
    ratio = None if against is None else round(ours / against, 3)
    row: Row = {"name": name, "ours": round(ours, 3), "against": None if against is None else round(against, 3)}
    return row | {"ratio": ratio, "aim": aim, "holds": bool(holds), "unit": unit, "note": note}


def cases() -> list[Row]:
    """All rows of this part of the bench."""
    return [*quality(), *growth()]


if __name__ == "__main__":
    for row in cases():
        print(json.dumps(row, ensure_ascii=False))
