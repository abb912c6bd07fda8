"""Fit what a message is that no cue names: `python -m benchmarks.fit_intents`.

Learned from `bot/answering/recognising/examples/`, each example also with what people say before and after it ("lol
ok", "please"); what is asked of the shipped pack, and what it cannot answer, teaches what is no move. A third of the
rows is learned a second time without the encoder's part, so that the words alone do where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import typer

from bot.answering.recognising import Message
from bot.answering.recognising.examples import MOODS, OTHER, examples
from bot.answering.recognising.intents import FILE, IntentModel, row
from bot.errors import FootnoteError
from bot.matching.encoding.encoder import as_read
from bot.matching.encoding.text_vectors import at_hand
from bot.matching.numerics.arrays import Floats
from bot.matching.numerics.softmax import SoftmaxRegression
from bot.pack.loader import load_pack
from bot.settings import ROOT
from bot.text import clean, has_han

ASKED, REFUSED = 900, 300
"""Questions of the shipped pack, and questions that it cannot answer, learned as `other`."""
SPANISH = "áéíóúñ¿"
BEFORE = {
    "en": "ok|lol ok|thanks and|hm|but|so|and|wait|haha|cool|right|no but|btw|well|yeah|fair enough|interesting|"
    "nice so|hmm ok but|thx and|ok then|oh|ah ok|i see|not sure but|sorry|hey",
    "zh": "好的|哈哈|那|嗯|谢谢|所以|哦|好吧|但是|不过|请问|原来如此|等等",
    "es": "vale|ok|gracias y|jaja|pero|y|bueno|entonces|ah|oye|perdona",
}
AFTER = {
    "en": "please|tho|btw|lol|again|exactly|thanks|bro|man|here|then",
    "zh": "啊|呀|呢|呗|吧|一下",
    "es": "porfa|eh|tio",
}


def shown(random: Random) -> Iterator[tuple[str, str]]:
    """Every example with its intent, as typed and as it may stand in a message."""
    pack = load_pack(ROOT / "seeds")
    asked = [text for entry in pack.questions for text in (*entry.question.texts, *entry.phrasings)]
    refused = [text for group in pack.unanswerable for text in group.questions]
    for text in (*random.sample(asked, ASKED), *random.sample(refused, REFUSED)):
        yield text, OTHER
    for kind, texts in examples().items():
        for text in texts:
            yield text, kind
            times = 0 if kind in MOODS else 2 if kind != OTHER else int(random.random() < 0.3)
            for _ in range(times):
                yield _varied(text, random), kind


def _varied(text: str, random: Random) -> str:
    language = "zh" if has_han(text) else "es" if set(text) & set(SPANISH) else "en"
    chance = random.random()
    if chance < 0.5:
        return f"{random.choice(BEFORE[language].split('|'))} {text}"
    return f"{text} {random.choice(AFTER[language].split('|'))}" if chance < 0.75 else f"{text}?"


def learned() -> IntentModel:
    """The model of all examples.

    Raises:
        FootnoteError: no encoder is installed.
    """
    vectors = at_hand(ROOT / "seeds")
    if vectors is None:
        raise FootnoteError("No encoder is installed, and intents are fitted with one.")
    random = Random(0)
    every = list(shown(random))
    kinds = sorted({kind for _, kind in every})
    found = vectors([as_read(clean(text)) for text, _ in every])
    lines = [Message.of(text).line for text, _ in every]
    rows: list[Floats] = []
    owners: list[int] = []
    for number, (line, (_, kind)) in enumerate(zip(lines, every, strict=True)):
        for vector in (found[number], None)[: 2 if number % 3 == 0 else 1]:
            rows.append(row(vector, line, found.shape[1]))
            owners.append(kinds.index(kind))
    model = SoftmaxRegression.learn(np.stack(rows), np.array(owners, np.int32), len(kinds))
    return IntentModel(tuple(kinds), model.weights, model.bias)


def main() -> None:
    """Write the file."""
    model = learned()
    target: Path = ROOT / "bot" / "answering" / "recognising" / FILE
    with target.open("wb") as file:
        np.savez_compressed(
            file,
            kinds=np.frombuffer(" ".join(model.kinds).encode(), np.uint8),
            weights=model.weights.astype(np.float16),
            bias=model.bias.astype(np.float16),
        )
    print(f"Wrote {target.relative_to(ROOT)}: {len(model.kinds)} kinds")


if __name__ == "__main__":
    typer.run(main)
