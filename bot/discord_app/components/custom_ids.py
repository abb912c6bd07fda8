"""Custom ids: verbs, arguments, addresses of cards and short keys, written so that they fit a component's id.

An id reads `f1:<verb>:<arguments>`; `m1:…` or `c1:…` for a menu, whose choices are the last arguments; `d1:…` for a
form, whose words are. The `1` is
the version of the scheme: should the meaning of arguments ever change, old components are told apart by it. Nothing is
kept in memory; of what members wrote only the words of a search stand in an id, and they stand in the message, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32


class Verb(StrEnum):
    """What a press does."""

    OPEN = "open"
    """Show a card privately: kind of the card and its arguments."""
    PICK = "pick"
    """Choose one of the questions offered: id of the asker, then the card."""
    TURN = "turn"
    """Turn to another page: page from 0, id of the asker, then the card."""
    MORE = "more"
    """Another quote: keys of the present one, of the topic and of the speaker asked for (empty: any)."""
    TRY = "try"
    """Ask one of the pack's example questions: the key of its English text."""
    QUIZ = "quiz"
    """Play the quiz: "new" begins one; else its language, its seed (hexadecimal; after "-" the numbers of the kinds of
    question that are favoured), "1" or "0" for each answer so far, the key of the question shown, and the number of the
    choice, or "on" for the next question."""
    ROUND = "round"
    """Play a round in a channel: "new" begins one, "again" another (id of the one before, seconds, questions); else the
    round's id (hexadecimal), the number of the question, and the number of the choice, "next" or "stop"."""
    REVIEW = "review"
    """What was missed: "on" opts in, "off" out, "go" asks what is due; else the language, the key of the item, the seed
    (hexadecimal), the difficulty, the key of the question shown, and the number of the choice."""
    CARD = "card"
    """A card as a picture: kind and id of the entry; then "all" to post it for everybody."""
    WHY = "why"
    """Why this answer: keys of the question and the phrasing, confidence; key and confidence of the runner-up;
    threshold. Probabilities in thousandths."""
    VOTE = "vote"
    """Was the answer any good: "up" or "down", id of the question; for "down" perhaps the key of the runner-up."""
    REASON = "reason"
    """Why an answer was voted down: the reason, id of the question."""
    MENU = "menu"
    """What else can be done with an answer: id of the asker, then what WHY has (empty where nothing was matched)."""
    SPEAK = "in"
    """The answer in another language of the pack: code of the language, id of the question."""
    REMOVE = "rm"
    """Remove the reply: id of the asker; from a private menu, then the id of the message."""
    SUGGEST = "suggest"
    """Suggest the question to the curators; it is taken from the message."""
    SUGGESTED = "suggested"
    """The form with the question, sent in: the question."""
    SET = "set"
    """Change a setting of the server: its name, then what was chosen."""
    DAILY = "daily"
    """Do to the server's post of the day: "pause", "resume", "skip", "now", "preview",
    or "kinds" and those chosen."""
    POST = "post"
    """What stands behind the post of a day: its local date (YYYYMMDD), by which the post is known, and a quote's id; or
    "term" and its id; or "quiz", the language, the question's number in the server, its key, the choice's number."""
    CURATE = "curate"
    """Curate: what to do ("list", "item", "accept", "words", "new", "dismiss", "member" or "undo"), and to what."""
    CURATED = "curated"
    """A curator's form, sent in: "words" or "new", number of the suggested question, then what was written."""
    READ = "read"
    """Read on, and keep bookmarks: "on" or "page" and the article's id; "list" or "turn" and the list's page from 0;
    "stop" or "mark", perhaps after "yes" or "undo", the article's id and the paragraph's number; "no"; "drop" and what
    was chosen in the list."""
    DISCUSS = "talk"
    """Discuss an answer: "open", id of the message and of the question; in the thread "close" and the opener's id."""
    ERASE = "erase"
    """Erase what is stored: "me" or "server", then "yes" when the presser is sure."""


class CardKind(StrEnum):
    """What a card shows; with its arguments (ids) it is the address from which the card can be drawn again."""

    QUESTION = "q"
    """A question and its answer: the question's id."""
    TERM = "t"
    """A glossary term: its id."""
    QUOTE = "u"
    """A quote: its id."""
    SHORT = "b"
    """An answer in short: the question's id."""
    COPY = "y"
    """What an answer cites, to be copied: the question's id."""
    EVIDENCE = "e"
    """All passages that an entry cites, one a page: kind and id of the entry."""
    CITED = "c"
    """A citation in its paragraph: kind and id of the entry, number of the citation."""
    PARAGRAPH = "p"
    """A paragraph with its neighbours: the article's id, the paragraph's number."""
    ARTICLE = "r"
    """An article to read: its id, the number of the paragraph to open at; then perhaps "on", where the reader stopped
    there, or "lost", where that cannot be looked up."""
    PAGE = "o"
    """The page of an article: its id; without one, that of the library."""
    COMPARED = "v"
    """Two articles or people side by side: keys of their ids, then perhaps a subject: id of a topic, or words."""
    GLOSSARY = "g"
    """The glossary: id of a topic and first letter of the terms (empty: all)."""
    FOUND = "s"
    """Passages found by a search: the words searched for."""
    SOURCES = "l"
    """The list of articles."""
    ABOUT = "a"
    """The library."""


def key(text: str) -> str:
    """A short stand-in for an id or a text where several have to stand in one button's id: 8 hexadecimal digits."""
    return f"{crc32(text.encode(errors='replace')):08x}" if text else ""


def id_of(short: str, ids: Iterable[str]) -> str | None:
    """The id whose key that is, or None when there is none any more."""
    return next((candidate for candidate in ids if short and key(candidate) == short), None)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button does when pressed, or a menu when something is chosen."""

    verb: Verb
    arguments: tuple[str, ...] = ()

    def custom_id(self, scheme: str = "f1") -> str:
        """The press as an id of at most 100 characters."""
        return ":".join((scheme, self.verb, *(argument.replace(":", "：") for argument in self.arguments)))
