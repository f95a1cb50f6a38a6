"""The one Django app: loads the tables, then lets every area make its journal verbs known."""

from importlib import import_module

from django.apps import AppConfig

AREAS_WITH_VERBS = ("directory", "plans", "calls")
LISTENERS = ("web.accounts",)  # rooms that hear signals of libraries


class WutongConfig(AppConfig):
    name = "wutong"
    verbose_name = "Wutong 梧桐"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for area in AREAS_WITH_VERBS:
            import_module(f"wutong.{area}.verbs")
        for room in LISTENERS:
            import_module(f"wutong.{room}")
