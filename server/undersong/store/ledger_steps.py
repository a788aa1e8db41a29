"""The tables of ``undersong.db``, step by step. A step that was released is never changed; add one."""

from undersong.store.migrations import Step

STEPS = (
    Step(
        1,
        "Releases, deployments, consent and the training log.",
        (
            "CREATE TABLE ai_training_logs(id INTEGER PRIMARY KEY, timestamp TEXT NOT NULL, trigger TEXT NOT NULL,"
            " models_trained TEXT NOT NULL, data_points INTEGER NOT NULL,"
            " dataset_sha TEXT, success INTEGER NOT NULL, training_duration_seconds REAL NOT NULL,"
            " gate TEXT, peak_rss_mb REAL, cpu_seconds REAL,"
            " error TEXT) STRICT",
            "CREATE TABLE release(model TEXT NOT NULL, version TEXT NOT NULL, folder TEXT NOT NULL,"
            " created_ms INTEGER NOT NULL, standing TEXT NOT NULL, manifest TEXT NOT NULL,"
            " PRIMARY KEY(model, version)) STRICT",
            "CREATE TABLE deployment(id INTEGER PRIMARY KEY, model TEXT NOT NULL, version TEXT NOT NULL,"
            " since_ms INTEGER NOT NULL, reason TEXT NOT NULL) STRICT",
            "CREATE TABLE consent(name TEXT PRIMARY KEY, answer TEXT NOT NULL, since_ms INTEGER NOT NULL) STRICT",
        ),
    ),
    Step(
        2,
        "Leases, so that one training runs at a time; the last deployment of a model is found at once.",
        (
            "CREATE TABLE lease(name TEXT PRIMARY KEY, pid INTEGER NOT NULL, boot_id TEXT NOT NULL,"
            " expires_ms INTEGER NOT NULL) STRICT",
            "CREATE INDEX deployment_by_model ON deployment(model, since_ms)",
        ),
    ),
    Step(
        3,
        "Drift: which release erred otherwise than it did, and when that was found.",
        (
            "CREATE TABLE drift(id INTEGER PRIMARY KEY, model TEXT NOT NULL, release TEXT NOT NULL,"
            " found_ms INTEGER NOT NULL) STRICT",
        ),
    ),
)
