"""All addresses: allauth's account pages and the pages of the site."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("", include("wutong.web.urls")),
]
