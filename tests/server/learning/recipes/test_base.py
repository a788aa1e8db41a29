import math

from undersong.domain.window import Window
from undersong.features.catalog import BY_NAME
from undersong.learning.material.dataset import PRIVATE, row_of
from undersong.learning.recipes.catalog import RECIPES
from undersong.learning.recipes.stuck import StuckRecipe

DAY_MS = 86_400_000


def test_labelled_windows_become_rows_and_others_do_not() -> None:
    windows = [Window(n * DAY_MS, 1, {"fail_streak": float(n)}) for n in range(1, 4)]

    dataset = StuckRecipe().live(windows, {DAY_MS: (1.0, 1.0), 3 * DAY_MS: (0.0, 0.3)})

    assert (dataset.labels, dataset.weights, dataset.times_ms) == ((1.0, 0.0), (1.0, 0.3), (DAY_MS, 3 * DAY_MS))
    assert [row[0] for row in dataset.rows] == [1.0, 3.0]
    assert len(set(dataset.groups)) == 2
    assert dataset.sources[0]["licence"] == PRIVATE


def test_what_is_not_known_is_nan_in_a_row() -> None:
    row = row_of({"runs": 2.0, "best_share": None}, ("runs", "best_share", "later"))

    assert row[0] == 2.0
    assert math.isnan(row[1])
    assert math.isnan(row[2])


def test_every_recipe_learns_from_features_that_a_window_has() -> None:
    assert set(RECIPES) == {"stuck", "flow", "anomaly"}
    for name, recipe in RECIPES.items():
        assert recipe.name == name
        assert set(recipe.features) <= set(BY_NAME)


def test_oddness_learns_from_every_window_that_was_lived() -> None:
    windows = [Window(1, 3, {"edit_share": 0.5}), Window(2, 0, {}), Window(3, 1, {"edit_share": 0.2})]

    assert RECIPES["anomaly"].live(windows, {}).times_ms == (1, 3)
