"""Addresses of the pages: merging."""

from django.urls import path

from wutong.web.pages import merging, merging_steps

urlpatterns = [
    path("calls/<int:pk>/merge/", merging.workspace, name="workspace"),
    path("calls/<int:pk>/merge/begin/", merging.merge_begin, name="merge_begin"),
    path("calls/<int:pk>/merge/groups/<int:group>/", merging.merge_group, name="merge_group"),
    path("calls/<int:pk>/merge/step/", merging_steps.merge_step, name="merge_step"),
    path("calls/<int:pk>/merge/steps/", merging.merge_steps, name="merge_steps"),
    path("calls/<int:pk>/merge/send-up/", merging_steps.merge_send_up, name="merge_send_up"),
]
