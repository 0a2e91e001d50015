"""What a person types about themselves and their tokens."""

from datetime import timedelta

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Scope, User

PASSWORD_HELP = "At least 8 characters; not a common word, not all digits."
NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class AccountForm(forms.Form):
    name = forms.CharField(
        max_length=150,
        required=False,
        help_text="How colleagues see you; empty shows your e-mail address.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-mail",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class NewPersonForm(forms.Form):
    """A person who comes by a link: address, name and a password typed twice."""

    email = forms.EmailField(
        label="E-mail",
        help_text="You will sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    name = forms.CharField(
        max_length=150,
        help_text="How colleagues will see you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label="Password",
        strip=False,
        help_text=PASSWORD_HELP,
        widget=NEW_PASSWORD,
    )
    password2 = forms.CharField(
        label="The same password again", strip=False, widget=NEW_PASSWORD
    )

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if {"password1", "password2"} <= typed.keys():
            self.check_passwords(typed)
        return typed

    def check_passwords(self, typed):
        if typed["password1"] != typed["password2"]:
            self.add_error("password2", "The two passwords are not the same.")
        person = User(email=typed.get("email", ""), name=typed.get("name", ""))
        try:
            password_validation.validate_password(typed["password1"], person)
        except ValidationError as error:
            self.add_error("password1", error)


class ChangePasswordForm(allauth.ChangePasswordForm):
    """allauth's, in our words and without a label inside each field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": "Your password now",
            "password1": "The new password",
            "password2": "The new password again",
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].help_text = ""
        self.fields["password1"].help_text = PASSWORD_HELP


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=100, help_text="Which program will hold it, such as “backup script”."
    )
    scope = forms.ChoiceField(label="It may", choices=Scope.choices, initial=Scope.READ)
    days = forms.TypedChoiceField(
        label="It works for",
        coerce=int,
        choices=[(30, "30 days"), (90, "90 days"), (365, "a year"), (0, "ever")],
        initial=90,
    )

    def expires(self):
        """When the token ends, or None."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None
