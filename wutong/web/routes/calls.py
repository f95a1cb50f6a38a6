"""Addresses of the pages: calls, the board, inquiries and replies."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _coming(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("calls/<int:pk>/", _coming, name="call"),
    path("calls/<int:pk>/board/", _coming, name="board"),
    path("inquiries/<int:pk>/", _coming, name="inquiry"),
]
