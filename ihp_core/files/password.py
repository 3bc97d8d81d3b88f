"""The password of the internal view as a hash, on its own because nothing else here is secret.

Argon2id with the library's own parameters: what a settings file holds gives the password to nobody.
"""

from __future__ import annotations

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""Of a password, in characters: one that is guessed in years, one that is typed."""
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """What the settings hold of a password; ``ValueError`` where it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ValueError(len(password))
    return _hasher.hash(password)


def is_hash(text: str) -> bool:
    """Whether a text is such a hash."""
    try:
        extract_parameters(text)
    except InvalidHashError:
        return False
    return True


def is_right(password: str, password_hash: str) -> bool:
    """Whether a password is the one of a hash."""
    try:
        return len(password) <= LONGEST and _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
