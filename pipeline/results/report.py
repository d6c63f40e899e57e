"""A run in, its report out: one page for all of it, or an index and a page for each document."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.results.records import RunInfo
from pipeline.results.report_document import Setting, document_part
from pipeline.results.report_index import Line, index_line, index_part
from pipeline.results.report_markup import Markup, element
from pipeline.results.report_page import page
from pipeline.results.report_words import Language, Words, read_words
from pipeline.results.settled import settled_documents
from pipeline.results.store import Store
from pipeline.results.whole_files import write_whole

INDEX = "index"
SUFFIX = ".html"

# What may name a file everywhere: no separators, no dots in front, nothing odd.
_PLAIN_NAME = re.compile(
    r"(?!(?:index|con|nul|aux|prn|com\d|lpt\d)(?:\.|$))\w[\w.-]{0,79}", re.IGNORECASE
)


def write_report(
    run_dir: Path, out: Path, language: Language = Language.CHINESE, *, url: str | None = None
) -> tuple[Path, ...]:
    """Write the report of a run and return the files, the one to open first in front.

    Where ``out`` ends in ``.html`` it becomes one page with every document, else a
    folder of an index and one page for each document.  Decisions of people are applied.
    A file that cannot be written raises ``StoreError``.
    """
    with Store.open(run_dir, url) as store:
        if out.suffix.lower() == SUFFIX:
            return (_write_one(store, out, language),)
        return _write_folder(store, out, language)


def file_name(doc: str) -> str:
    """Return the name of a document's page: its own where that can name a file.

    >>> file_name("000_7779515c"), file_name("../../x")
    ('000_7779515c.html', 'document-9cdf6a50100a.html')
    """
    if _PLAIN_NAME.fullmatch(doc):
        return doc + SUFFIX
    return f"document-{sha256(doc.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}{SUFFIX}"


def _write_one(store: Store, out: Path, language: Language) -> Path:
    words = read_words(language)
    places = {name: place for place, name in enumerate(store.names(), start=1)}

    def address(doc: str) -> str | None:
        return f"#d{places[doc]}-" if doc in places else None

    def parts() -> Iterator[Markup]:
        lines = []
        for record in (each.record for each in settled_documents(store)):
            prefix = f"d{places[record.document.name]}-"
            yield document_part(record, Setting(words, prefix, address))
            lines.append(index_line(record, f"#{prefix}top"))
        yield index_part(store.info(), lines, store.unreadable(), words)
        yield _footer(store.info(), words)

    write_whole(out, page(words("report.title"), words, parts()))
    return out


def _write_folder(store: Store, out: Path, language: Language) -> tuple[Path, ...]:
    words, names = read_words(language), frozenset(store.names())
    files = _file_names(names)

    def address(doc: str) -> str | None:
        return f"{files[doc]}#" if doc in files else None

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{out}: cannot be made ({error.strerror or error})") from error
    lines: list[Line] = []
    info = store.info()
    for record in (each.record for each in settled_documents(store)):
        name = record.document.name
        back = element("p", element("a", words("report.back"), href=INDEX + SUFFIX), class_="index")
        part = document_part(record, Setting(words, "", address))
        write_whole(out / files[name], page(name, words, (back, part, _footer(info, words))))
        lines.append(index_line(record, files[name]))
    body = (index_part(info, lines, store.unreadable(), words), _footer(info, words))
    write_whole(out / (INDEX + SUFFIX), page(words("report.title"), words, body, has_facts=False))
    return (out / (INDEX + SUFFIX), *(out / files[line.name] for line in lines))


def _file_names(names: frozenset[str]) -> dict[str, str]:
    """Return a file name for each document; names that differ only by case differ there too."""
    alike = Counter(name.lower() for name in names)
    return {
        name: file_name(name) if alike[name.lower()] == 1 else file_name(f"\0{name}")
        for name in names
    }


def _footer(info: RunInfo, words: Words) -> Markup:
    return element("footer", words("report.made", version=info.version))
