"""Of allauth only the pages that need no mail; all others of its pages stay away."""

from allauth.account import views as allauth
from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
    path(
        "accounts/set-password/<uid>/<token>/", views.set_password, name="set_password"
    ),
    path("accounts/first-owner/<signed>/", views.first_owner, name="first_owner"),
]
# allauth reverses these by their plain names
allauth_urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", allauth.signup, name="account_signup"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
]
