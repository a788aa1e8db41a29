"""One composition root a process: it builds every part and hands each what it needs."""
