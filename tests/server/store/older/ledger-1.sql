CREATE TABLE ai_training_logs(id INTEGER PRIMARY KEY, timestamp TEXT NOT NULL, trigger TEXT NOT NULL, models_trained TEXT NOT NULL, data_points INTEGER NOT NULL, dataset_sha TEXT, success INTEGER NOT NULL, training_duration_seconds REAL NOT NULL, gate TEXT, peak_rss_mb REAL, cpu_seconds REAL, error TEXT) STRICT;
CREATE TABLE release(model TEXT NOT NULL, version TEXT NOT NULL, folder TEXT NOT NULL, created_ms INTEGER NOT NULL, standing TEXT NOT NULL, manifest TEXT NOT NULL, PRIMARY KEY(model, version)) STRICT;
CREATE TABLE deployment(id INTEGER PRIMARY KEY, model TEXT NOT NULL, version TEXT NOT NULL, since_ms INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE consent(name TEXT PRIMARY KEY, answer TEXT NOT NULL, since_ms INTEGER NOT NULL) STRICT;
INSERT INTO consent VALUES('recording', 'yes', 1763698320123);
INSERT INTO deployment VALUES(1, 'stuck', '0.1.0', 1763698320123, 'shipped');
PRAGMA application_id = 1431192645;
PRAGMA user_version = 1;
