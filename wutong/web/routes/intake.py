"""Addresses of the pages: files taken in, the triage tray, the list of needs."""

from django.urls import path

from wutong.web.pages import intake, intake_sending, needs, triage, wrong

urlpatterns = [
    path("calls/<int:pk>/intake/", intake.intake, name="intake"),
    path("calls/<int:pk>/intake/again/", intake.intake_again, name="intake_again"),
    path("calls/<int:pk>/intake/add/", intake_sending.intake_add, name="intake_add"),
    path("calls/<int:pk>/intake/start/", intake_sending.intake_start, name="intake_start"),
    path("calls/<int:pk>/intake/wrong/", wrong.intake_wrong, name="intake_wrong"),
    path("files/<int:pk>/tell/", wrong.intake_tell, name="intake_tell"),
    path("files/<int:pk>/original/", intake.intake_original, name="intake_original"),
    path("triage/<int:pk>/", triage.triage_file, name="triage_file"),
    path("triage/<int:pk>/earlier/", triage.triage_earlier, name="triage_earlier"),
    path("triage/<int:pk>/again/", triage.triage_again, name="triage_again"),
    path("calls/<int:pk>/needs/", needs.needs, name="needs"),
    path("needs/<int:pk>/", needs.need, name="need"),
]
