"""Agreements: the list and recording one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from wutong.directory.models import Agreement, Country
from wutong.directory.steps import record_agreement

GOOD = {
    "title_zh": "科技合作协定",
    "title_en": "",
    "countries": "哈萨克斯坦, UZ；Кыргызстан",
    "signed_on": "2020-05-01",
}


def test_an_empty_list_says_who_records(world: Any, sign_in: Any) -> None:
    assert reverse("agreement_record") in sign_in("programme_officer").get(reverse("agreements")).content.decode()
    assert reverse("agreement_record") not in sign_in("unit_leader").get(reverse("agreements")).content.decode()


def test_countries_are_named_in_any_language(world: Any, sign_in: Any) -> None:
    answer = sign_in("administrator").post(reverse("agreement_record"), GOOD, follow=True)
    made = Agreement.objects.get()
    assert {one.pk for one in made.countries.all()} == {"KZ", "UZ", "KG"}
    assert (made.signed_on, made.ends_on) == (date(2020, 5, 1), None)
    assert "科技合作协定" in answer.content.decode() and "Kyrgyzstan" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"title_zh": ""}, "title_zh", "at least one language"),
        ({"countries": "Kazakhstan, Atlantis"}, "countries", "Atlantis"),
        ({"countries": ""}, "countries", "required"),
        ({"signed_on": ""}, "signed_on", "required"),
        ({"ends_on": "2019-01-01"}, "ends_on", "before the signing"),
    ],
)
def test_a_wrong_field_says_so(world: Any, sign_in: Any, values: dict[str, str], field: str, words: str) -> None:
    answer = sign_in("programme_officer").post(reverse("agreement_record"), GOOD | values)
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert not Agreement.objects.exists()


def test_the_list_needs_the_same_queries_for_1_and_100(world: Any, sign_in: Any, count_queries: Any) -> None:
    client, land = sign_in("reviewer"), Country.objects.get(pk="KZ")

    def record(number: int) -> None:
        titles = {"en": f"Agreement {number}"}
        signed_on = date(2000, 1, 1)
        record_agreement(titles=titles, countries=[land], signed_on=signed_on, by=world.machine, at=world.at)

    record(0)
    few = count_queries(lambda: client.get(reverse("agreements")))
    for number in range(1, 100):
        record(number)
    assert count_queries(lambda: client.get(reverse("agreements"))) == few <= 40


def test_one_that_has_ended_is_marked(world: Any, sign_in: Any) -> None:
    sign_in("administrator").post(reverse("agreement_record"), GOOD | {"ends_on": "2021-01-01"})
    assert "ended" in sign_in("reviewer").get(reverse("agreements")).content.decode()
