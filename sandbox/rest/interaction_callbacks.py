"""Routes of interaction callbacks and of follow-up messages."""

from __future__ import annotations

from sandbox.messaging.interactions import Interaction
from sandbox.rest.call import Answer, Call, Route, no_content
from sandbox.state.api_errors import unknown
from sandbox.state.models import Json, Message, MessageFlag


def _respond(call: Call) -> Answer:
    interactions = call.core.interactions
    interaction, message = interactions.respond(call.id("interaction"), call.places["token"], call.form, call.uploads)
    if not call.flag("with_response"):
        return no_content()
    return Answer(_callback_response(call, interaction, message))


def _callback_response(call: Call, interaction: Interaction, message: Message | None) -> Json:
    about: Json = {"id": str(interaction.id), "type": int(interaction.use)}
    response: Json = {"interaction": about}
    if interaction.original is not None:
        about["response_message_id"] = str(interaction.original)
        about["response_message_loading"] = interaction.thinking
    if message is not None:
        about["response_message_ephemeral"] = bool(message.flags & MessageFlag.EPHEMERAL)
        response["resource"] = {"type": call.form["type"], "message": call.core.message_json.message(message)}
        if call.form["type"] == 5:
            response["resource"]["type"] = 4
    return response


def _checked(call: Call) -> str:
    if call.id("webhook") != call.core.world.application.id:
        raise unknown("webhook")
    return call.places["token"]


def _send(call: Call) -> Answer:
    return Answer(call.core.message_json.message(call.core.follow_ups.send(_checked(call), call.form, call.uploads)))


def _get(call: Call) -> Answer:
    return Answer(call.core.message_json.message(call.core.follow_ups.find(_checked(call), call.places["message"])))


def _edit(call: Call) -> Answer:
    changed = call.core.follow_ups.edit(_checked(call), call.places["message"], call.form, call.uploads)
    return Answer(call.core.message_json.message(changed))


def _delete(call: Call) -> Answer:
    call.core.follow_ups.delete(_checked(call), call.places["message"])
    return no_content()


_HOOK = "/webhooks/{webhook}/{token}"
ROUTES = (
    Route("POST", "/interactions/{interaction}/{token}/callback", _respond, signed=False, limited=False),
    Route("POST", _HOOK, _send, signed=False),
    Route("GET", f"{_HOOK}/messages/{{message}}", _get, signed=False),
    Route("PATCH", f"{_HOOK}/messages/{{message}}", _edit, signed=False),
    Route("DELETE", f"{_HOOK}/messages/{{message}}", _delete, signed=False),
)
