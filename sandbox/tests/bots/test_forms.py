"""Forms of messages and of commands that are refused, field by field, with the codes that Discord has for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sandbox.tests.support.forms import V2, button, command, faults, options, row, select, text
from sandbox.tests.support.village import Village

MESSAGES: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("long content", {"content": "x" * 2001}, {"/content": "BASE_TYPE_MAX_LENGTH"}),
    ("long nonce", {"content": "x", "nonce": "n" * 26}, {"/nonce": "BASE_TYPE_MAX_LENGTH"}),
    (
        "content beside V2",
        {"content": "x", "flags": V2, "components": [text()]},
        {"/content": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
    ),
    (
        "embeds beside V2",
        {"embeds": [{"title": "x"}], "flags": V2, "components": [text()]},
        {"/embeds": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
    ),
    ("V2 without the flag", {"components": [text()]}, {"/components/0/type": "UNION_TYPE_CHOICES"}),
    (
        "41 components",
        {"flags": V2, "components": [{"type": 17, "components": [text("x") for _ in range(40)]}]},
        {"/components": "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
    ),
    (
        "4,001 characters",
        {"flags": V2, "components": [text("x" * 2000), text("y" * 2001)]},
        {"/components": "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
    ),
    ("empty text", {"flags": V2, "components": [text("")]}, {"/components/0/content": "BASE_TYPE_BAD_LENGTH"}),
    (
        "an id twice",
        {"flags": V2, "components": [row(button(), button())]},
        {"/components/0/components/1/custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
    ),
    (
        "long id",
        {"components": [row(button(custom_id="x" * 101))]},
        {"/components/0/components/0/custom_id": "BASE_TYPE_BAD_LENGTH"},
    ),
    (
        "long label",
        {"components": [row(button(label="x" * 81))]},
        {"/components/0/components/0/label": "BASE_TYPE_MAX_LENGTH"},
    ),
    (
        "nothing on the button",
        {"components": [row(button(label=None))]},
        {"/components/0/components/0": "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"},
    ),
    (
        "a link without an address",
        {"components": [row({"type": 2, "style": 5, "label": "x", "url": "ftp://x"})]},
        {"/components/0/components/0/url": "URL_TYPE_INVALID_SCHEME"},
    ),
    (
        "six buttons",
        {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
        {"/components/0/components": "BASE_TYPE_BAD_LENGTH"},
    ),
    (
        "a select beside a button",
        {"components": [row(button(), select())]},
        {"/components/0/components": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
    ),
    (
        "26 options",
        {"components": [row(select(options=[{"label": str(n), "value": str(n)} for n in range(26)]))]},
        {"/components/0/components/0/options": "BASE_TYPE_BAD_LENGTH"},
    ),
    (
        "an option twice",
        {"components": [row(select(options=[{"label": "a", "value": "a"}] * 2))]},
        {"/components/0/components/0/options/1/value": "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
    ),
    (
        "more to choose than there is",
        {"components": [row(select(max_values=2))]},
        {"/components/0/components/0/max_values": "SELECT_COMPONENT_MAX_VALUES"},
    ),
    (
        "a section without its accessory",
        {"flags": V2, "components": [{"type": 9, "components": [text()]}]},
        {"/components/0/accessory/type": "UNION_TYPE_CHOICES"},
    ),
    (
        "an empty container",
        {"flags": V2, "components": [{"type": 17, "components": []}]},
        {"/components/0/components": "BASE_TYPE_BAD_LENGTH"},
    ),
    (
        "a picture that is not there",
        {"flags": V2, "components": [{"type": 12, "items": [{"media": {"url": "attachment://x.png"}}]}]},
        {"/components/0/items/0/media/url": "URL_TYPE_INVALID_URL"},
    ),
    (
        "mentions both ways",
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        {"/allowed_mentions": "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
    ),
    (
        "mentions of another kind",
        {"content": "x", "allowed_mentions": {"parse": ["cats"]}},
        {"/allowed_mentions/parse/0": "BASE_TYPE_CHOICES"},
    ),
    (
        "an embed that is too long",
        {"embeds": [{"title": "x" * 257, "description": "y"}]},
        {"/embeds/0/title": "BASE_TYPE_MAX_LENGTH"},
    ),
    (
        "embeds too long together",
        {"embeds": [{"description": "y" * 4000}, {"description": "y" * 2001}]},
        {"/embeds": "MAX_EMBED_SIZE_EXCEEDED"},
    ),
    (
        "a reply to nothing",
        {"content": "x", "message_reference": {"message_id": "1"}},
        {"/message_reference": "REPLIES_UNKNOWN_MESSAGE"},
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in MESSAGES], ids=[case[0] for case in MESSAGES])
async def test_a_message_is_refused_field_by_field(
    village: Village, body: dict[str, Any], expected: dict[str, str]
) -> None:
    status, refusal = await village.post(body)
    assert (status, refusal["code"], refusal["message"]) == (400, 50035, "Invalid Form Body")
    assert faults(refusal["errors"]) == expected
    assert not village.world.messages[village.general.id]


COMMANDS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("capitals", command(name="Ask"), {"/0/name": "APPLICATION_COMMAND_INVALID_NAME"}),
    ("spaces", command(name="ask me"), {"/0/name": "APPLICATION_COMMAND_INVALID_NAME"}),
    ("long name", command(name="a" * 33), {"/0/name": "BASE_TYPE_BAD_LENGTH"}),
    ("no description", command(description=""), {"/0/description": "BASE_TYPE_BAD_LENGTH"}),
    ("another tongue", command(name_localizations={"xx": "ask"}), {"/0/name_localizations/xx": "BASE_TYPE_CHOICES"}),
    (
        "long translation",
        command(description_localizations={"zh-CN": "问" * 101}),
        {"/0/description_localizations/zh-CN": "BASE_TYPE_BAD_LENGTH"},
    ),
    ("26 options", options(*({"name": f"o{n}"} for n in range(26))), {"/0/options": "BASE_TYPE_MAX_LENGTH"}),
    (
        "required after optional",
        options({"name": "a"}, {"name": "b", "required": True}),
        {"/0/options/1": "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
    ),
    ("a name twice", options({}, {}), {"/0/options/1/name": "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"}),
    (
        "26 choices",
        options({"choices": [{"name": str(n), "value": str(n)} for n in range(26)]}),
        {"/0/options/0/choices": "BASE_TYPE_MAX_LENGTH"},
    ),
    (
        "choices and completion",
        options({"choices": [{"name": "a", "value": "a"}], "autocomplete": True}),
        {"/0/options/0/autocomplete": "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID"},
    ),
    (
        "a number that is none",
        options({"type": 4, "choices": [{"name": "a", "value": "a"}]}),
        {"/0/options/0/choices/0/value": "NUMBER_TYPE_COERCE"},
    ),
    (
        "too much in all",
        options(
            *({"name": f"o{n}", "choices": [{"name": "c", "value": f"{m:0>99}"} for m in range(20)]} for n in range(5))
        ),
        {"/0": "APPLICATION_COMMAND_TOO_LARGE"},
    ),
    (
        "a menu with a description",
        {"type": 3, "name": "Count", "description": "x"},
        {"/0/description": "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"},
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in COMMANDS], ids=[case[0] for case in COMMANDS])
async def test_a_command_is_refused_field_by_field(
    village: Village, body: dict[str, Any], expected: dict[str, str]
) -> None:
    status, refusal = await village.rest("PUT", f"/applications/{village.world.application.id}/commands", [body])
    assert (status, refusal["code"]) == (400, 50035)
    assert faults(refusal["errors"]) == expected
    assert not village.world.commands


async def test_a_command_may_be_installed_only_where_its_application_may(village: Village) -> None:
    village.world.application = replace(village.world.application, installs=(0,))
    path = f"/applications/{village.world.application.id}/commands"
    _, about = await village.rest("GET", "/applications/@me")
    assert about["integration_types_config"] == {"0": {}}
    status, refusal = await village.rest("PUT", path, [command(integration_types=[0, 1])])
    assert (status, refusal["code"]) == (400, 50035)
    assert faults(refusal["errors"]) == {"/0/integration_types/1": "BASE_TYPE_CHOICES"}
    _, made = await village.rest("PUT", path, [command()])
    assert made[0]["integration_types"] == [0]
