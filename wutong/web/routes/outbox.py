"""Addresses of the pages: mails that went out."""

from django.urls import path

from wutong.web.pages import outbox

urlpatterns = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.mail_shown, name="mail_shown"),
    path("outbox/<int:pk>/again/", outbox.mail_again, name="mail_again"),
    path("outbox/<int:pk>/went-out/", outbox.mail_confirm, name="mail_confirm"),
]
