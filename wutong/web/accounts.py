"""Accounts are given, not taken: allauth signs people in, an office seats them."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):
    """No self-registration; everything else as the library does it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
