"""Addresses of the pages: results."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
