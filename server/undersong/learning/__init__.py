"""From an idle machine to a release: gate, labels, data set, training, validation, log."""
