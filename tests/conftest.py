"""Fixtures every area may use: the reference data once per database, and a small world of offices, units and people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from tests.mail.fixtures import mail_servers, running_mail_servers  # noqa: F401  (fixtures for every area)

# No deadlines: the first example of a test pays for what the others find loaded, and machines are shared. The landing
# check tries the same examples each time; a person's run tries new ones.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHARED = Path(__file__).resolve().parents[2] / "shared"


TOUCHES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="leave out tests that never open a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What never opens a database cannot differ between two of them: the second run leaves it out."""
    if config.getoption("--database-only"):
        kept = [
            item
            for item in items
            if item.get_closest_marker("django_db") or TOUCHES & set(getattr(item, "fixturenames", ()))
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material beside the checkout; tests that need it skip cleanly when it is not there."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared folder beside the checkout")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _own_var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of tests never land among those of a demo site."""
    from django.conf import settings
    from django.test.utils import override_settings

    var = tmp_path_factory.mktemp("var")
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(var / "files")}}
    storages = settings.STORAGES | {"default": files}
    # A fast hash: what passwords cost to check is not what these tests are about.
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(VAR=var, STORAGES=storages, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Reasons and notices in English, whatever the site's own language: tests read them."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the basics once; a test that empties the tables when it ends (a live server's) has them filled again."""
    from django.db.models.signals import post_migrate

    with django_db_blocker.unblock():
        load_basics()
    post_migrate.connect(_fill_again, dispatch_uid="basics of the tests")


def _fill_again(sender: Any, **kwargs: Any) -> None:
    """Emptying the tables ends with this signal, once for each app."""
    if sender.name == "wutong":
        load_basics()


def load_basics() -> None:
    """Countries, plans and the form: read by nearly every test, changed by none."""
    from wutong.base.actors import system
    from wutong.calls.needs_form import NEEDS_FORM
    from wutong.directory.steps import load_reference_data
    from wutong.forms.definition import load
    from wutong.forms.steps import keep_form
    from wutong.plans.steps import load_plans

    at = datetime(2026, 9, 1, 9, 0, tzinfo=SHANGHAI)
    load_reference_data()
    load_plans(by=system("tests"), at=at)
    keep_form(load(NEEDS_FORM), at=at)


@pytest.fixture
def at() -> datetime:
    """The moment tests speak of: before the deadline of the world's call."""
    return datetime(2026, 9, 10, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def world(db: None, at: datetime) -> SimpleNamespace:
    """A ministry with a division; a province with two colleges below it; a university; a partner office; a person for
    every role, found by `world.people[role]`, as `world.by[role]` (Actor)."""
    return build_world(at)


ROLES = {
    "programme_officer": "division",
    "programme_leader": "division",
    "middle_officer": "province",
    "middle_leader": "province",
    "unit_coordinator": "university",
    "unit_leader": "university",
    "partner_officer": "abroad",
    "applicant": "university",
    "reviewer": "university",
    "auditor": "ministry",
    "administrator": "ministry",
}


def build_world(at: datetime) -> SimpleNamespace:
    from wutong.base.actors import system
    from wutong.directory.acting import Chair, actor
    from wutong.directory.models import User
    from wutong.directory.steps import add_organisation, give_seat

    machine = system("tests")

    def add(zh: str, en: str, kind: str, parent: Any = None, country: str = "CN") -> Any:
        names = {"authoritative": "zh-hans", "zh-hans": zh, "en": en}
        email = f"{en.split()[0].lower()}@unit.example"
        return add_organisation(
            names=names, kind=kind, parent=parent, email=email, country_id=country, is_demo=True, by=machine, at=at
        )

    world = SimpleNamespace(people={}, by={}, machine=machine, at=at)
    world.ministry = add("测试部", "Ministry of Tests", "ministry")
    world.division = add("测试部国际处", "Division of Tests", "division", world.ministry)
    world.province = add("测试省科技厅", "Province of Tests", "province")
    world.college_a = add("测试甲学院", "Alpha College", "university", world.province)
    world.college_b = add("测试乙学院", "Beta College", "university", world.province)
    world.university = add("测试大学", "University of Tests", "university")
    world.abroad = add("境外测试办", "Office Abroad", "abroad", country="KZ")
    for role, place in ROLES.items():
        user = User.objects.create_user(
            f"{role}@test.example", "test-pass-1", names={"authoritative": "en", "en": role}, is_demo=True
        )
        seat = give_seat(user=user, role=role, organisation=getattr(world, place), since=at.date(), by=machine, at=at)
        world.people[role], world.by[role] = user, actor(user, Chair(seat))
    return world


@pytest.fixture
def make_call(world: SimpleNamespace) -> Callable[..., Any]:
    """Writes (and unless `issue=False` issues) a call of the division to the province, the university and abroad."""

    def make(*, issue: bool = True, number: str = "测函〔2026〕1号", **fields: Any) -> Any:
        from wutong.calls.steps.calls import issue_call, write_call
        from wutong.forms.models import FormVersion
        from wutong.plans.models import Plan

        by, at = world.by["programme_officer"], world.at
        values = {
            "titles": {"authoritative": "zh-hans", "zh-hans": "关于征集需求的函", "en": "Call for needs"},
            "letters": {"authoritative": "zh-hans", "zh-hans": "请报送需求。", "en": "Please send your needs."},
            "deadline": at + timedelta(days=30),
            "addressees": [world.province, world.university, world.abroad],
            "copies": ["测试计划司"],
            "plan": Plan.objects.get(code="A"),
            "form": FormVersion.objects.get(code="needs"),
            "contact": "测试联系人",
            "email": "needs@test.example",
        }
        call = write_call(issuer=world.division, number=number, by=by, at=at, **(values | fields))
        if issue:
            issue_call(call, by=by, at=at)
        return call

    return make


@pytest.fixture
def call(make_call: Callable[..., Any]) -> Any:
    """An issued call with three inquiries: province, university, abroad."""
    return make_call()


@pytest.fixture
def sign_in(world: SimpleNamespace, client: Any) -> Callable[[str], Any]:
    """`sign_in("unit_coordinator")`: the test client with that person signed in, English pages."""

    def enter(role: str) -> Any:
        client.force_login(world.people[role])
        client.cookies["wutong_language"] = "en"
        return client

    return enter


@pytest.fixture
def count_queries() -> Callable[[Callable[[], Any]], int]:
    """How many database queries a call makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(run: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as seen:
            run()
        return len(seen)

    return count


@pytest.fixture
def time_machine_at(at: datetime) -> Iterator[Callable[[datetime], None]]:
    """The clock stands at `at`; call it to move on."""
    import time_machine

    with time_machine.travel(at, tick=False) as traveller:
        yield traveller.move_to
