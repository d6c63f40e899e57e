"""What a run may be told: every setting with its type, its range and its default."""

import json
import os
import re
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

ENV_PREFIX = "SHUZHENG_"
API_KEY_VARIABLE = f"{ENV_PREFIX}API_KEY"

_SECRET = re.compile(r"key|token|secret|password|authorization", re.IGNORECASE)


class Price(BaseModel):
    """What a million tokens of one model cost, in any currency.

    Tokens of a prompt that the server had seen before may be cheaper.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    prompt: float = Field(ge=0)
    completion: float = Field(ge=0)
    cached: float | None = Field(None, ge=0)

    def cost(self, prompt: int, cached: int, completion: int) -> float:
        """Return what so many tokens cost; ``cached`` ones are part of the prompt.

        >>> Price(prompt=2, completion=8, cached=0.5).cost(1_500_000, 500_000, 250_000)
        4.25
        """
        again = self.prompt if self.cached is None else self.cached
        dear = (prompt - cached) * self.prompt + cached * again + completion * self.completion
        return dear / 1_000_000


class Settings(BaseSettings):
    """What a run may be told; without a ``base_url`` the embedded model answers."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_prefix=ENV_PREFIX)

    base_url: str | None = Field(
        None, description="address of an OpenAI-compatible server, ending in /v1"
    )
    model: str | None = Field(None, description="model name; the server's only one if not given")
    api_key_env: str = Field(API_KEY_VARIABLE, description="variable that holds the API key")
    temperature: float = Field(0.0, ge=0, le=2, description="sampling temperature")
    seed: int = Field(20231, ge=0, description="sampling seed sent with every request")
    extra_body: dict[str, Any] = Field(
        default_factory=dict, description="JSON object sent along with every request"
    )
    profile: Literal["auto", "small", "large"] = Field(
        "auto", description="way of asking: small or large model; auto goes by the model"
    )
    strategy: str | None = Field(
        None, description="way of asking by name; the profile's if not given"
    )
    prompt_version: str | None = Field(
        None, description="prompt files to use; the strategy's if not given"
    )
    schema_version: str | None = Field(
        None, description="answer shape to use; the strategy's if not given"
    )
    user_schema: str | None = Field(
        None, description="fields of your own to ask about every number: FILE.py, or funding"
    )
    challenger: str | None = Field(
        None, description="second model that answers the same chunks: MODEL or MODEL@URL"
    )
    reasoning_tokens: int = Field(
        0, ge=0, le=100_000, description="tokens a model may spend on thinking before an answer"
    )
    chunk_tokens: int | None = Field(
        None,
        ge=50,
        description="longest text of one request, in tokens; the strategy's if not given",
    )
    chunk_mentions: int | None = Field(
        None,
        ge=1,
        le=99,
        description="most numbers in one request; the strategy's if not given",
    )
    concurrency: int | None = Field(
        None, ge=1, le=512, description="requests under way at once; found out if not given"
    )
    workers: int | None = Field(
        None,
        ge=0,
        le=64,
        description="processes that work on documents, 0 for none; by their number if not given",
    )
    requests_per_minute: int | None = Field(
        None, ge=1, description="most requests a minute, if the server has such a limit"
    )
    tokens_per_minute: int | None = Field(
        None, ge=1, description="most tokens a minute, question and answer together"
    )
    attempts: int = Field(4, ge=1, le=20, description="tries for one request")
    timeout_s: float = Field(
        180.0, gt=0, description="seconds to wait while nothing of an answer comes"
    )
    wait_for_server_s: float = Field(
        600.0, ge=0, description="seconds to wait for a server that is away or fails at everything"
    )
    stream: bool = Field(True, description="let answers come token by token")
    use_cache: bool = Field(True, description="answer repeated requests from disk")
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("shuzheng"),
        description="folder of the answer cache and the unpacked embedded model",
    )
    store: str | None = Field(
        None, repr=False, description="database address for the records of a run, not run.sqlite"
    )
    reviewer: str | None = Field(
        None, description="name put to decisions; the login name if not given"
    )
    max_tokens_total: int | None = Field(
        None, ge=1, description="tokens after which a run stops, to go on another time"
    )
    max_cost: float | None = Field(
        None, ge=0, description="cost after which a run stops, in the currency of prices"
    )
    prices: dict[str, Price] = Field(
        default_factory=dict, description="prices of a million tokens, by model"
    )
    against: tuple[Path, ...] = Field(
        (), description="directories of other runs whose figures are held against this one's"
    )
    encoding: str | None = Field(None, description="encoding of the documents, if known")
    max_document_mb: float = Field(20.0, gt=0, description="largest document accepted")

    @field_validator("base_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment; never .env or secret files."""
        return init_settings, env_settings

    def api_key(self) -> SecretStr | None:
        """Return the key from the variable ``api_key_env``, if that is set."""
        value = os.environ.get(self.api_key_env)
        return SecretStr(value) if value else None


# Where the requests of a run go that are written to files: nowhere, but a model's name is
# taken with an address only.
BY_FILES = "http://batch.invalid/v1"
TOLD_BY_FILES = "none: requests and replies go by files"


def describe_settings(settings: Settings) -> dict[str, str]:
    """Return every setting in words, without the password an address may hold."""
    values = settings.model_dump(mode="json")
    if settings.base_url:
        address = re.sub(r"//[^/@]{0,500}@", "//…@", settings.base_url)
        values["base_url"] = TOLD_BY_FILES if settings.base_url == BY_FILES else address
    if settings.store:
        values["store"] = without_password(settings.store)
    if settings.challenger:
        values["challenger"] = re.sub(r"//[^/@]{0,500}@", "//…@", settings.challenger)
    hidden = {key: "…" for key in settings.extra_body if _SECRET.search(key)}
    values["extra_body"] = settings.extra_body | hidden
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in values.items()
    }


def without_password(address: str) -> str:
    """Return a database address that may be shown: no user, no password, no parameters.

    >>> without_password("postgresql://li:secret@db.example/runs?password=secret")
    'postgresql://…@db.example/runs'
    """
    scheme, separator, rest = address.partition("://")
    if not separator:
        return "…"
    user, at, place = rest.rpartition("@")
    return f"{scheme}://{'…@' if at else ''}{(place if at else user or place).partition('?')[0]}"
