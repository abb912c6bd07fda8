"""British spellings and the American ones that stand for them, as far as the end of a word tells for sure."""

from __future__ import annotations

import re

AMERICAN_ENDINGS = (
    (re.compile(r"(?<=[a-z]{2})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})logue(?=s?$)"), "log"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|er|ers|ing|able|ite|ites)?$)"), "or"),
    (re.compile(r"(?<=al)ys(?=(?:e|ed|es|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[tb])re(?=s?$)"), "er"),
    (re.compile(r"(?<=^def|^off|ret)ence(?=s?$)"), "ense"),
    (
        re.compile(
            r"^(travel|model|label|cancel|fuel|level|channel|signal|total|counsel|dial|panel|tunnel)l"
            r"(?=(?:ed|ing|er|ers)$)"
        ),
        r"\1",
    ),
)
"""What is found in a word in small letters, and what stands there in American English."""
