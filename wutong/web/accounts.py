"""Accounts are given, not taken: allauth signs people in, an office seats them, the journal notes who came."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from wutong.base import clock, journal
from wutong.directory.acting import without_seat
from wutong.directory.models import User


class ClosedSignup(DefaultAccountAdapter):
    """No self-registration; everything else as the library does it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


@receiver(user_logged_in)
def note_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    """Signing in is a step like any other."""
    journal.record("account.sign_in", user, by=without_seat(user), at=clock.now())
