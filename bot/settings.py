"""Every setting, read in one place: defaults from `config/footnote.toml`, then `.env`, then the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.resources import INSTALLED, ROOT

CONFIG_FILE = ROOT / "config" / "footnote.toml"
ENV_FILE = Path(".env")
PREFIX = "BOT_"

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


def _one_word(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value().split()) != 1:
        raise ValueError("one word without spaces")
    return secret


def _listed(value: object) -> object:
    """A list written as "0, 1" or "[0, 1]"."""
    return [part for part in value.strip("[] ").split(",") if part] if isinstance(value, str) else value


class Settings(BaseSettings):
    """What an operator may set.

    Secrets, which are known by the names that hosts give them, come from the environment only and are never printed.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    discord_token: Annotated[SecretStr, AfterValidator(_one_word)] | None = Field(
        default=None, validation_alias="DISCORD_TOKEN", description="The bot's token. Secret."
    )
    database_url: Annotated[SecretStr, AfterValidator(_one_word)] | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="Where the database is; a SQLite file in the user's data folder when unset. May hold a password.",
    )
    seeds: Path = Field(default=ROOT / "seeds", description="Folder of the pack.")
    log_level: LogLevel = Field(default="INFO", description="How much is logged; members' words never are.")
    message_content: bool = Field(
        default=True, description="Ask Discord for the message-content intent; without it open channels stay quiet."
    )
    tolerated_error: float = Field(
        default=0.03, gt=0, lt=0.5, description="Share of wrong answers tolerated among answers given to commands."
    )
    tolerated_error_channel: float = Field(
        default=0.005, gt=0, lt=0.5, description="The same for messages in channels, where nobody called the bot."
    )
    daily_grace_hours: float = Field(
        default=6, ge=0, le=24, description="Hours by which a quote of the day may be late; later, it is left out."
    )
    cache: bool = Field(
        default=True, description="Keep built indexes on disk, by content, so that the next start is fast."
    )
    discord_api: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(
        default=None, description="Base address of another Discord, for the demo and the tests."
    )
    shard_ids: Annotated[tuple[Annotated[int, Field(ge=0)], ...] | None, NoDecode, BeforeValidator(_listed)] = Field(
        default=None, description="Shards this process serves; all when unset."
    )
    shard_count: int | None = Field(
        default=None, ge=1, description="How many shards there are in all; Discord says when unset."
    )

    @model_validator(mode="after")
    def _shards_exist(self) -> Settings:
        count = self.shard_count or 0
        if self.shard_ids is not None and not all(shard < count for shard in self.shard_ids):
            shown = ", ".join(map(str, self.shard_ids))
            limit = f"below BOT_SHARD_COUNT, which is {count or 'unset'}"
            raise ValueError(f"BOT_SHARD_IDS: found {shown}, expected ids {limit}")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """First found wins: what a test passes, the environment, `.env`, the file of defaults."""
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            TomlConfigSettingsSource(settings_cls, toml_file=CONFIG_FILE),
        )


def load_settings(**overrides: Any) -> Settings:
    """Read the settings.

    Args:
        overrides: values that win over everything else, by the settings' names.

    Raises:
        UsageError: a value is wrong, or a name is not known; says which, what was found, what is expected and where it
            may be set.
    """
    try:
        wrong = [*_wrong_names()]
        settings = partial(Settings, **overrides)()
    except ValidationError as error:
        raise UsageError("\n".join(map(_explain, error.errors()))) from None
    if wrong:
        raise UsageError("\n".join(wrong))
    return settings


def variable_of(name: str) -> str:
    """The environment variable of a setting: "BOT_LOG_LEVEL" for "log_level"."""
    alias = Settings.model_fields[name].validation_alias
    return f"{PREFIX}{name}".upper() if alias is None else str(alias)


def is_secret(name: str) -> bool:
    """Whether a setting must be kept out of files that are shared, and out of every report."""
    return Settings.model_fields[name].validation_alias is not None


def _wrong_names() -> Iterator[str]:
    """Names that look like settings and are none, and secrets that stand where they must not."""
    variables = {variable_of(name) for name in Settings.model_fields}
    for place, names in (("The environment", [*os.environ]), (ENV_FILE, _env_file_names())):
        for name in sorted(name.upper() for name in names):
            if name.startswith(PREFIX) and name not in variables:
                yield f"{place} has {name}, which is no setting{_nearest(name, variables)}"
    public = {name for name in Settings.model_fields if not is_secret(name)}
    for name in _config_file_names():
        if name.upper() in variables or name in Settings.model_fields.keys() - public:
            yield f"{_CONFIG} has {name}, which is a secret. Set it in the environment or in {ENV_FILE} instead."
        elif name not in public:
            yield f"{_CONFIG} has {name}, which is no setting{_nearest(name, public)}"


def _env_file_names() -> list[str]:
    try:
        return [*DotEnvSettingsSource(Settings).env_vars]
    except UnicodeDecodeError:
        raise UsageError(f"{ENV_FILE} is not UTF-8. Save it as UTF-8.") from None


def _config_file_names() -> list[str]:
    try:
        return [*tomllib.loads(CONFIG_FILE.read_text("utf-8"))]
    except FileNotFoundError:
        return []
    except ValueError as error:  # not TOML, or not UTF-8
        raise UsageError(f"{_CONFIG} cannot be read: {error}. Mend the line named.") from None


def _nearest(name: str, known: Collection[str]) -> str:
    """The end of a sentence: what may have been meant."""
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=70)
    return f"; did you mean {found[0]}?" if found else f". There are {', '.join(sorted(known))}."


def _explain(found: ErrorDetails) -> str:
    """One wrong value, in words. A secret's value is not repeated."""
    key = str(found["loc"][0]) if found["loc"] else ""
    name = next((name for name in Settings.model_fields if key in (name, variable_of(name))), None)
    message = found["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if name is None:
        return f"{message}. Set them in the environment, in {ENV_FILE}, or in {_CONFIG}."
    expected = _EXPECTED.get(found["type"], f"a number {message}" if "than" in found["type"] else message)
    shown = "something else (not shown)" if is_secret(name) else repr(found["input"])
    places = (
        f"the environment or in {ENV_FILE}" if is_secret(name) else f"the environment, in {ENV_FILE}, or in {_CONFIG}"
    )
    return f"{variable_of(name)}: found {shown}, expected {expected}. Set it in {places}."


_EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "float_parsing": "a number",
    "int_parsing": "a whole number",
    "string_pattern_mismatch": "an address that begins with http:// or https://",
    "tuple_type": "whole numbers with commas between them",
}
_CONFIG = str(CONFIG_FILE) if INSTALLED else CONFIG_FILE.relative_to(ROOT).as_posix()
