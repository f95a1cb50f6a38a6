"""Addresses of the pages: plans, crosswalks, and drafts read from a text."""

from django.urls import path

from wutong.web.pages import drafts, plans

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/crosswalk/<int:other>/", plans.crosswalk, name="plan_crosswalk"),
    path("plans/read/", drafts.plan_read, name="plan_read"),
    path("plans/drafts/", drafts.plan_drafts, name="plan_drafts"),
    path("plans/drafts/<int:pk>/", drafts.plan_draft, name="plan_draft"),
    path("plans/drafts/<int:pk>/judge/", drafts.plan_draft_judge, name="plan_draft_judge"),
    path("plans/drafts/<int:pk>/confirm/", drafts.plan_draft_confirm, name="plan_draft_confirm"),
    path("plans/drafts/<int:pk>/drop/", drafts.plan_draft_drop, name="plan_draft_drop"),
]
