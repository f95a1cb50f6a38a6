"""Forms of plans: a text to read, and what stands above the items when a draft becomes a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wutong.web.forms.looks import DateInput, SiteForm


class ReadForm(SiteForm):
    """A file or a pasted text; one of them, not both."""

    file = forms.FileField(
        required=False,
        label=gettext_lazy("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.doc,.pdf,.html,.htm"}),
        help_text=gettext_lazy("Word, PDF, a web page or plain text."),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("or the text itself"),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Empty: as the text or the file is called."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        has_text = bool((values.get("text") or "").strip())
        if not values.get("file") and not has_text and "file" not in self.errors:
            self.add_error("file", _("Choose a file or paste the text."))
        elif values.get("file") and has_text:
            self.add_error("text", _("Either a file or a text, not both."))
        return values


class ConfirmForm(SiteForm):
    """What the plan is called. The code is short and stands before the number of every item."""

    title = forms.CharField(max_length=200, label=gettext_lazy("Title of the plan"))
    code = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9]{0,9}$",
        label=gettext_lazy("Short code"),
        help_text=gettext_lazy("Letters and figures, such as C or EU2030. A code in use gets its next version."),
        error_messages={
            "invalid": gettext_lazy("A short code begins with a letter and has at most ten letters and figures.")
        },
    )
    issuer = forms.CharField(required=False, max_length=200, label=gettext_lazy("Issued by"))
    number = forms.CharField(required=False, max_length=60, label=gettext_lazy("Document number"))
    issued_on = forms.DateField(required=False, label=gettext_lazy("Issued on"), widget=DateInput())
    starts_on = forms.DateField(
        required=False,
        label=gettext_lazy("Counts from"),
        widget=DateInput(),
        help_text=gettext_lazy("“Within 5 years” gets a date from this day; without it, it has none."),
    )
