import hashlib
import hmac

from undersong.reports.names import hashed, names_in, with_names

SALT = "5a" * 32


def test_names_stand_for_hashes_and_short_hashes_for_the_rest():
    report = {"words": "file 9f86d081884c7d65 and file 0011223344556677", "rows": [["file 9f86d081884c7d65", 3, None]]}

    named = with_names(report, {"9f86d081884c7d65": "billing.py"})

    assert named == {"words": "billing.py and file 0011", "rows": [["billing.py", 3, None]]}


def test_a_folder_knows_its_files_by_the_hash_of_their_whole_path(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "tax.py").touch()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").touch()

    names = names_in(tmp_path, SALT)

    whole = str(tmp_path.resolve() / "src" / "tax.py").encode()
    assert names == {hmac.new(bytes.fromhex(SALT), whole, hashlib.sha256).hexdigest()[:16]: "src/tax.py"}


def test_a_drive_letter_is_lower_case_as_in_the_editor():
    assert hashed("C:/desk/tax.py", b"key") == hashed("c:/desk/tax.py", b"key")
