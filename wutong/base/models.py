"""The tables of the ground floor, gathered."""

from wutong.base.files import StoredFile
from wutong.base.journal_models import ChainHead, Entry, Personal
from wutong.base.mail import Enclosure, Mail
from wutong.base.work import Work

__all__ = ["ChainHead", "Enclosure", "Entry", "Mail", "Personal", "StoredFile", "Work"]
