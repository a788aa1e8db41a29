"""Models for tests: they keep the contract and say what the test wants."""

from collections.abc import Callable, Mapping, Sequence

Rule = Callable[[Mapping[str, float]], float]


class RuleModel:
    """A model that follows a rule over named features."""

    is_experimental = True

    def __init__(self, name: str, features: Sequence[str], rule: Rule, **thresholds: float) -> None:
        self.name, self.features = f"{name} 0.0.1", tuple(features)
        self._rule, self._thresholds = rule, thresholds
        self.asked = 0

    def threshold(self, name: str, default: float) -> float:
        return self._thresholds.get(name, default)

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        self.asked += 1
        return [self._rule(dict(zip(self.features, row, strict=True))) for row in rows]


def streak_model() -> RuleModel:
    """Return a model of stuck that rises by a tenth with each run in vain."""
    return RuleModel("stuck", ("fail_streak", "best_share"), lambda row: min(1.0, row["fail_streak"] / 10), enter=0.35)


def typing_model() -> RuleModel:
    """Return a model of flow that rises with what was typed."""
    return RuleModel("flow", ("typed_chars",), lambda row: min(1.0, row["typed_chars"] / 1000), enter=0.5)


def calm_model() -> RuleModel:
    """Return a model that finds nothing unusual."""
    return RuleModel("anomaly", ("edit_share",), lambda _: 0.1, enter=0.9)


def rule_models() -> dict[str, RuleModel]:
    """Return the three by the name of their detector."""
    return {"stuck": streak_model(), "flow": typing_model(), "anomaly": calm_model()}
