"""manage.py load_demo: the demo project, once, and how to sign in to it."""

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from annotations import demo


class Command(BaseCommand):
    help = "Make the demo project unless it is there, and print its sign-in."
    requires_system_checks = ()

    def handle(self, **options):
        if demo.load_demo():
            self.stdout.write("The demo project is ready.")
        owner = User.objects.filter(email=demo.EMAIL, is_active=True).first()
        if owner is None:
            return
        password = settings.DEMO_PASSWORD()
        if owner.check_password(password):
            self.stdout.write(f"Sign in as {demo.EMAIL} with the password {password}")
        else:
            self.stdout.write(f"Sign in as {demo.EMAIL} with the password you set.")
