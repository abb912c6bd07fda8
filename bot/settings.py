"""Every setting, read in one place: defaults from `config/footnote.toml`, then `.env`, then the environment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.paths import expanded
from bot.resources import INSTALLED, ROOT
from bot.setting_sources import SettingSource, is_there, read_config_file, read_env_file, read_environment
from bot.validation import expected, shown

CONFIG_FILE = ROOT / "config" / "footnote.toml"
ENV_FILE = Path(".env")
PREFIX = "BOT_"

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]


def _is_token(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\w.-]+", secret.get_secret_value(), re.ASCII):
        raise ValueError("the token alone, one word of letters, digits, dots, hyphens and underscores")
    return secret


def _is_address(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value()
    if " " in text or not text.isprintable():
        raise ValueError("an address without blanks (in a password, write a blank as %20)")
    return secret


def _leads_somewhere(address: str) -> str:
    try:
        host, _ = urlsplit(address).hostname, urlsplit(address).port
    except ValueError:
        host = None
    if not host or " " in address:
        raise ValueError("an address such as http://127.0.0.1:8080")
    return address


def _is_host(host: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", host, re.ASCII):
        raise ValueError("an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them")
    return host


def _in_capitals(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _listed(value: object) -> object:
    """A list written as "0, 1" or "[0, 1]"."""
    return [part for part in value.strip("[] ").split(",") if part.strip()] if isinstance(value, str) else value


def _distinct(shards: tuple[int, ...]) -> tuple[int, ...]:
    if len({*shards}) < len(shards):
        raise ValueError("every number once")
    return shards


class Settings(BaseSettings):
    """What an operator may set.

    Secrets, which are known by the names that hosts give them, come from the environment only and are never printed.
    """

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        extra="ignore",
        frozen=True,
    )

    discord_token: Annotated[SecretStr, AfterValidator(_is_token)] | None = Field(
        default=None, validation_alias="DISCORD_TOKEN", description="The bot's token. Secret."
    )
    database_url: Annotated[SecretStr, AfterValidator(_is_address)] | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="Where the database is; a SQLite file in the user's data folder when unset. May hold a password.",
    )
    seeds: Annotated[Path, AfterValidator(expanded)] = Field(default=ROOT / "seeds", description="Folder of the pack.")
    log_level: Annotated[LogLevel, BeforeValidator(_in_capitals)] = Field(
        default="INFO", description="How much is logged; members' words never are."
    )
    log_format: LogFormat = Field(default="text", description="One line an event, or one JSON object.")
    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port of metrics and health over HTTP; nothing listens when unset."
    )
    metrics_host: Annotated[str, AfterValidator(_is_host)] = Field(
        default="127.0.0.1",
        description="Address at which metrics and health are served; by default this machine alone sees them.",
    )
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
        default=6, ge=0, le=24, description="Hours by which a post of the day may be late; later, it is left out."
    )
    cache: bool = Field(
        default=True, description="Keep built indexes on disk, by content, so that the next start is fast."
    )
    encoder: bool = Field(
        default=True,
        description="Compare questions by meaning, across languages; without, by words alone, in 120 MB less memory.",
    )
    reload: bool = Field(
        default=True,
        description="Read the pack again when one of its files is saved; without, at the next start.",
    )
    curate_in: Annotated[tuple[Annotated[int, Field(gt=0)], ...], BeforeValidator(_listed)] = Field(
        default=(), description="Servers whose curators may write into the pack with `/curate`; nowhere when unset."
    )
    discord_api: (
        Annotated[str, StringConstraints(pattern=r"^https?://\S+$"), AfterValidator(_leads_somewhere)] | None
    ) = Field(default=None, description="Base address of another Discord, for the demo and the tests.")
    shard_ids: Annotated[
        Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=1), AfterValidator(_distinct)] | None,
        BeforeValidator(_listed),
    ] = Field(default=None, description="Shards this process serves; all when unset.")
    shard_count: int | None = Field(
        default=None, ge=1, description="How many shards there are in all; Discord says when unset."
    )

    @field_validator("*", mode="before")
    @classmethod
    def _holds_no_control_character(cls, value: object) -> object:
        if isinstance(value, str) and any(unicodedata.category(character) == "Cc" for character in value):
            raise ValueError("a value on one line, without control characters")
        return value

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
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """First found wins: what is passed, the environment, `.env`, the file of defaults."""
        sources = _sources(getattr(dotenv_settings, "env_file", None))
        return init_settings, *(InitSettingsSource(settings_cls, _set_in(source)) for source in sources)


def load_settings(**overrides: Any) -> Settings:
    """Read the settings.

    Args:
        overrides: values that win over everything else, by the settings' names; `_env_file=None` leaves `.env` out.

    Raises:
        UsageError: a value is wrong, a name is not known, or a file cannot be read; says which, what was found where,
            and what is expected.
    """
    env_file = overrides.pop("_env_file", ENV_FILE)
    overrides["_env_file"] = env_file if env_file and is_there(env_file) else None
    sources = _sources(overrides["_env_file"])
    wrong = [*_wrong_names(sources)]
    try:
        settings = partial(Settings, **overrides)()
    except ValidationError as error:
        raise UsageError("\n".join(_explain(found, sources) for found in error.errors())) from None
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


def _sources(env_file: Path | None) -> list[SettingSource]:
    """Where settings may stand, the first to be asked first."""
    in_file = [read_env_file(env_file)] if env_file else []
    return [read_environment(), *in_file, read_config_file(CONFIG_FILE, _CONFIG)]


def _set_in(source: SettingSource) -> dict[str, Any]:
    """What a source sets, by the names that `Settings` takes; an empty value leaves a setting as it is."""
    found: dict[str, Any] = {}
    for name, field in Settings.model_fields.items():
        value = source.values.get(_name_in(source, name), "")
        if value != "":
            found[name if field.validation_alias is None else str(field.validation_alias)] = value
    return found


def _name_in(source: SettingSource, name: str) -> str:
    """What a setting is called in a source."""
    return name if source.place == _CONFIG and not is_secret(name) else variable_of(name)


def _wrong_names(sources: Sequence[SettingSource]) -> Iterator[str]:
    """Names that look like settings and are none, and secrets that stand where they must not."""
    variables = {variable_of(name) for name in Settings.model_fields}
    *named_in_capitals, config = sources
    for source in named_in_capitals:
        for name in sorted(source.values):
            if name.startswith(PREFIX) and name not in variables:
                place = source.place_of(name)
                yield f"{place[0].upper()}{place[1:]} has {name}, which is no setting{_nearest(name, variables)}"
    public = {name for name in Settings.model_fields if not is_secret(name)}
    for name in config.values:
        if name.upper() in variables or name in Settings.model_fields.keys() - public:
            yield f"{_CONFIG} has {name}, which is a secret. Set it in the environment or in {ENV_FILE} instead."
        elif name not in public:
            yield f"{_CONFIG} has {name}, which is no setting{_nearest(name, public)}"


def _nearest(name: str, known: Collection[str]) -> str:
    """The end of a sentence: what may have been meant."""
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=70)
    return f"; did you mean {found[0]}?" if found else f". There are {', '.join(sorted(known))}."


def _explain(found: ErrorDetails, sources: Sequence[SettingSource]) -> str:
    """One wrong value, in words. A secret's value is not repeated."""
    key = str(found["loc"][0]) if found["loc"] else ""
    name = next((name for name in Settings.model_fields if key in (name, variable_of(name))), None)
    if name is None:
        return f"{expected(found)}. Set them in the environment, in {ENV_FILE}, or in {_CONFIG}."
    wanted = _EXPECTED.get(found["type"]) or expected(found)
    value = "something else (not shown)" if is_secret(name) else shown(found["input"])
    source = next((source for source in sources if source.values.get(_name_in(source, name), "") != ""), None)
    place = f" in {source.place_of(_name_in(source, name))}" if source else ""
    return f"{variable_of(name)}: found {value}{place}, expected {wanted}. Correct it there."


_EXPECTED = {
    "string_pattern_mismatch": "an address that begins with http:// or https://",
    "string_type": "an address that begins with http:// or https://",
    "too_short": "at least one number; leave it unset to serve all shards",
    "tuple_type": "whole numbers with commas between them",
}
_CONFIG = str(CONFIG_FILE) if INSTALLED else CONFIG_FILE.relative_to(ROOT).as_posix()
