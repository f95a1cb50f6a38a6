"""Databases that are gone afterwards: a PostgreSQL cluster of one's own, and an empty database in either engine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def empty_database() -> Iterator[None]:
    """The tables and nothing in them. Never the configured database: Django's test database under a name of its own,
    for SQLite a file, since a list in memory would say little about one on disk."""
    is_file = connection.vendor == "sqlite"
    name = str(settings.VAR / "bench.sqlite3") if is_file else f"wutong_bench_{os.getpid()}"
    configured = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=is_file, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(configured, verbosity=0)


@contextmanager
def postgres_cluster() -> Iterator[str]:
    """The address of a cluster that lives as long as the block. It refuses to run as root: then `postgres` runs it."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    with tempfile.TemporaryDirectory(prefix="wutong-pg-") as folder:
        shutil.chown(folder, user)

        def run(*words: str) -> None:
            command = [str(programs / words[0]), "-D", f"{folder}/data", *words[1:]]
            subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)

        run("initdb", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "-U", "wutong")
        listens = f"-c fsync=off -c listen_addresses= -c unix_socket_directories={folder}"
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", listens, "start")
        try:
            yield f"postgres://wutong@/{folder}/postgres"  # two slashes: a socket in a folder, no host
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
