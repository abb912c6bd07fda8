"""Reading a message: what it asks, question by question, and what is set apart from that. Pure; microseconds.

The public face: `read`, `reads_as_question`, `reads_as_follow_up`.
"""

from bot.matching.reading.follow_ups import reads_as_follow_up
from bot.matching.reading.message import Asked, Reading, read, reads_as_question, reads_negated

__all__ = ["Asked", "Reading", "read", "reads_as_follow_up", "reads_as_question", "reads_negated"]
