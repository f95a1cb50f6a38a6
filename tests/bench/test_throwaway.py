"""What the bench starts is gone afterwards, and the whole measurement runs on a small list."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from environ import Env

from bench.measuring import KEYS
from bench.throwaway import postgres_cluster

ROOT = Path(__file__).resolve().parents[2]
SMALL_BENCH = """
import json, django
django.setup()
from bench import needs_list
from django.db import connection
needs_list.SMALL, needs_list.LAYERS, needs_list.LARGE, needs_list.TIMES = 60, 3, 180, 1
rows = needs_list.cases()
print(json.dumps({"rows": rows, "configured": str(connection.settings_dict["NAME"])}))
"""


def where(address: str) -> dict[str, str]:
    """The address as the settings read it."""
    read = Env.db_url_config(address)
    return {"host": read["HOST"], "user": read["USER"], "dbname": read["NAME"]}


@pytest.mark.skipif(not Path("/usr/lib/postgresql").is_dir(), reason="PostgreSQL is not installed")
def test_a_cluster_lives_as_long_as_the_block():
    with postgres_cluster() as address, psycopg.connect(**where(address)) as connected:
        assert connected.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(**where(address), connect_timeout=2)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, Path]:
    """The measurement of the list of needs, over 60 and 180 rows, and the data folder it ran in."""
    var = tmp_path_factory.mktemp("bench")
    env = os.environ | {
        "WUTONG_VAR": str(var), "DJANGO_SETTINGS_MODULE": "wutong.settings", "WUTONG_DATABASE_URL": f"sqlite:///{var}/own"
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", SMALL_BENCH], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), var


def test_the_list_is_measured_on_both_sides_and_at_both_sizes(small: tuple[dict, Path]):
    rows = small[0]["rows"]
    assert all(tuple(row) == KEYS for row in rows)
    names = [row["name"] for row in rows]
    assert len(set(names)) == len(names)
    for way in ("all", "by country", "by field", "by unit", "by a word one says"):
        assert sum(f", {way}, " in name for name in names) == 3


def test_queries_do_not_grow_with_the_list(small: tuple[dict, Path]):
    few, many = [row for row in small[0]["rows"] if row["unit"] == "queries"]
    assert few["ours"] == many["ours"] <= 20
    assert few["against"] == many["against"]


def test_the_configured_database_is_left_alone(small: tuple[dict, Path]):
    told, var = small
    assert told["configured"].endswith("own")
    assert not (var / "bench.sqlite3").exists()
    assert not (var / "own").exists() or (var / "own").stat().st_size == 0
