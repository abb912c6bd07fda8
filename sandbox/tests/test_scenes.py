"""Scenes: what a file describes is there; what is wrong with a file is told with its line and a remedy."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema_rs import Draft202012Validator

from sandbox import ChannelKind, Permission
from sandbox.__main__ import VILLAGE
from sandbox.scenes.building import build_world
from sandbox.scenes.models import SCHEMA_FILE, schema
from sandbox.scenes.reading import parse_scene, read_scene
from sandbox.scenes.source import SceneError
from sandbox.state.permissions import channel_permissions

SCENE = """\
application: {name: Helper, id: 4242, privileged_intents: [message_content]}
people:
  ada: {display: Ada, id: 77}
  ben: {locale: zh-CN, note: new}
servers:
  - name: Village
    owner: ada
    id: 100
    everyone: [view_channel, send_messages]
    bot: [manage_messages]
    roles:
      - {name: helpers, permissions: [manage_threads], colour: "#2ecc71", members: [ben]}
    channels:
      - {name: Talk, type: category}
      - name: general
        category: Talk
        slow_mode: 5
        messages: [{by: ben, text: hello}]
      - name: quiet
        overwrites:
          - {for: "@everyone", deny: [send_messages]}
          - {for: helpers, allow: [send_messages]}
          - {for: bot, deny: [view_channel]}
  - name: Town
    owner: ben
    members: []
    channels: [{name: news, type: announcement}]
"""


def test_what_the_file_describes_is_there() -> None:
    built = build_world(parse_scene(SCENE, "scene.yaml"), lambda: 1_800_000_000.0)
    world = built.world
    village, town = world.guilds.values()
    ada, ben = (next(each for each in world.people if each.name == name) for name in ("ada", "ben"))
    assert (world.application.id, world.bot.id, world.bot.display, ada.id, village.id) == (
        4242,
        4242,
        "Helper",
        77,
        100,
    )
    assert world.application.privileged == 1 << 15
    assert (ben.locale, ben.note, ben.display) == ("zh-CN", "new", "ben")
    category, general, quiet = world.channels_of(village.id)
    assert (category.kind, general.parent, general.slow_mode) == (ChannelKind.CATEGORY, category.id, 5)
    assert channel_permissions(world, ben.id, quiet) & Permission.SEND_MESSAGES
    assert not channel_permissions(world, world.bot.id, quiet)
    assert channel_permissions(world, world.bot.id, general) & Permission.MANAGE_MESSAGES
    assert [(each.author, each.channel, each.text) for each in built.messages] == [(ben.id, general.id, "hello")]
    assert {member.user for member in world.members_of(town.id)} == {ben.id, world.bot.id}


def test_who_has_installed_the_application_and_where_is_as_the_file_says() -> None:
    told = SCENE.replace("id: 4242,", "installs: [user], installed_by: [ben],")
    told = told.replace("    id: 100\n", "    installed: commands\n").replace("members: []", "installed: nothing")
    world = build_world(parse_scene(told, "scene.yaml")).world
    village, town = world.guilds.values()
    assert {world.users[user].name for user in world.installed_by} == {"ben"}
    assert world.application.installs == (1,)
    assert world.commands_only == {village.id}
    assert [(guild.id, world.bot.id) in world.members for guild in (village, town)] == [False, False]
    assert [role.name for role in world.roles_of(village.id)] == ["@everyone", "helpers"]
    ben = next(iter(world.installed_by))
    assert (town.id, ben) in world.members


def test_a_token_has_the_form_of_a_real_one_and_names_the_application() -> None:
    application = build_world(parse_scene(SCENE, "scene.yaml")).world.application
    first, made, secret = application.token.split(".")
    assert base64.b64decode(first + "=" * (-len(first) % 4)) == b"4242"
    assert (len(made), len(secret)) == (6, 38)
    again = build_world(parse_scene(SCENE, "scene.yaml")).world.application
    assert again.token != application.token
    chosen = SCENE.replace("id: 4242,", "token: my-own,")
    assert build_world(parse_scene(chosen, "scene.yaml")).world.application.token == "my-own"


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("owner: ada", "owner: adda", "scene.yaml:7: there is no person 'adda'. Did you mean 'ada'?"),
        ("    owner: ada\n", "", "scene.yaml:6: servers.0.owner is missing."),
        (
            "slow_mode: 5",
            "slowmode: 5",
            "scene.yaml:17: servers.0.channels.1.slowmode: nothing here is called 'slowmode'",
        ),
        (
            "slow_mode: 5",
            "slow_mode: soon",
            "scene.yaml:17: servers.0.channels.1.slow_mode: it should be a whole number.",
        ),
        (
            "type: category",
            "type: lounge",
            "scene.yaml:14: servers.0.channels.0.type: it should be 'text', 'announcement'",
        ),
        (
            "[view_channel, send_messages]",
            "[view_channels]",
            "scene.yaml:9: there is no permission 'view_channels'. Did you",
        ),
        ("category: Talk", "category: Chat", "scene.yaml:16: there is no category above 'Chat'."),
        ("by: ben", "by: lin", "scene.yaml:18: there is no member of this server 'lin'."),
        ("for: helpers", "for: helper", "scene.yaml:22: there is no role or member 'helper'. Did you mean 'helpers'?"),
        ("locale: zh-CN", "locale: zh", "scene.yaml:4: there is no locale of Discord 'zh'."),
        ("    id: 100\n", "    id: 77\n", "scene.yaml:8: the id 77 stands twice"),
        ("  ben: {locale", "  Ben: {locale", "scene.yaml:4: people.Ben: it should match pattern"),
        ("id: 4242", "installed_by: [lin]", "scene.yaml:1: there is no person 'lin'."),
        (
            "id: 4242",
            "installs: [everywhere]",
            "scene.yaml:1: application.installs.0: it should be 'server' or 'user'.",
        ),
        ("    owner: ben\n", "    owner: ben\n    owner: ada\n", "scene.yaml:26: 'owner' stands twice here; keep one."),
        ("note: new}", "note: new", "scene.yaml:5: this is not YAML: "),
        ("bot: [manage_messages]", "bot: &b [*b]", "scene.yaml:10: "),
    ],
)
def test_a_fault_is_told_with_its_line(was: str, becomes: str, told: str) -> None:
    assert was in SCENE
    with pytest.raises(SceneError) as raised:
        parse_scene(SCENE.replace(was, becomes, 1), "scene.yaml")
    assert told in str(raised.value)


def test_every_fault_is_told_at_once_in_order() -> None:
    with pytest.raises(SceneError) as raised:
        parse_scene(SCENE.replace("by: ben", "by: lin").replace("owner: ada", "owner: adda"), "scene.yaml")
    assert [line.split(":")[1] for line in str(raised.value).splitlines()] == ["7", "18"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"\xff", "this is not UTF-8"),
        (b"- a", "the file: it should be a mapping"),
        (b"people:\nservers:\n", r"1: people: it should be a mapping .*\n.*2: servers: it should be a list"),
        (b"[" * 3000, "it is nested too deeply"),
        (b"a: 2026-99-99", "nothing here is called 'a'"),
        (b"a: !!timestamp 2026-99-99", "this is not YAML: month must be in 1..12"),
        (b"a: !!python/object:os.system {}", "this is not YAML: could not determine a constructor"),
        (b"? [a, b]\n: c", "this is not YAML: found unhashable key"),
        (b"\x00", "this is not YAML: unacceptable character"),
        (b"people: {1: {}}", "people.1: it should be text; put it in quotation marks"),
    ],
)
def test_what_is_no_scene_is_told(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "scene.yaml"
    path.write_bytes(content)
    with pytest.raises(SceneError, match=told):
        read_scene(path)
    with pytest.raises(SceneError, match="cannot be read"):
        read_scene(tmp_path / "absent.yaml")


def test_the_schema_that_ships_is_made_from_the_models_and_takes_the_scene_that_ships() -> None:
    shipped = json.loads((VILLAGE.parent / SCHEMA_FILE).read_text("utf-8"))
    assert shipped == schema()
    validator = Draft202012Validator(shipped)
    assert validator.is_valid(yaml.safe_load(VILLAGE.read_text("utf-8")))
    assert validator.is_valid(yaml.safe_load(SCENE))
    assert not validator.is_valid(yaml.safe_load(SCENE.replace("slow_mode", "slowmode")))
    assert not validator.is_valid(yaml.safe_load(SCENE.replace("[manage_messages]", "[manage_message]")))


def test_the_command_refuses_a_bad_scene_in_words(tmp_path: Path) -> None:
    path = tmp_path / "scene.yaml"
    path.write_text(SCENE.replace("owner: ada", "owner: adda"), "utf-8")
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--scene", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{path}:7: there is no person 'adda'. Did you mean 'ada'?\n"
    path.write_text(
        SCENE.replace('for: "@everyone", deny: [send_messages]', "for: ben, deny: [view_channel]").replace(
            "      - name: quiet\n", "      - name: quiet\n        messages: [{by: ben, text: psst}]\n"
        ),
        "utf-8",
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert "a message of the scene is refused: Missing Access (50001)" in done.stderr
