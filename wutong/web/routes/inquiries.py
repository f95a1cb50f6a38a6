"""Addresses of the pages: inquiries to a unit and its replies."""

from django.urls import path

from wutong.web.pages import answering, inquiries, replies

urlpatterns = [
    path("inquiries/", inquiries.inquiries, name="inquiries"),
    path("inquiries/<int:pk>/", inquiries.inquiry, name="inquiry"),
    path("inquiries/<int:pk>/form.<str:face>", inquiries.inquiry_form, name="inquiry_form"),
    path("inquiries/<int:pk>/no-needs/", inquiries.no_needs, name="no_needs"),
    path("inquiries/<int:pk>/more-time/", inquiries.extension_ask, name="extension_ask"),
    path("inquiries/<int:pk>/pass-on/", inquiries.pass_on, name="pass_on"),
    path("inquiries/<int:pk>/return/", inquiries.return_answer, name="return_answer"),
    path("inquiries/<int:pk>/answer/", answering.reply_edit, name="reply_edit"),
    path("inquiries/<int:pk>/upload/", answering.reply_upload, name="reply_upload"),
    path("extensions/<int:pk>/decide/", inquiries.extension_decide, name="extension_decide"),
    path("replies/<int:pk>/", replies.reply, name="reply"),
    path("replies/<int:pk>/move/", replies.reply_move, name="reply_move"),
    path("replies/<int:pk>/files/<str:digest>/", replies.reply_file, name="reply_file"),
]
