"""The addresses of the app cases: those of each part stand with the part, before what begins with the number of a case."""

from django.urls import path

from gongkai.web.cases.figures.urls import urlpatterns as figures
from gongkai.web.cases.keeping.urls import urlpatterns as keeping
from gongkai.web.cases.linking.urls import urlpatterns as linking
from gongkai.web.cases.opinions.urls import urlpatterns as opinions
from gongkai.web.cases.taking_over.urls import urlpatterns as taking_over
from gongkai.web.cases.teamwork.urls import urlpatterns as teamwork
from gongkai.web.cases.views import case, inbox, registering, taking
from gongkai.web.cases.writing.urls import urlpatterns as writing

app_name = "cases"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("register/", registering.register, name="register"),
    *figures,
    *keeping,
    *taking_over,
    *teamwork,
    *writing,
    *linking,
    *opinions,
    path("<str:number>/", case.case, name="case"),
    path("<str:number>/registered/", registering.registered, name="registered"),
    path("<str:number>/receipt/", registering.pdf, name="receipt"),
    path("<str:number>/code/", registering.new_code, name="new_code"),
    path("<str:number>/identity/", case.identity, name="identity"),
    path("<str:number>/steps/<str:kind>/", taking.step, name="step"),
    path("<str:number>/files/<int:key>/", case.file, name="file"),
]
