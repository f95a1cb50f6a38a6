"""Addresses of the pages: files taken in and the triage tray."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _coming(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("triage/<int:pk>/", _coming, name="triage_file")]
