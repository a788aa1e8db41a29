"""What looks like a secret, so that it is neither kept nor offered."""

import math
import re
from collections import Counter
from pathlib import PurePath

# Files whose whole purpose is to hold secrets; nothing of them is read.
PRIVATE_FILE = re.compile(
    r"\.env(\..*)?|.*\.env|.*\.(pem|key|p12|pfx|jks|keystore|kdbx|crt|cer|der|asc|gpg|ovpn)|id_(rsa|dsa|ecdsa|ed25519).*"
    r"|\.?(netrc|pgpass|npmrc|pypirc|htpasswd)|credentials(\..*)?|secrets?(\.(ya?ml|json|toml|ini))?|.*\.tfstate.*",
    re.IGNORECASE,
)
KNOWN_KEY = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|github_pat_\w+|xox[abprs]-|sk-\w{16,}|sk_(live|test)_|AIza[\w-]{30,}"
    r"|eyJ[\w-]{10,}\.|glpat-|npm_\w{30,}|pypi-\w{20,}|-----BEGIN"
)
HEX = re.compile(r"[0-9a-fA-F]{20,}")
RUN = re.compile(r"[A-Za-z0-9+/_=-]{20,}")
# 20 random base64 characters have about 4 bits each; English words and snake_case names stay under 3.7.
ENTROPY_BITS = 3.8


def is_private_file(path: str) -> bool:
    """Return whether a file's name says that it holds secrets."""
    return PRIVATE_FILE.fullmatch(PurePath(path).name) is not None


def is_secret_like(token: str) -> bool:
    """Return whether a literal, word or number looks like a key, a token or a password hash.

    >>> is_secret_like("'application/json'"), is_secret_like("'9f86d081884c7d659a2feaa0c55ad015'")
    (False, True)
    """
    if len(token) < 16:
        return False
    if KNOWN_KEY.search(token) or HEX.search(token):
        return True
    return any(_is_random(run.group()) for run in RUN.finditer(token))


def _is_random(run: str) -> bool:
    has_digits = sum(char.isdigit() for char in run) >= 3
    has_both_cases = run.lower() != run and run.upper() != run
    return has_digits and has_both_cases and _entropy_bits(run) > ENTROPY_BITS


def _entropy_bits(text: str) -> float:
    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * math.log2(share) for share in shares)
