"""Routes of messages, reactions and pins."""

from __future__ import annotations

from sandbox.gateway.intents import Intent
from sandbox.messaging.history import history
from sandbox.rest.call import Answer, Call, Route, no_content
from sandbox.state.models import Json, Message
from sandbox.state.permissions import Permission, require_permissions
from sandbox.state.world_json import iso_timestamp


def _written(call: Call, message: Message) -> Json:
    """A message; without the privileged intent, its content is as empty here as over the gateway."""
    body = call.core.message_json.message(message)
    whole = call.core.world.application.privileged & Intent.MESSAGE_CONTENT
    return body if whole else call.core.message_json.without_content(body, message)


def _list(call: Call) -> Answer:
    found = history(call.core.world, call.bot, call.channel, call.query)
    return Answer([_written(call, each) for each in found if each.only_for is None])


def _get(call: Call) -> Answer:
    require_permissions(call.core.world, call.bot, call.channel, Permission.READ_MESSAGE_HISTORY)
    return Answer(_written(call, call.core.messages.seen(call.bot, call.channel, call.id("message"))))


def _send(call: Call) -> Answer:
    message = call.core.messages.send(call.bot, call.channel, call.form, call.uploads)
    nonce = {"nonce": message.nonce} if message.nonce is not None else {}
    return Answer({**call.core.message_json.message(message), **nonce})


def _edit(call: Call) -> Answer:
    require_permissions(call.core.world, call.bot, call.channel)
    message = call.core.messages.seen(call.bot, call.channel, call.id("message"))
    return Answer(call.core.message_json.message(call.core.messages.edit(call.bot, message, call.form, call.uploads)))


def _delete(call: Call) -> Answer:
    call.core.messages.delete(call.bot, call.channel, call.id("message"))
    return no_content()


def _delete_many(call: Call) -> Answer:
    call.core.messages.delete_many(call.bot, call.channel, [int(str(each)) for each in call.form.get("messages") or ()])
    return no_content()


def _react(call: Call) -> Answer:
    call.core.messages.react(call.bot, call.channel, call.id("message"), call.places["emoji"])
    return no_content()


def _take_back(call: Call) -> Answer:
    call.core.messages.react(call.bot, call.channel, call.id("message"), call.places["emoji"], taken_back=True)
    return no_content()


def _pins(call: Call) -> Answer:
    require_permissions(call.core.world, call.bot, call.channel, Permission.READ_MESSAGE_HISTORY)
    pinned = [each for each in call.core.world.messages[call.channel.id].values() if each.pinned is not None]
    pinned.sort(key=lambda each: each.pinned or 0, reverse=True)
    items = [{"pinned_at": iso_timestamp(each.pinned or 0), "message": _written(call, each)} for each in pinned]
    return Answer({"items": items, "has_more": False})


def _pin(call: Call) -> Answer:
    call.core.messages.pin(call.bot, call.channel, call.id("message"), pinned=True)
    return no_content()


def _unpin(call: Call) -> Answer:
    call.core.messages.pin(call.bot, call.channel, call.id("message"), pinned=False)
    return no_content()


_BASE = "/channels/{channel}/messages"
ROUTES = (
    Route("GET", _BASE, _list),
    Route("POST", _BASE, _send),
    Route("POST", f"{_BASE}/bulk-delete", _delete_many),
    Route("GET", f"{_BASE}/pins", _pins),
    Route("PUT", f"{_BASE}/pins/{{message}}", _pin),
    Route("DELETE", f"{_BASE}/pins/{{message}}", _unpin),
    Route("PUT", f"{_BASE}/{{message}}/reactions/{{emoji}}/@me", _react),
    Route("DELETE", f"{_BASE}/{{message}}/reactions/{{emoji}}/@me", _take_back),
    Route("GET", f"{_BASE}/{{message}}", _get),
    Route("PATCH", f"{_BASE}/{{message}}", _edit),
    Route("DELETE", f"{_BASE}/{{message}}", _delete),
)
