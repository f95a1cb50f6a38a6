"""Addresses of the pages: organisations, seats, lists taken in, countries, groups, agreements."""

from django.urls import path

from wutong.web.pages import countries, directory, importing

urlpatterns = [
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/add/", directory.organisation_add, name="organisation_add"),
    path("organisations/import/", importing.organisation_import, name="organisation_import"),
    path("organisations/import/<int:pk>/", importing.organisation_import_look, name="organisation_import_look"),
    path("organisations/<int:pk>/", directory.organisation, name="organisation"),
    path("organisations/<int:pk>/change/", directory.organisation_change, name="organisation_change"),
    path("organisations/<int:pk>/seats/", directory.seat_give, name="seat_give"),
    path("seats/<int:pk>/end/", directory.seat_end, name="seat_end"),
    path("countries/", countries.countries, name="countries"),
    path("countries/groups/<slug:code>/", countries.group, name="region_group"),
    path("countries/<slug:iso2>/", countries.country, name="country"),
    path("agreements/", countries.agreements, name="agreements"),
    path("agreements/record/", countries.agreement_record, name="agreement_record"),
]
