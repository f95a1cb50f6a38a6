"""The SMTP backend: as Django's, but it says so when nobody can know whether the server took a mail."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any

from django.core.mail.backends import smtp


class Uncertain(Exception):
    """The connection broke after a mail was handed over and before the server had answered: it may be on its way."""


if TYPE_CHECKING:
    _Line = smtplib.SMTP
else:
    _Line = object


class _Careful(_Line):
    def data(self, msg: Any) -> tuple[int, bytes]:
        try:
            return super().data(msg)
        except smtplib.SMTPDataError:  # the server refused to take it: certain
            raise
        except OSError as error:
            raise Uncertain(str(error)) from error


class Plain(_Careful, smtplib.SMTP):
    """A connection in the clear, or one that turns secure on it (STARTTLS)."""


class Secure(_Careful, smtplib.SMTP_SSL):
    """A connection that is secure from its first byte."""


class Backend(smtp.EmailBackend):
    """One connection to the mail server."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return Secure if self.use_ssl else Plain
