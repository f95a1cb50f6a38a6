"""The one Django app: loads the tables, then lets every area make its journal verbs known."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from wutong.base.wordsearch import ensure_index

AREAS_WITH_VERBS = ("directory", "plans", "calls")
LISTENERS = ("web.accounts",)  # rooms that hear signals of libraries
TEXT_INDEXES = (("wutong_need", "words"),)


class WutongConfig(AppConfig):
    name = "wutong"
    verbose_name = "Wutong 梧桐"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for area in AREAS_WITH_VERBS:
            import_module(f"wutong.{area}.verbs")
        for room in LISTENERS:
            import_module(f"wutong.{room}")
        post_migrate.connect(_ensure_text_indexes, sender=self)


def _ensure_text_indexes(using: str, **_: Any) -> None:
    for table, column in TEXT_INDEXES:
        ensure_index(using, table, column)
