"""Addresses of the pages: directory."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
