"""The addresses of the app cases."""

from django.urls import path

from gongkai.web.cases.views import case, inbox, registering

app_name = "cases"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("register/", registering.register, name="register"),
    path("<str:number>/", case.case, name="case"),
    path("<str:number>/registered/", registering.registered, name="registered"),
    path("<str:number>/receipt/", registering.pdf, name="receipt"),
    path("<str:number>/code/", registering.new_code, name="new_code"),
    path("<str:number>/identity/", case.identity, name="identity"),
    path("<str:number>/steps/<str:kind>/", case.step, name="step"),
    path("<str:number>/files/<int:key>/", case.file, name="file"),
]
