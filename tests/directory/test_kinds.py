"""The kind of a unit, guessed from its name."""

from __future__ import annotations

import pytest

from wutong.directory.kinds import kind_of
from wutong.directory.models import Organisation


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("演示华江大学", "university"),
        ("某某交通学院", "university"),
        ("演示远洋集团有限公司", "group"),
        ("演示设备有限公司", "company"),
        ("演示材料研究院", "institute"),
        ("演示省科技厅", "province"),
        ("演示国际司", "division"),
        ("演示国际交流协会", "society"),
        ("Demo University", "university"),
        ("无从判断", "other"),
        ("", "other"),
    ],
)
def test_the_ending_tells_the_kind(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["大学", "集团", "院", "司", "部"])
def test_every_kind_is_one_the_directory_knows(name):
    assert kind_of(name) in Organisation.Kind.values
