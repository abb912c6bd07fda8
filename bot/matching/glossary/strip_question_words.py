"""What somebody looks up, freed from the question around it: "what does X mean?" asks for X."""

from __future__ import annotations

import re

from bot.text import clean

_OPENINGS = re.compile(
    r"""^(?:
      (?:so|ok|okay|hi|hey|hello|well|um|and|but|also|please|pls|plz|sorry)\b[\s,.!]*
    | (?:can|could|would|will)\s+(?:you|u|someone|anyone|somebody|anybody)\b
    | (?:do\s+you\s+know|i\s+(?:want|need|would\s+like|wanna)\s+(?:to\s+)?know|i\s+wonder|any\s+idea)\b
    | (?:please\s+)?(?:tell|show|teach|give)\s+(?:me|us)\b(?:\s+(?:about|more\s+about))?
    | (?:explain|define|describe|translate|look\s+up|lookup|search\s+for)\b(?:\s+(?:to\s+me|me))?
    | (?:what|wat|wht|wut)(?:'?s|\s+(?:is|are|was|were|does|do|did|about))?\b
      (?:\s+(?:exactly|really|even|actually|on\s+earth)(?:\s+(?:is|are))?)?
    | who(?:'?s|\s+(?:is|are|was))\b
    | (?:is|are)\s+meant\s+by\b | meant\s+by\b | (?:you|they|we|people|u)\s+mean(?:s|t)?\s+(?:by|with)\b
    | how\s+(?:do|would|can)\s+(?:you|we|i)\s+(?:define|explain|understand)\b
    | (?:the\s+|a\s+)?(?:definition|def|defination|definiton|meaning|explanation|concept|notion|idea|sense)\s+of\b
    | (?:the\s+|this\s+)?(?:term|word|phrase|expression|abbreviation|acronym|concept)\b(?=\s)
    | (?:请问|请|帮我|麻烦|能否|能不能|可以|我想知道|想知道|告诉我|解释一下|解释下|解释|说明一下|介绍一下|介绍|定义一下)
    | (?:什么是|什么叫做|什么叫|何谓|何为|啥是|啥叫|何為) | 一下
    | (?:qing\s?wen|shenme\s+(?:shi|jiao)|sha\s+shi)\b
    )\s*[:,，：]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDINGS = re.compile(
    r"""[\s,，]*(?:
      \b(?:mean|means|meaning|meanings|definition|defined|explained|stand\s+for|stands\s+for|is|are|refer\s+to|refers\s+to)
    | \b(?:please|pls|plz|exactly|again|here|anyway|tho|though|in\s+this\s+context)\b
    | \bin\s+(?:simple|plain)\s+(?:words|terms|english)
    | (?:(?:到底|究竟)?(?:是|指|指的是|是指)?(?:什么|啥|什麼)(?:意思|概念|东西|含义|呢|啊)?)
    | 的?(?:意思|定义|含义|概念|解释)(?:是)? | (?:应该)?(?:怎么|如何|怎样)(?:去)?(?:理解|解释|定义|说) | [吗呢啊呀]
    | \b(?:dao\s?di\s+)?shi\s+(?:shen\s?me|sha)(?:\s+yi\s?si)? | \b(?:shen\s?me|sha)\s+yi\s?si
    )[\s?!.。？！]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 200
_MOST_LAYERS = 6
"""Phrases taken off at each end: "so, can you please tell me what the term … means" has five."""
_EDGES = " \t?!.,:;\"'()[]{}。？！，：；“”‘’「」《》（）…~-"


def subject(text: str) -> str:
    """What a look-up is about, cleaned: "pls explain what NQPF means?" → "NQPF"; "碳达峰是什么意思" → "碳达峰".

    Whatever is not a question or a command around something comes back as it is; a question about nothing, such as
    "what is", comes back empty, and so does a text of more than 200 characters, which is no look-up.
    """
    rest = clean(text).strip(_EDGES)
    if len(rest) > _LONGEST:
        return ""
    for _ in range(_MOST_LAYERS):
        rest = _ENDINGS.sub("", _OPENINGS.sub("", rest, count=1), count=1).strip(_EDGES)
    return rest
