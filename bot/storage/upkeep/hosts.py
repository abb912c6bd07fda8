"""Hosting platforms, known by the variables they set, that throw away files at every restart unless on a volume."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.storage.database import Database
from bot.storage.database_url import Address

HOSTS: Mapping[str, str] = {
    "RAILWAY_ENVIRONMENT_ID": "Railway",
    "RAILWAY_ENVIRONMENT": "Railway",
    "RENDER": "Render",
    "FLY_APP_NAME": "Fly.io",
    "DYNO": "Heroku",
    "KOYEB_APP_ID": "Koyeb",
    "K_SERVICE": "Cloud Run",
    "CLOUD_RUN_WORKER_POOL": "Cloud Run",
    "ECS_CONTAINER_METADATA_URI_V4": "Amazon ECS",
    "CONTAINER_APP_NAME": "Azure Container Apps",
    "VCAP_APPLICATION": "Cloud Foundry",
    "KUBERNETES_SERVICE_HOST": "Kubernetes",
}
"""The name of each platform by a variable that it sets in every process; those built on Kubernetes before it."""
_VOLUMES = ("RAILWAY_VOLUME_MOUNT_PATH",)
"""Variables that say where a volume is, on platforms that tell."""


def host_without_volume(address: Address, environment: Mapping[str, str] = os.environ) -> str | None:
    """The name of the platform that may throw the database's file away; None when it is safe, or none is known."""
    host = next((name for variable, name in HOSTS.items() if environment.get(variable)), None)
    if host is None or address.file is None:
        return None
    volumes = [Path(environment[variable]) for variable in _VOLUMES if environment.get(variable)]
    return None if any(address.file.absolute().is_relative_to(volume) for volume in volumes) else host


def warning_of_loss(database: Database, environment: Mapping[str, str] = os.environ) -> str | None:
    """What to warn of when a new database lies where the platform may throw it away; None when there is no cause.

    A database that was there before has outlived a restart, or has been warned of.
    """
    host = host_without_volume(database.address, environment)
    if host is None or not database.new:
        return None
    return (
        f"The database {database.address} is new and empty, and {host} throws files away at every restart unless they "
        "are on a volume: settings, schedules and votes would be lost. Mount a volume and set DATABASE_URL to "
        "sqlite:////its/path/footnote.db, or to a PostgreSQL address."
    )
