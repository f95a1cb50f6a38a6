"""The web face: `blank` a page for answers, `posted` the page a person sent, `display` answers to read."""

from wutong.forms.web.display import display
from wutong.forms.web.page import Page, blank, posted

__all__ = ["Page", "blank", "display", "posted"]
