"""Serialises users, members, roles, channels, servers and the application to JSON as Discord sends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox.state.models import Channel, ChannelKind, Guild, Json, Member, Role, ThreadState, User
from sandbox.state.permissions import channel_permissions
from sandbox.state.snowflakes import timestamp_of
from sandbox.state.world import World

_FLAG_OF_INTENT = {1 << 1: 1 << 15, 1 << 8: 1 << 13, 1 << 15: 1 << 19}
"""For a privileged intent that is switched on, the flag that the application bears (for small ones)."""


def iso_timestamp(seconds: float) -> str:
    """An instant as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


@dataclass(slots=True)
class WorldJson:
    """Serialises what is in a world.

    Attributes:
        address: where the sandbox answers, such as `http://127.0.0.1:8080`; links to files begin with it.
    """

    world: World
    address: str = ""

    def user(self, user: User) -> Json:
        """An account."""
        body: Json = {
            "id": str(user.id),
            "username": user.name,
            "global_name": None if user.bot else user.display,
            "discriminator": "0",
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "accent_color": None,
            "collectibles": None,
            "primary_guild": None,
            "public_flags": 0,
            "flags": 0,
        }
        return {**body, "bot": True} if user.bot else body

    def me(self) -> Json:
        """The bot's account as the bot itself sees it."""
        own = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None, "premium_type": 0}
        return {**self.user(self.world.bot), **own}

    def member(self, member: Member, *, with_user: bool = True) -> Json:
        """A member of a server."""
        body: Json = {
            "roles": [str(role) for role in member.roles],
            "nick": member.nick,
            "joined_at": iso_timestamp(member.joined),
            "avatar": None,
            "banner": None,
            "communication_disabled_until": iso_timestamp(member.timed_out) if member.timed_out else None,
            "premium_since": None,
            "flags": 0,
            "pending": False,
            "mute": False,
            "deaf": False,
        }
        return {**body, "user": self.user(self.world.users[member.user])} if with_user else body

    def role(self, role: Role) -> Json:
        """A role."""
        body: Json = {
            "id": str(role.id),
            "name": role.name,
            "permissions": str(role.permissions),
            "position": role.position,
            "color": role.colour,
            "colors": {"primary_color": role.colour, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": role.managed_by is not None,
            "mentionable": role.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        return {**body, "tags": {"bot_id": str(role.managed_by)}} if role.managed_by is not None else body

    def channel(self, channel: Channel, *, seen_by: int | None = None) -> Json:
        """A channel, a thread or a direct conversation.

        Args:
            channel: the channel.
            seen_by: add what this user may do there, as an interaction or a person's client has it.
        """
        body: Json = {"id": str(channel.id), "type": int(channel.kind), "flags": 0}
        body["last_message_id"] = str(channel.last_message) if channel.last_message else None
        if channel.guild is None:
            others = (user for user in channel.recipients if user != self.world.application.bot)
            return {**body, "recipients": [self.user(self.world.users[user]) for user in others]}
        body |= {
            "guild_id": str(channel.guild),
            "name": channel.name,
            "parent_id": str(channel.parent) if channel.parent else None,
            "rate_limit_per_user": channel.slow_mode,
        }
        if seen_by is not None:
            body["permissions"] = str(channel_permissions(self.world, seen_by, channel))
        if channel.thread is not None:
            return {**body, **_thread(channel, channel.thread)}
        overwrites = [
            {"id": str(each.target), "type": int(each.is_member), "allow": str(each.allow), "deny": str(each.deny)}
            for each in channel.overwrites
        ]
        position = {"position": channel.position, "permission_overwrites": overwrites}
        body |= {**position, "topic": channel.topic, "nsfw": channel.nsfw}
        if channel.kind in {ChannelKind.VOICE, ChannelKind.STAGE}:
            body |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
        return body

    def thread_member(self, channel: Channel, user: int) -> Json:
        """Somebody's part in a thread."""
        joined = iso_timestamp(timestamp_of(channel.id))
        return {"id": str(channel.id), "user_id": str(user), "join_timestamp": joined, "flags": 0}

    def guild(self, guild: Guild) -> Json:
        """A server without its channels and members."""
        nothing = ("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id")
        nothing += ("afk_channel_id", "widget_channel_id", "vanity_url_code", "rules_channel_id")
        nothing += ("safety_alerts_channel_id", "public_updates_channel_id", "incidents_data", "max_presences")
        zero = ("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level")
        zero += ("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level")
        return {
            **dict.fromkeys(nothing),
            **dict.fromkeys(zero, 0),
            **dict.fromkeys(("widget_enabled", "premium_progress_bar_enabled", "nsfw"), False),
            "id": str(guild.id),
            "name": guild.name,
            "system_channel_id": str(guild.system_channel) if guild.system_channel else None,
            "owner_id": str(guild.owner),
            "region": "local",
            "preferred_locale": guild.locale,
            "afk_timeout": 300,
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "features": [],
            "roles": [self.role(role) for role in self.world.roles_of(guild.id)],
            "emojis": [],
            "stickers": [],
        }

    def guild_for_bot(self, guild: Guild) -> Json:
        """A server as the gateway tells the bot of it: with its channels, its threads, and of the members the bot."""
        world, bot = self.world, self.world.application.bot
        active = (each for each in world.threads_of(guild.id) if each.thread and not each.thread.archived)
        threads = [each for each in active if channel_permissions(world, bot, each)]
        own = world.members[guild.id, bot]
        return {
            **self.guild(guild),
            "joined_at": iso_timestamp(own.joined),
            "large": False,
            "unavailable": False,
            "member_count": len(world.members_of(guild.id)),
            "members": [self.member(own)],
            "channels": [self.channel(each) for each in world.channels_of(guild.id)],
            "threads": [self.channel(each) for each in threads],
            **{part: [] for part in ("voice_states", "presences", "stage_instances", "guild_scheduled_events")},
            "soundboard_sounds": [],
        }

    def application(self) -> Json:
        """The application as its own bot sees it."""
        own = self.world.application
        flags = sum(flag for intent, flag in _FLAG_OF_INTENT.items() if own.privileged & intent)
        nothing = ("icon", "type", "interactions_endpoint_url", "role_connections_verification_url", "team")
        return {
            **dict.fromkeys(nothing),
            "id": str(own.id),
            "name": own.name,
            "description": "",
            "summary": "",
            "verify_key": "0" * 64,
            "flags": flags,
            "flags_new": str(flags),
            "bot_public": True,
            "bot_require_code_grant": False,
            "bot": self.user(self.world.bot),
            "owner": self.user(self.world.users[own.owner]),
            "redirect_uris": [],
            "integration_types_config": {str(each): {} for each in own.installs},
            "explicit_content_filter": 0,
            "approximate_guild_count": len(self.world.guilds),
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
        }


def _thread(channel: Channel, state: ThreadState) -> Json:
    made = iso_timestamp(timestamp_of(channel.id))
    return {
        "owner_id": str(state.owner),
        "message_count": min(state.total, 50),
        "member_count": min(len(state.members), 50),
        "total_message_sent": state.total,
        "thread_metadata": {
            "archived": state.archived,
            "archive_timestamp": made,
            "create_timestamp": made,
            "auto_archive_duration": state.archive_after,
            "locked": state.locked,
            **({"invitable": True} if channel.kind is ChannelKind.PRIVATE_THREAD else {}),
        },
    }
