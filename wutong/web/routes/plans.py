"""Addresses of the pages: plans."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
