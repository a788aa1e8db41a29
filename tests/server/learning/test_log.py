"""The training log, as the product's documented query reads it."""

from pathlib import Path

from builders.releases import NOON, ledger_in
from undersong.learning import log

QUERY = """SELECT timestamp, models_trained, data_points, success, training_duration_seconds
FROM ai_training_logs ORDER BY timestamp DESC LIMIT 10"""
HOUR_MS = 3_600_000


def training(begun_ms: int = NOON, models: tuple[str, ...] = ("stuck", "flow"), **more: object) -> log.Training:
    return log.Training(begun_ms, "idle", models, 120, 3.25, **more)  # type: ignore[arg-type]


def test_the_documented_query_gives_the_last_ten_newest_first(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    for hour in range(12):
        log.write(ledger, training(NOON + hour * HOUR_MS))

    rows = ledger.rows(QUERY)

    assert len(rows) == 10
    assert rows[0] == (log.text_of_time(NOON + 11 * HOUR_MS), '["stuck", "flow"]', 120, 1, 3.25)


def test_each_model_was_last_trained_when_a_training_of_it_came_to_a_decision(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    log.write(ledger, training(NOON, ("stuck", "anomaly")))
    log.write(ledger, training(NOON + HOUR_MS, ("stuck",)))
    log.write(ledger, training(NOON + 2 * HOUR_MS, ("stuck",), error="abandoned"))

    assert log.last_trained_ms(ledger) == {"stuck": NOON + HOUR_MS, "anomaly": NOON}


def test_decisions_on_a_model_come_newest_first_with_their_reasons(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    for hour, word in enumerate(("refused", "promoted")):
        decided = (log.Decision("stuck", word, f"reason {hour}"), log.Decision("flow", "refused", "other"))
        log.write(ledger, training(NOON + hour * HOUR_MS, decisions=decided))

    found = log.decisions(ledger, "stuck")

    assert [(plain["decision"], plain["reason"]) for _, plain in found] == [
        ("promoted", "reason 1"),
        ("refused", "reason 0"),
    ]


def test_a_time_survives_its_text_to_the_millisecond() -> None:
    assert log.time_of_text(log.text_of_time(NOON + 123)) == NOON + 123
    assert log.text_of_time(0) == "1970-01-01T00:00:00.000Z"


def test_only_a_promoted_candidate_serves() -> None:
    words = ("promoted", "promoted as experimental", "refused")

    assert [log.Decision("stuck", word, "").is_promoted for word in words] == [True, True, False]
