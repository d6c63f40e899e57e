"""Paths as typed, and the documents they name."""

from pathlib import Path

import pytest

from pipeline.documents.finding import find_documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out a folder of documents, hidden files and other files."""
    for name in ("b.txt", "a.html", "sub/c.text", "sub/deep/d.TXT", ".git/x.txt", "e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def test_folder_gives_all_documents_below_it(folder: Path) -> None:
    """Texts and pages are found at any depth, sorted by name; hidden and other files not."""
    found = find_documents([str(folder)])

    assert [name for name, _ in found.files] == ["a", "b", "c", "d"]
    assert found.errors == ()


def test_glob_gives_what_it_matches(folder: Path) -> None:
    """A pattern that the shell did not expand is expanded."""
    found = find_documents([str(folder / "*.txt"), str(folder / "**" / "*.text")])

    assert [name for name, _ in found.files] == ["b", "c"]


def test_file_named_by_itself_is_taken_whatever_its_suffix(folder: Path) -> None:
    """Reading will say what a PDF is; finding does not hide it."""
    assert [name for name, _ in find_documents([str(folder / "e.pdf")]).files] == ["e"]


def test_file_named_twice_is_found_once(folder: Path) -> None:
    """A file and the folder it lies in give one document."""
    found = find_documents([str(folder / "b.txt"), str(folder), str(folder / "b*")])

    assert [name for name, _ in found.files].count("b") == 1


def test_path_that_matches_nothing_is_an_error_beside_the_others(folder: Path) -> None:
    """Each vain path has its sentence, and the other documents go on."""
    (folder / "empty").mkdir()
    typed = [str(folder / name) for name in ("no.txt", "*.csv", "empty", "b.txt")]

    found = find_documents(typed)

    assert [name for name, _ in found.files] == ["b"]
    assert [str(error).removeprefix(str(folder) + "/").split(";")[0] for error in found.errors] == [
        "no.txt: no such file or folder",
        "*.csv: the pattern matches no file",
        "empty: no documents in this folder",
    ]


def test_files_of_one_stem_are_told_apart_by_their_bytes(tmp_path: Path) -> None:
    """Both names carry the digest of the bytes, so neither depends on the order."""
    for folder, text in (("x", "one"), ("y", "two")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")

    names = [name for name, _ in find_documents([str(tmp_path)]).files]

    assert names == ["a~3fc4ccfe", "a~7692c3ad"]


def test_copies_of_one_file_still_have_unique_names(tmp_path: Path) -> None:
    """Same stem and same bytes: the copies are counted."""
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("one", encoding="utf-8")

    names = [name for name, _ in find_documents([str(tmp_path)]).files]

    assert names == ["a~7692c3ad", "a~7692c3ad~2"]


def test_the_order_of_the_paths_does_not_matter(folder: Path) -> None:
    """The same paths in another order give the same names and files."""
    paths = [str(folder / "b.txt"), str(folder / "sub"), str(folder / "a.html")]

    assert find_documents(paths).files == find_documents(paths[::-1]).files
