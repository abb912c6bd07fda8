"""Fit what a message is that no cue names: `python -m benchmarks.fit_intents`.

Learned from `bot/answering/recognising/examples/`, each example also with what people say before and after it ("lol
ok", "please"); what is asked of the shipped pack, and what it cannot answer, teaches what is no move. A third of the
rows is learned a second time without the encoder's part, so that the words alone do where there is none.

Languages that the bot does not speak have a model of their own (`--only foreign`), so that nothing that is learned of
them moves what is known of the others. It learns from `foreign/`, and from the vectors of all the examples above.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import typer

from bot.answering.recognising import Message
from bot.answering.recognising.examples import MOODS, OTHER, examples
from bot.answering.recognising.foreign import FILE as FOREIGN_FILE
from bot.answering.recognising.foreign import compared, foreign_examples
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
MODELS = 5
"""Models that the one of the languages that the bot speaks is the mean of: one alone sways by chance."""
ROUNDS = 5
"""So many more rounds for the model of many languages, in which a word has few examples."""
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
            spoken = 2 if _language(text) == "en" else 3  # fewer examples, which must not weigh less for that
            times = 0 if kind in MOODS else spoken if kind != OTHER else int(random.random() < 0.3)
            for _ in range(times):
                yield _varied(text, random), kind


def _language(text: str) -> str:
    return "zh" if has_han(text) else "es" if set(text) & set(SPANISH) else "en"


def _varied(text: str, random: Random) -> str:
    language = _language(text)
    chance = random.random()
    if chance < 0.5:
        return f"{random.choice(BEFORE[language].split('|'))} {text}"
    return f"{text} {random.choice(AFTER[language].split('|'))}" if chance < 0.75 else f"{text}?"


def shown_elsewhere(random: Random) -> Iterator[tuple[str, str, bool]]:
    """Every example with its intent, and whether its words count: those of languages that the bot does not speak."""
    for text, kind in shown(random):
        yield text, kind, False
    for kinds in foreign_examples().values():
        for kind, texts in kinds.items():
            for text in texts:
                marked = text.rstrip("?？؟ ")
                yield from ((form, kind, True) for form in dict.fromkeys((text, marked, f"{marked}?")))


def learned(texts: list[str], lines: list[str], kinds_of: list[str], rounds: int = 1, seed: int = 0) -> IntentModel:
    """The model of some examples.

    Args:
        texts: as they are typed.
        lines: as their words are compared; an empty one has words that do not count.
        kinds_of: their intents.
        rounds: how many times as often as usual each is learned from.
        seed: of the order in which they are learned from.

    Raises:
        FootnoteError: no encoder is installed.
    """
    vectors = at_hand(ROOT / "seeds")
    if vectors is None:
        raise FootnoteError("No encoder is installed, and intents are fitted with one.")
    kinds = sorted(set(kinds_of))
    found = vectors([as_read(clean(text)) for text in texts])
    rows: list[Floats] = []
    owners: list[int] = []
    for number, (line, kind) in enumerate(zip(lines, kinds_of, strict=True)):
        for vector in (found[number], None)[: 2 if number % 3 == 0 and line else 1]:
            rows.append(row(vector, line, found.shape[1]))
            owners.append(kinds.index(kind))
    numbers = np.tile(np.arange(len(rows), dtype=np.int32), rounds)
    model = SoftmaxRegression.learn(
        np.stack(rows), np.tile(np.array(owners, np.int32), rounds), len(kinds), numbers=numbers, seed=seed
    )
    return IntentModel(tuple(kinds), model.weights, model.bias)


def _spoken(seed: int) -> IntentModel:
    """The model of all examples in the languages that the bot speaks, each dressed anew."""
    every = list(shown(Random(seed)))
    texts, kinds = [text for text, _ in every], [kind for _, kind in every]
    return learned(texts, [Message.of(text).line for text in texts], kinds, seed=seed)


def _mean(models: list[IntentModel]) -> IntentModel:
    weights: Floats = np.stack([model.weights for model in models]).mean(axis=0)
    bias: Floats = np.stack([model.bias for model in models]).mean(axis=0)
    return IntentModel(models[0].kinds, weights, bias)


def main(only: str = "") -> None:
    """Write the files, or only that of the languages that the bot does not speak (`foreign`), or speaks (`spoken`)."""
    if only != "foreign":
        _write(_mean([_spoken(seed) for seed in range(MODELS)]), FILE)
    if only == "spoken":
        return
    elsewhere = list(shown_elsewhere(Random(0)))
    lines = [compared(text) if words else "" for text, _, words in elsewhere]
    texts, kinds = [text for text, _, _ in elsewhere], [kind for _, kind, _ in elsewhere]
    _write(learned(texts, lines, kinds, ROUNDS), FOREIGN_FILE)


def _write(model: IntentModel, name: str) -> None:
    target: Path = ROOT / "bot" / "answering" / "recognising" / name
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
