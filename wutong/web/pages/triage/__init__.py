"""The triage tray: the original beside what was read, settled by a person."""

from wutong.web.pages.triage.page import triage_again, triage_earlier, triage_file

__all__ = ["triage_again", "triage_earlier", "triage_file"]
