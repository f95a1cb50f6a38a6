"""Addresses of the pages: calls and the board."""

from django.urls import path

from wutong.web.pages import board, calls

urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.call_new, name="call_new"),
    path("calls/from-draft/<int:pk>/", calls.call_from_draft, name="call_from_draft"),
    path("calls/<int:pk>/", calls.call, name="call"),
    path("calls/<int:pk>/edit/", calls.call_edit, name="call_edit"),
    path("calls/<int:pk>/move/", calls.call_move, name="call_move"),
    path("calls/<int:pk>/letter.<str:language>.docx", calls.call_letter, name="call_letter"),
    path("calls/<int:pk>/form.<str:face>", calls.call_form, name="call_form"),
    path("calls/<int:pk>/board/", board.board, name="board"),
    path("calls/<int:pk>/board/remind/", board.board_remind, name="board_remind"),
]
