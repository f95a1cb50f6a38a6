"""Forms of merging: what to look at, the merged wording, and the group tokens a step is taken on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wutong.base.rules import refuse_unless
from wutong.base.texts import AUTHORITATIVE, in_language
from wutong.calls.models import Consolidation, Need, NeedGroup
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries.consolidation import GroupFilter, choices_of
from wutong.calls.states import GROUP
from wutong.calls.steps.workspace import fullness
from wutong.directory.gazetteer import country_name
from wutong.plans.queries import tasks
from wutong.web.forms.looks import SiteForm

Choices = list[tuple[str, Any]]
UNSET = [("", "—")]


def labelled(labels: dict[str, dict[str, str]]) -> Choices:
    return [(code, in_language(words)) for code, words in labels.items()]


def items_of(consolidation: Consolidation) -> Choices:
    """The tasks of the plan the needs are merged under."""
    rows = tasks(consolidation.plan) if consolidation.plan else []
    return [(str(item.pk), str(item)) for item in rows]


class GroupFilterForm(SiteForm):
    """What the officer narrows the workspace to; empty fields narrow nothing."""

    text = forms.CharField(label=gettext_lazy("Words or number"), required=False, max_length=80)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field"), required=False)
    action = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    item = forms.ChoiceField(label=gettext_lazy("Plan item"), required=False)
    several = forms.BooleanField(label=gettext_lazy("Several needs"), required=False)
    unsure = forms.BooleanField(label=gettext_lazy("In doubt"), required=False)

    def __init__(self, data: QueryDict, *, consolidation: Consolidation, items: Choices, language: str) -> None:
        super().__init__(data)
        units, countries = choices_of(consolidation)
        offered = {
            "state": [(code, _(words)) for code, words in GROUP.choices],
            "unit": sorted(((str(unit.pk), str(unit)) for unit in units), key=lambda one: one[1]),
            "country": sorted(((code, country_name(code, language)) for code in countries), key=lambda one: one[1]),
            "field": labelled(field_labels()),
            "action": labelled(action_labels()),
            "item": items,
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> GroupFilter:
        """A choice that is not offered narrows nothing."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("unit", "item"):
            if name in given:
                given[name] = int(given[name])
        return GroupFilter(**given)


class WordingForm(SiteForm):
    """The merged wording of a group, and what it is filed under."""

    title_zh = forms.CharField(label=gettext_lazy("Title (Chinese)"), max_length=200, required=False)
    text_zh = forms.CharField(
        label=gettext_lazy("Text (Chinese)"), widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    title_en = forms.CharField(label=gettext_lazy("Title (English)"), max_length=300, required=False)
    text_en = forms.CharField(
        label=gettext_lazy("Text (English)"), widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    item = forms.ChoiceField(label=gettext_lazy("Plan item"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field"), required=False)
    action = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("Priority"), choices=Need.Priority.choices)

    def __init__(self, *args: Any, group: NeedGroup, items: Choices, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(group))
        super().__init__(*args, auto_id="id_wording_%s", **kwargs)
        self.group = group
        for name, choices in {
            "item": items,
            "field": labelled(field_labels()),
            "action": labelled(action_labels()),
        }.items():
            self.fields[name].choices = UNSET + choices  # type: ignore[attr-defined]

    def wording(self) -> dict[str, Any]:
        """The fields of the step; other languages of the group are kept, Chinese leads where it is given."""
        values = self.cleaned_data
        return {
            "titles": _together(self.group.titles, values["title_zh"], values["title_en"]),
            "texts": _together(self.group.texts, values["text_zh"], values["text_en"]),
            "plan_item_id": int(values["item"]) if values["item"] else None,
            "field": values["field"],
            "action": values["action"],
            "priority": values["priority"],
        }


def _together(stored: dict[str, str], zh: str, en: str) -> dict[str, str]:
    kept = {code: words for code, words in stored.items() if code not in (AUTHORITATIVE, "zh-hans", "en")}
    said = {code: words.strip() for code, words in (("zh-hans", zh), ("en", en)) if words.strip()} | kept
    return {AUTHORITATIVE: next(iter(said))} | said if said else {}


def initial_of(group: NeedGroup) -> dict[str, Any]:
    """The wording as it stands; a language not written yet starts from the fullest member in it."""
    needs = [seat.need for seat in group.members]  # type: ignore[attr-defined]
    start: dict[str, Any] = {
        "item": str(group.plan_item_id or ""),
        "field": group.field,
        "action": group.action,
        "priority": group.priority,
    }
    for short, code in (("zh", "zh-hans"), ("en", "en")):
        fullest = max((need for need in needs if need.language == short), key=fullness, default=None)
        title, text = group.titles.get(code, ""), group.texts.get(code, "")
        if not title and fullest is not None:
            title, text = fullest.title, text or fullest.text
        start |= {f"title_{short}": title, f"text_{short}": text}
    return start


def versions_in(posted: QueryDict) -> dict[int, int]:
    """Group tokens "pk:version" of a form: each group as the officer saw it."""
    parts = [token.split(":") for token in posted.getlist("group")]
    refuse_unless(
        all(len(part) == 2 and all(one.isdecimal() and len(one) < 19 for one in part) for part in parts),
        _("This form is damaged: load the page again."),
    )
    return {int(pk): int(version) for pk, version in parts}


def number_in(posted: QueryDict, name: str) -> int:
    """A record's key; 0, which names nothing, where the form holds none."""
    value = posted.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else 0


def numbers_in(posted: QueryDict, name: str) -> list[int]:
    return [int(value) for value in posted.getlist(name) if value.isdecimal() and len(value) < 19]
