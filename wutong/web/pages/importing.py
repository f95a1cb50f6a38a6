"""Taking in a list of organisations: choose a file, look at what would change, apply exactly that."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wutong.base import clock
from wutong.base.files import StoredFile, keep
from wutong.base.rules import Refused
from wutong.directory import queries, rules, steps
from wutong.directory.queries import DryRun, Scope
from wutong.documents.blocks import Unreadable
from wutong.web.changes import KINDS, LABELS, in_words
from wutong.web.forms.directory import LANGUAGE_NAMES, ImportForm
from wutong.web.requests import SeatedRequest
from wutong.web.unreadable import reason_for

SESSION_KEY = "directory_imports"  # file → scope: only who brought a file may look at it and apply it
DONE_KEY, DONE_KEPT = "directory_imports_done", 50  # files taken in a moment ago
SHOWN = 200  # rows of each kind on the page; the numbers are always of all

PROBLEMS = {
    "damaged": gettext_lazy("damaged: not read"),
    "no_header": gettext_lazy("no row of column names was found on this sheet"),
    "no_name": gettext_lazy("no name"),
    "bad_ror": gettext_lazy("ROR identifier left out"),
    "bad_uscc": gettext_lazy("credit code left out"),
    "bad_email": gettext_lazy("e-mail address left out"),
    "unknown_country": gettext_lazy("country not known, left out"),
    "unknown_kind": gettext_lazy("kind not known, left out"),
    "unknown_parent": gettext_lazy("parent not found"),
    "twice": gettext_lazy("already given at"),
    "ambiguous": gettext_lazy("several organisations bear this name: add an identifier or the parent"),
    "conflict": gettext_lazy("the identifiers contradict each other"),
}
FIELDS = {
    "country": gettext_lazy("Country"),
    "parents": gettext_lazy("Belongs to"),
    "aliases": gettext_lazy("Other names"),
}


def organisation_import(request: SeatedRequest) -> HttpResponse:
    """Choose a file; it is kept, and the dry run shown on a page of its own."""
    rules.check_import(request.actor)
    form = ImportForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        upload, under = form.cleaned_data["file"], form.cleaned_data["under"]
        scope = Scope(
            under.pk if under else None, tuple(form.cleaned_data["countries"]), form.cleaned_data["only_known"]
        )
        stored = keep(upload.name, upload.read(), at=clock.now())
        try:
            queries.dry_run(stored, scope, by=request.actor)
        except Unreadable as problem:
            form.add_error("file", reason_for(problem.code))
        else:
            kept = request.session.get(SESSION_KEY, {})
            request.session[SESSION_KEY] = kept | {str(stored.pk): asdict(scope)}
            request.session[DONE_KEY] = [pk for pk in request.session.get(DONE_KEY, []) if pk != stored.pk]
            return redirect("organisation_import_look", stored.pk)
    status = 422 if form.errors else 200
    return render(request, "directory/import.html", {"form": form, "section": "directory"}, status=status)


def organisation_import_look(request: SeatedRequest, pk: int) -> HttpResponse:
    """GET: what would change. POST: apply it, if it still is exactly what was shown."""
    if pk in request.session.get(DONE_KEY, []):  # the page of before, by the browser's Back
        return render(request, "directory/import_done.html", {"section": "directory"})
    stored, scope = _kept(request, pk)
    if request.method == "POST":
        try:
            shown = request.POST.get("shown", "")
            done = steps.import_file(stored, scope, shown=shown, by=request.actor, at=clock.now())
        except (Refused, ValueError) as problem:
            messages.error(request, getattr(problem, "reason", None) or str(problem))
            return redirect("organisation_import_look", pk)
        del request.session[SESSION_KEY][str(pk)]
        request.session[DONE_KEY] = [*request.session.get(DONE_KEY, []), pk][-DONE_KEPT:]
        words = _("Taken in: %(new)s new and %(changed)s changed organisations.")
        messages.success(request, words % done)
        return redirect("organisations")
    run = queries.dry_run(stored, scope, by=request.actor)
    return render(request, "directory/import_look.html", _shown(run))


def _kept(request: SeatedRequest, pk: int) -> tuple[StoredFile, Scope]:
    raw = request.session.get(SESSION_KEY, {}).get(str(pk))
    if raw is None:
        raise Http404(str(pk))
    scope = Scope(raw["under_id"], tuple(raw["countries"]), raw["only_known"])
    return StoredFile.objects.get(pk=pk), scope


def _shown(run: DryRun) -> dict[str, Any]:
    changes = run.changes
    changed = [(one.incoming, one.existing, _lines(one.fields)) for one in changes.changed[:SHOWN]]
    problems = [(one.place, str(PROBLEMS[one.code]), _detail(one.detail)) for one in changes.problems[:SHOWN]]
    counts = [
        ("new", _("new"), len(changes.new)),
        ("changed", _("changed"), len(changes.changed)),
        ("same", _("unchanged"), len(changes.same)),
        ("refused", _("refused"), len(changes.refused) + len(run.not_mine)),
    ]
    return {
        "run": run,
        "counts": counts,
        "new": changes.new[:SHOWN],
        "changed": changed,
        "same": changes.same[:SHOWN],
        "refused": changes.refused[:SHOWN],
        "not_mine": run.not_mine[:SHOWN],
        "problems": problems,
        "problem_count": len(changes.problems),
        "kinds": KINDS,
        "limit": SHOWN,
        "section": "directory",
    }


def _detail(text: str) -> str:
    """What stood in the cell, and the reader's reason in the language of the page."""
    cell, between, reason = text.partition(": ")
    return f"{cell}{between}{_(reason)}" if reason else text


def _lines(fields: dict[str, tuple[object, object]]) -> list[tuple[str, str, str]]:
    return [(_label(name), in_words(old), in_words(new)) for name, (old, new) in fields.items()]


def _label(name: str) -> str:
    if name.startswith("names."):
        language = name.removeprefix("names.")
        return f"{LABELS['names']} ({LANGUAGE_NAMES.get(language, language)})"
    return str(FIELDS.get(name) or LABELS.get(name, name))
