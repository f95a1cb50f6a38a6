"""Addresses of the pages: mails that came in."""

from django.urls import path

from wutong.web.pages import mailbox

urlpatterns = [
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.incoming, name="incoming"),
    path("mailbox/<int:pk>/original/", mailbox.incoming_original, name="incoming_original"),
    path("mailbox/<int:pk>/take/", mailbox.incoming_take, name="incoming_take"),
    path("mailbox/<int:pk>/aside/", mailbox.incoming_aside, name="incoming_aside"),
]
