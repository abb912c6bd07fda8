"""Renderers: the only place where what the engine and the pack hold becomes something to see in Discord.

Plain values go in, a `Card` comes out; the card lays itself out within Discord's limits. `replies` draws what the
engine says, `entry_cards` single entries of the pack, `evidence` what stands
behind an answer, `shelves` lists and articles, `article_pages` an article or the library at a glance,
`guide` what the bot says of itself, `panel` settings and privacy, `daily/` the posts
of the day and their schedule, `quiz/` the quiz.
"""

from bot.discord_app.render.article_pages import ArticlePageRenderer
from bot.discord_app.render.canvas import Canvas
from bot.discord_app.render.daily.daily_posts import PostRenderer
from bot.discord_app.render.daily.schedules import DailyRenderer
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.discord_app.render.evidence import AnswerMenu, EvidenceRenderer
from bot.discord_app.render.guide import GuideRenderer
from bot.discord_app.render.panel import PanelRenderer
from bot.discord_app.render.replies import ReplyRenderer
from bot.discord_app.render.shelves import ShelfRenderer

__all__ = [
    "AnswerMenu",
    "ArticlePageRenderer",
    "Canvas",
    "DailyRenderer",
    "EntryRenderer",
    "EvidenceRenderer",
    "GuideRenderer",
    "PanelRenderer",
    "PostRenderer",
    "ReplyRenderer",
    "ShelfRenderer",
]
