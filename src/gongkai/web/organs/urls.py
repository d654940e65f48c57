"""The addresses of the app organs."""

from django.urls import path

from gongkai.web.organs.views import desk, entry, events, organs, people

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
    path("organs/", organs.tree, name="organs"),
    path("organs/<slug:code>", organs.organ, name="organ"),
    path("organs/<slug:code>/new", organs.new, name="new_organ"),
    path("organs/<slug:code>/edit", organs.edit, name="edit_organ"),
    path("organs/<slug:code>/contact-checked", organs.contact_checked, name="contact_checked"),
    path("organs/<slug:code>/end", organs.end, name="end_organ"),
    path("organs/<slug:code>/move", organs.move, name="move_organ"),
    path("organs/<slug:code>/options", organs.options, name="options"),
    path("organs/<slug:code>/options/<slug:name>", organs.choose, name="choose"),
    path("organs/<slug:code>/options/<slug:name>/end", organs.end_choice, name="end_choice"),
    path("organs/<slug:code>/settings", organs.settings, name="settings"),
    path("organs/<slug:code>/people/new", people.new, name="new_person"),
    path("organs/<slug:code>/acting", people.act_for, name="act_for"),
    path("acting/<int:number>/end", people.end_acting, name="end_acting"),
    path("people/", people.people, name="people"),
    path("people/<int:number>", people.person, name="person"),
    path("people/<int:number>/edit", people.edit, name="edit_person"),
    path("people/<int:number>/posts/new", people.give_post, name="give_post"),
    path("people/<int:number>/switch", people.switch, name="switch"),
    path("people/<int:number>/reset-password", people.reset_password, name="reset_password"),
    path("people/<int:number>/reset-second-factor", people.reset_second_factor, name="reset_second_factor"),
    path("posts/<int:number>/end", people.end_post, name="end_post"),
    path("events/", events.events, name="events"),
]
