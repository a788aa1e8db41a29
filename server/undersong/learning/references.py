"""The reference configurations on a study's columns: what its own model has to beat, and what serving costs.

Three ways of parting the rows stand side by side: by people; by people and time (learned from other people's older
half, judged on the newer); and at random, which puts a person on both sides and so shows its own optimism.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from undersong.learning.evaluation import FOLDS, columns_of, fold_at_random, fold_of
from undersong.learning.material.dataset import Dataset
from undersong.learning.material.scoring import ranked, tied
from undersong.learning.material.served import PARITY_ROWS
from undersong.learning.studies.base import Study, StudyRows

Numbers = NDArray[np.float64]
Fold = NDArray[np.int64]
Predictor = Callable[[NDArray[np.float32]], Numbers]
# Learns rows and labels with a seed, and says probabilities of further rows.
Learner = Callable[[Dataset, int], Predictor]

# One row is asked for so often, of which the middle half counts.
ASKED = 300


def forest() -> Pipeline:
    """Return the reference of `stuck`."""
    return scaled(
        RandomForestClassifier(n_estimators=100, max_depth=10, min_samples_split=5, random_state=42, n_jobs=1)
    )


def boosting() -> Pipeline:
    """Return the reference of `flow`."""
    return scaled(GradientBoostingClassifier(n_estimators=150, learning_rate=0.1, max_depth=8, random_state=42))


def logistic() -> Pipeline:
    """Return the simplest challenger."""
    return scaled(LogisticRegression(max_iter=2000))


def scaled(model: Any) -> Pipeline:
    """Return a model behind the scaling that the references ask for; what is not known takes the column's median."""
    return make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler(), model)


REFERENCES: Mapping[str, Callable[[], Pipeline]] = {"forest": forest, "boosting": boosting, "logistic": logistic}


def leaderboard(study: Study, rows: StudyRows, seed: int) -> list[dict[str, Any]]:
    """Return one line a model, the study's own first: AUC and average precision of each way of parting the rows."""
    dataset = columns_of(rows.dataset, study.features)
    learners = {"own": own_learner(study), **{name: learner_of(make) for name, make in REFERENCES.items()}}
    return [{"model": name, **compared(learner, dataset, seed)} for name, learner in learners.items()]


def compared(learner: Learner, dataset: Dataset, seed: int) -> dict[str, float | None]:
    """Return a model's figures over the three ways of parting."""
    fold = fold_of(dataset.groups, seed)
    chance = fold_at_random(len(dataset), seed)
    ways = {"by_people": (fold, False), "by_people_and_time": (fold, True), "at_random": (chance, False)}
    figures: dict[str, float | None] = {}
    for way, (parted, is_timed) in ways.items():
        auc, ap = scored(learner, dataset, parted, is_timed, seed)
        figures[f"auc_{way}"], figures[f"ap_{way}"] = auc, ap
    return figures


def scored(
    learner: Learner, dataset: Dataset, fold: Fold, is_timed: bool, seed: int
) -> tuple[float | None, float | None]:
    """Return AUC and average precision of rows left out; None where the rows have no times, or one class."""
    late = newer_half(dataset) if is_timed else None
    if is_timed and late is None:
        return None, None
    said = np.full(len(dataset), np.nan)
    for left_out in range(FOLDS):
        learned, test = fold != left_out, fold == left_out
        if late is not None:
            learned, test = learned & ~late, test & late
        predict = learner(dataset.chosen(np.flatnonzero(learned).tolist()), seed)
        if test.any():
            said[test] = predict(np.array(dataset.rows, np.float32)[test])
    judged = ~np.isnan(said)
    labels = (np.array(dataset.labels)[judged] > 0.5).astype(np.float64)
    auc, ap = ranked(tied(said[judged])[0], labels, np.ones(len(labels)))
    return (None, None) if auc != auc else (round(auc, 4), round(ap, 4))


def newer_half(dataset: Dataset) -> NDArray[np.bool_] | None:
    """Tell which rows are of each person's newer half; None where the rows carry no times."""
    times = np.array(dataset.times_ms)
    if not times.any():
        return None
    _, person = np.unique(dataset.groups, return_inverse=True)
    middle = np.array([np.median(times[person == one]) for one in range(person.max() + 1)])
    late: NDArray[np.bool_] = times > middle[person]
    return late


def learner_of(make: Callable[[], Pipeline]) -> Learner:
    """Return how a reference learns."""

    def learn(dataset: Dataset, seed: int) -> Predictor:  # noqa: ARG001 - a reference has a seed of its own
        model = make().fit(np.array(dataset.rows, np.float32), np.array(dataset.labels) > 0.5)
        return lambda rows: np.asarray(model.predict_proba(rows)[:, 1], np.float64)

    return learn


def own_learner(study: Study) -> Learner:
    """Return how the study's own model learns."""

    def learn(dataset: Dataset, seed: int) -> Predictor:
        fitted = study.fit(dataset, seed)
        return lambda rows: fitted.probabilities(rows.tolist())

    return learn


def served_row(study: Study, rows: StudyRows) -> dict[str, float]:
    """Return what one row costs in milliseconds: the reference forest in scikit-learn, and as ONNX in the same run.

    ``forest_parity`` is the largest difference of the two over up to 3,000 rows.
    """
    import onnxruntime
    from skl2onnx import to_onnx

    dataset = columns_of(rows.dataset, study.features)
    table = np.nan_to_num(np.array(dataset.rows, np.float32))
    model = forest().fit(table, np.array(dataset.labels) > 0.5)
    # As a product with the reciprocal a scaled value falls on the other side of a split now and then.
    exact = {StandardScaler: {"div": "div"}, RandomForestClassifier: {"zipmap": False}}
    graph = to_onnx(model, table[:1], options=exact, target_opset={"": 15, "ai.onnx.ml": 3})
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    many = table[:PARITY_ROWS]
    difference = np.abs(session.run(None, {name: many})[1][:, 1] - model.predict_proba(many)[:, 1]).max()
    python = row_milliseconds(lambda row: model.predict_proba(row), table)
    onnx = row_milliseconds(lambda row: session.run(None, {name: row}), table)
    return {
        "forest_row_milliseconds": round(python, 4),
        "onnx_row_milliseconds": round(onnx, 4),
        "onnx_times_faster": round(python / onnx, 1),
        "forest_parity": float(difference),
    }


def row_milliseconds(ask: Callable[[NDArray[np.float32]], object], table: NDArray[np.float32]) -> float:
    """Return the median time of one row, asked for alone."""
    taken = []
    for n in range(ASKED):
        row = table[n % len(table) : n % len(table) + 1]
        begun = time.perf_counter()
        ask(row)
        taken.append(1000 * (time.perf_counter() - begun))
    return float(np.median(taken))
