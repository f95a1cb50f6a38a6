"""Addresses of the pages. Who may open each stands in access.py, by the same names."""

from django.urls import include, path

from wutong.web.pages import shell

urlpatterns = [
    path("", shell.home, name="home"),
    path("language/", shell.set_language, name="set_language"),
    path("desk/", shell.desk, name="desk"),
    path("seat/", shell.sit, name="sit"),
    path("work/<int:pk>/", shell.work, name="work"),
    path("delegations/", shell.delegations, name="delegations"),
    path("delegations/<int:pk>/end/", shell.delegation_end, name="delegation_end"),
    path("journal/", shell.journal, name="journal"),
    path("", include("wutong.web.routes.directory")),
    path("", include("wutong.web.routes.plans")),
    path("", include("wutong.web.routes.calls")),
    path("", include("wutong.web.routes.inquiries")),
    path("", include("wutong.web.routes.intake")),
    path("", include("wutong.web.routes.merging")),
    path("", include("wutong.web.routes.results")),
    path("", include("wutong.web.routes.mailbox")),
    path("", include("wutong.web.routes.outbox")),
]
