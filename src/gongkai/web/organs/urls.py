"""The addresses of the app organs."""

from django.urls import path

from gongkai.web.organs.views import desk, entry

app_name = "organs"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("permissions", desk.who_may_do_what, name="permissions"),
    path("sign-in", entry.sign_in, name="sign_in"),
    path("sign-out", entry.sign_out, name="sign_out"),
    path("sign-in/provider", entry.single_sign_on, name="single_sign_on"),
    path("sign-in/provider/return", entry.single_sign_on_return, name="single_sign_on_return"),
    path("account", entry.my_account, name="account"),
    path("account/password", entry.change_password, name="change_password"),
    path("account/second-factor", entry.second_factor_check, name="second_factor_check"),
    path("account/second-factor/new", entry.second_factor_enrol, name="second_factor_enrol"),
    path("account/second-factor/drop", entry.second_factor_drop, name="second_factor_drop"),
    path("account/recovery-codes", entry.recovery_codes, name="recovery_codes"),
]
