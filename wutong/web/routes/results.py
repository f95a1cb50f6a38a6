"""Addresses of the pages: figures, results and their files, feedback to units."""

from django.urls import path

from wutong.web.pages import figures, results

urlpatterns = [
    path("calls/<int:pk>/figures/", figures.figures, name="figures"),
    path("calls/<int:pk>/results/", results.results, name="results"),
    path(
        "calls/<int:pk>/results/plan.<slug:version>.<slug:language>.docx", results.plan_document, name="plan_document"
    ),
    path("calls/<int:pk>/results/workbook.<slug:version>.<slug:language>.xlsx", results.workbook, name="workbook"),
    path("calls/<int:pk>/results/feedback.<slug:language>.zip", results.feedback_all, name="feedback_all"),
    path("calls/<int:pk>/results/feedback/send/", results.feedback_send, name="feedback_send"),
    path("calls/<int:pk>/results/feedback/<int:unit>.<slug:language>.docx", results.feedback, name="feedback"),
]
