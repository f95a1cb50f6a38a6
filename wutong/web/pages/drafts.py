"""Reading a plan text: file or paste, the draft beside the text, entries judged one by one, then confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.files import keep
from wutong.base.rules import Refused
from wutong.documents.blocks import Unreadable
from wutong.documents.isolated import Worker
from wutong.documents.lines import as_lines
from wutong.plans import queries, rules, steps
from wutong.plans.models import PlanDraft
from wutong.plans.reading import LetterReading, read_letter
from wutong.plans.steps import PlanHead
from wutong.plans.steps.reading import EDITABLE, KINDS
from wutong.web.access import roles_for
from wutong.web.forms.plans import ConfirmForm, ReadForm
from wutong.web.requests import SeatedRequest
from wutong.web.unreadable import reason_for


@dataclass(slots=True)
class Entry:
    """One heading or target of a draft, as the page shows it."""

    kind: str
    index: int
    values: dict[str, Any]
    error: str = ""
    error_place: str = ""

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.index}"

    @property
    def verdict(self) -> str:
        return str(self.values.get("verdict", ""))


@dataclass(slots=True)
class Line:
    """One line of the text with the entries that begin on it."""

    number: int
    text: str
    entries: list[Entry] = field(default_factory=list)


def plan_drafts(request: SeatedRequest) -> HttpResponse:
    page = Paginator(queries.drafts(request.actor), 50).get_page(request.GET.get("page"))
    shown = {"page": page, "may_read": rules.may_read_plan(request.actor), "section": "plans"}
    return render(request, "plans/drafts.html", shown)


def plan_read(request: SeatedRequest) -> HttpResponse:
    """Read a text into a draft."""
    rules.check_read_plan(request.actor)
    form = ReadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        draft = _read(request, form)
        if draft is not None:
            return redirect("plan_draft", draft.pk)
    status = 422 if form.errors else 200
    return render(request, "plans/read.html", {"form": form, "section": "plans"}, status=status)


def _read(request: SeatedRequest, form: ReadForm) -> PlanDraft | None:
    """The draft, or None with the reason at the field."""
    upload, at, stored = form.cleaned_data["file"], clock.now(), None
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    try:
        if upload:
            data = upload.read()
            with Worker() as worker:
                text = as_lines(worker.open(upload.name, data))
            stored = keep(upload.name, data, at=at)
        title = form.cleaned_data["title"] or _title_of(text, upload.name.rpartition(".")[0] if upload else "")
        return steps.read_text(title=title, text=text, file=stored, by=request.actor, at=at)
    except Unreadable as problem:
        form.add_error("file", reason_for(problem.code))
    except Refused as refused:
        form.add_error("file" if upload else "text", str(refused.reason))
    return None


def _title_of(text: str, fallback: str) -> str:
    letter = read_letter(text)
    found = (letter.plan_title or letter.title) if letter else ""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return found or fallback or first[:200]


def plan_draft(request: SeatedRequest, pk: int) -> HttpResponse:
    draft = queries.draft(request.actor, pk)
    return _draft_page(request, draft, ConfirmForm(initial=_head_of(draft, read_letter(draft.text))))


def _draft_page(
    request: SeatedRequest, draft: PlanDraft, form: ConfirmForm, faulty: Entry | None = None, status: int = 200
) -> HttpResponse:
    entries = {kind: entries_of(draft, kind) for kind in KINDS}
    if faulty is not None:
        entries[faulty.kind][faulty.index] = faulty
    shown = {
        "draft": draft,
        "letter": read_letter(draft.text),
        "entries": entries,
        "lines": _lines(draft.text, entries["headings"] + entries["targets"]),
        "tallies": _tallies(entries),
        "form": form,
        "may_settle": draft.state == "draft" and rules.may_settle_draft(draft, request.actor),
        "may_call": draft.state != "dropped" and request.actor.role in roles_for("call_from_draft"),
        "section": "plans",
    }
    return render(request, "plans/draft.html", shown, status=status)


def entries_of(draft: PlanDraft, kind: str) -> list[Entry]:
    return [Entry(kind, index, values) for index, values in enumerate(draft.reading[kind])]


def _lines(text: str, entries: list[Entry]) -> list[Line]:
    lines = [Line(number, words) for number, words in enumerate(text.splitlines(), 1)]
    for entry in entries:
        lines[min(int(entry.values["line"]), len(lines)) - 1].entries.append(entry)
    return lines


def _tallies(entries: dict[str, list[Entry]]) -> dict[str, dict[str, int]]:
    """How many entries of each kind are accepted, dropped and open."""
    return {
        kind: {
            "all": len(found),
            "accepted": sum(one.verdict == "accepted" for one in found),
            "dropped": sum(one.verdict == "dropped" for one in found),
            "open": sum(not one.verdict for one in found),
        }
        for kind, found in entries.items()
    }


def _head_of(draft: PlanDraft, letter: LetterReading | None) -> dict[str, Any]:
    if letter is None:
        return {"title": draft.title}
    return {"title": draft.title, "issuer": letter.issuer, "number": letter.document_number}


@require_POST
def plan_draft_judge(request: SeatedRequest, pk: int) -> HttpResponse:
    """One entry (`index`), or without one all of a kind that nobody has judged yet."""
    draft = queries.draft(request.actor, pk)
    kind, index = request.POST.get("kind", ""), request.POST.get("index", "")
    number = int(index) if index.isdecimal() else None
    values = {name: request.POST[name].strip() for name in EDITABLE.get(kind, ()) if name in request.POST}
    try:
        steps.judge_entry(
            draft,
            kind,
            number,
            verdict=request.POST.get("verdict", ""),
            corrected=values,
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refused:
        if number is None or not refused.place:
            raise
        return _faulty(request, draft, Entry(kind, number, draft.reading[kind][number] | values), refused)
    if request.htmx and number is not None:
        return _one_entry(request, draft, entries_of(draft, kind)[number])
    return _to_draft(draft, f"{kind}-{number}" if number is not None else kind)


def _faulty(request: SeatedRequest, draft: PlanDraft, entry: Entry, refused: Refused) -> HttpResponse:
    entry.error, entry.error_place = str(refused.reason), refused.place
    if request.htmx:
        return _one_entry(request, draft, entry, status=422)
    form = ConfirmForm(initial=_head_of(draft, read_letter(draft.text)))
    return _draft_page(request, draft, form, faulty=entry, status=422)


def _one_entry(request: HttpRequest, draft: PlanDraft, entry: Entry, status: int = 200) -> HttpResponse:
    tallies = _tallies({kind: entries_of(draft, kind) for kind in KINDS})
    shown = {"draft": draft, "entry": entry, "tallies": tallies, "may_settle": True, "answers_htmx": True}
    return render(request, "plans/entry_answer.html", shown, status=status)


def _to_draft(draft: PlanDraft, anchor: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('plan_draft', args=[draft.pk])}#{anchor}")


@require_POST
def plan_draft_confirm(request: SeatedRequest, pk: int) -> HttpResponse:
    draft = queries.draft(request.actor, pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        values = dict(form.cleaned_data)
        code = values.pop("code")
        try:
            plan = steps.confirm_draft(draft, code=code, head=PlanHead(**values), by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(refused.place or None, str(refused.reason))
        else:
            messages.success(request, _("The plan is confirmed and public."))
            return redirect("plan", plan.pk)
    return _draft_page(request, draft, form, status=422)


@require_POST
def plan_draft_drop(request: SeatedRequest, pk: int) -> HttpResponse:
    draft = queries.draft(request.actor, pk)
    steps.drop_draft(draft, by=request.actor, at=clock.now())
    messages.success(request, _("The draft is dropped; its text stays readable."))
    return redirect("plan_drafts")
