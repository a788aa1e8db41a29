"""How each model is made; only the trainer imports these modules, with scikit-learn beside it."""
