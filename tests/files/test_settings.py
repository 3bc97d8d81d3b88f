"""The settings file: neutral by default, every wrong entry told with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ihp_core.files.password import hashed, is_right
from ihp_core.files.settings import ACCENT, Settings, SettingsError, settings
from ihp_core.text import say

ROOT = Path(__file__).parents[1]
PASSWORD = "warm water from servers"


def written(folder: Path, text: str) -> Path:
    """A settings file."""
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_all_is_neutral(tmp_path: Path) -> None:
    """As with the one that is shipped."""
    assert settings(tmp_path / "none.toml") == Settings() == settings(ROOT / "settings.toml")
    assert Settings().accent == ACCENT


def test_what_stands_in_the_file_is_taken(tmp_path: Path) -> None:
    """Address without its last slash, logo beside the file."""
    (tmp_path / "logo.svg").write_text("<svg/>")
    text = '[public]\naddress = "https://x.org/"\n[brand]\ncompany = "A & B"\n'
    text += 'mail = "heat@example.org"\naccent = "#112233"\nlogo = "logo.svg"\n'
    text += "[study]\nfee_eur = 25000\n"
    found = settings(written(tmp_path, text))
    assert found.address == "https://x.org"
    assert (found.company, found.accent) == ("A & B", "#112233")
    assert found.mail == "heat@example.org"
    assert found.logo == tmp_path / "logo.svg"
    assert found.study_fee_eur == 25_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[brand", "settings.unreadable"),
        ("brand = 3", "settings.group"),
        ("[brand]\ncompany = 3", "settings.text"),
        ('[brand]\naccent = "blue"', "settings.colour"),
        ('[brand]\nmail = "nobody"', "settings.mail"),
        ('[brand]\nmail = "a@b.org?bcc=c@d.org"', "settings.mail"),
        ('[brand]\nlogo = "none.svg"', "settings.logo"),
        ('rules = "strict"', "settings.one_of"),
        ("rules = 3", "settings.one_of"),
        ('internal = "shut"', "settings.one_of"),
        ('internal = "password"', "settings.password_missing"),
        ('internal_password_hash = "secret"', "settings.password_hash"),
        ("internal_password_hash = 3", "settings.text"),
        ('[brand]\nlogo = "settings.toml"', "settings.logo"),
        ('[study]\nfee_eur = "much"', "settings.amount"),
        ("[study]\nfee_eur = true", "settings.amount"),
        ("[study]\nfee_eur = -1", "settings.amount"),
        ("[study]\nfee_eur = nan", "settings.amount"),
        ("[study]\nfee_eur = 1e12", "settings.amount"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, text: str, code: str) -> None:
    """With the name of the setting and what stands there."""
    with pytest.raises(SettingsError) as error:
        settings(written(tmp_path, text))
    assert error.value.code == code
    assert say(code, **error.value.words)


def test_a_large_logo_is_refused(tmp_path: Path) -> None:
    """It would stand in every file."""
    (tmp_path / "logo.png").write_bytes(b"x" * 600_000)
    with pytest.raises(SettingsError, match="logo_large"):
        settings(written(tmp_path, '[brand]\nlogo = "logo.png"'))


def test_the_rules_are_those_of_the_file(tmp_path: Path) -> None:
    """Without an entry what is calculated decides; a wrong one is told with what is allowed."""
    assert settings(written(tmp_path, 'rules = "guide"')).rules == "guide"
    assert settings(written(tmp_path, "")).rules == "calculated" == Settings().rules
    with pytest.raises(SettingsError) as error:
        settings(written(tmp_path, 'rules = "strict"'))
    told = say(error.value.code, **error.value.words)
    assert all(part in told for part in ("rules", "strict", '"calculated"', '"guide"'))


def test_the_lock_of_the_internal_view_is_taken(tmp_path: Path) -> None:
    """Open unless the file says otherwise; the hash alone is kept of a password."""
    made = hashed(PASSWORD)
    text = f'internal = "password"\ninternal_password_hash = "{made}"\n'
    found = settings(written(tmp_path, text))
    assert (found.internal, found.password_hash) == ("password", made)
    assert PASSWORD not in made
    assert settings(written(tmp_path, 'internal = "off"')).internal == "off"
    assert Settings().internal == "open"


def test_a_hash_knows_its_password_and_no_other() -> None:
    """Two hashes of one password differ; what is no hash is right for nobody."""
    first, second = hashed(PASSWORD), hashed(PASSWORD)
    assert first != second
    assert is_right(PASSWORD, first)
    assert is_right(PASSWORD, second)
    assert not any(is_right(wrong, first) for wrong in ("", PASSWORD[:-1], PASSWORD * 100))
    assert not is_right(PASSWORD, "")
    assert not is_right(PASSWORD, "secret")


@pytest.mark.parametrize("length", [0, 11, 201])
def test_a_password_has_a_length(length: int) -> None:
    """Twelve characters at least: a short one is guessed."""
    with pytest.raises(ValueError, match=str(length)):
        hashed("x" * length)
