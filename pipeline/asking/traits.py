"""What is known about a model server, and the file that remembers it."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pipeline.asking.mode import Mode

FILE_NAME = "endpoints.json"
_LISTS = ("models", "left_out")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a server can do, as it has shown; ``None`` is what could not be found out.

    ``server`` is what it calls itself, ``probed_on`` an ISO date.  ``schema_binds`` says
    that an answer shape cannot be left even where the prompt asks for it; ``loops_blanks``
    that it then writes blanks without end.  ``slots`` are requests answered at once, and
    ``tokenizer`` the path that counts tokens, ``""`` if there is none; ``tokens_per_char``
    is what it counted in reports, for the densest of some samples.  ``thinks`` says that
    the model reasons before it answers; ``left_out`` are the parameters that the server
    refuses, without which it is asked.
    """

    address: str
    model: str
    server: str = ""
    probed_on: str = ""
    models: tuple[str, ...] = ()
    context_tokens: int | None = None
    schema_binds: bool | None = None
    loops_blanks: bool | None = None
    tools: bool | None = None
    json_object: bool | None = None
    thinks: bool | None = None
    left_out: tuple[str, ...] = ()
    honours_seed: bool | None = None
    logprobs: bool | None = None
    slots: int | None = None
    tokenizer: str = ""
    tokens_per_char: float | None = None
    prompt_tokens_per_s: float | None = None
    completion_tokens_per_s: float | None = None

    @property
    def mode(self) -> Mode:
        """Return the most binding form in which this server can be asked.

        >>> Traits("a", "m", schema_binds=False, tools=True).mode
        <Mode.TOOLS: 'tools'>
        """
        if self.schema_binds or self.schema_binds is None:
            return Mode.JSON_SCHEMA
        if self.tools:
            return Mode.TOOLS
        return Mode.JSON_OBJECT if self.json_object else Mode.TEXT


def remember(folder: Path, traits: Traits) -> Path:
    """Keep ``traits`` in ``folder`` in place of what was known about that server's model."""
    path = folder / FILE_NAME
    known = {_key(each): each for each in _read(path)} | {_key(traits): traits}
    folder.mkdir(parents=True, exist_ok=True)
    lines = [asdict(known[key]) for key in sorted(known)]
    part = path.with_suffix(".part")
    part.write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
    return path


def recall(folder: Path, address: str, model: str) -> Traits | None:
    """Return what is remembered about a model at an address, if anything is."""
    wanted = (address, model)
    return next((each for each in _read(folder / FILE_NAME) if _key(each) == wanted), None)


def _key(traits: Traits) -> tuple[str, str]:
    return traits.address, traits.model


def _read(path: Path) -> list[Traits]:
    """Return what the file remembers; what another version wrote is forgotten."""
    names = {field.name for field in fields(Traits)}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        known = [row for row in rows if {"address", "model"} <= row.keys() <= names]
        return [
            Traits(**row | {name: tuple(row.get(name, ())) for name in _LISTS}) for row in known
        ]
    except (OSError, ValueError, TypeError, AttributeError):
        return []
