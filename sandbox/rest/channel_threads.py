"""Routes of threads."""

from __future__ import annotations

from sandbox.messaging import threads
from sandbox.rest.call import Answer, Call, Route, no_content


def _start(call: Call) -> Answer:
    message = call.id("message") if "message" in call.places else None
    thread = threads.start(call.core.messages, call.bot, call.channel, call.form, message)
    body = {**call.core.world_json.channel(thread), "member": call.core.world_json.thread_member(thread, call.bot)}
    if call.channel.kind.holds_posts:
        body["message"] = call.core.message_json.message(call.core.world.message(thread.id, thread.id))
    return Answer(body, 201)


def _join(call: Call) -> Answer:
    threads.join(call.core.messages, call.channel, call.bot)
    return no_content()


def _leave(call: Call) -> Answer:
    threads.join(call.core.messages, call.channel, call.bot, leave=True)
    return no_content()


ROUTES = (
    Route("POST", "/channels/{channel}/messages/{message}/threads", _start),
    Route("POST", "/channels/{channel}/threads", _start),
    Route("PUT", "/channels/{channel}/thread-members/@me", _join),
    Route("DELETE", "/channels/{channel}/thread-members/@me", _leave),
)
