"""Models of a pack: articles, questions, terms, quotes and the texts that teach the bot when to keep quiet."""

from bot.pack.models.article_models import Article, ArticleInfo, Paragraph
from bot.pack.models.entry_base import Citation, Cited, Cites, Entry, Named
from bot.pack.models.glossary_models import Quote, Term
from bot.pack.models.loaded_pack import Pack
from bot.pack.models.localized import LocalizedAnswer, LocalizedName, LocalizedText, LocalizedTitle
from bot.pack.models.pack_info import PackInfo, Policies, Speaker, Topic
from bot.pack.models.question_models import Chitchat, LabelledQuestion, Question, UnanswerableGroup
from bot.pack.models.translation_models import Translation

__all__ = [
    "Article",
    "ArticleInfo",
    "Chitchat",
    "Citation",
    "Cited",
    "Cites",
    "Entry",
    "LabelledQuestion",
    "LocalizedAnswer",
    "LocalizedName",
    "LocalizedText",
    "LocalizedTitle",
    "Named",
    "Pack",
    "PackInfo",
    "Paragraph",
    "Policies",
    "Question",
    "Quote",
    "Speaker",
    "Term",
    "Topic",
    "Translation",
    "UnanswerableGroup",
]
