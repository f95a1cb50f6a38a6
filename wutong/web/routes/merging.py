"""Addresses of the pages: merging."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
