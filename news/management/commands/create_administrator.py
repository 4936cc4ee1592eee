"""manage.py create_administrator: an account that may do everything, with a password nobody has thought of."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.crypto import get_random_string

PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # noqa: S105 (an alphabet: no 0 O 1 l I i)
PASSWORD_LENGTH = 20  # of these 55 signs: about 115 bits


class Command(BaseCommand):
    help = "Makes an administrator with a random password and prints both once. The password is stored nowhere."
    # It is the start of a new installation, where script/server has just told what the system checks say.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--email", default="admin@newsroom.example", help="the e-mail address to log in with")
        parser.add_argument("--name", default="Administrator", help="the name colleagues see in the history")
        parser.add_argument("--if-none", action="store_true", help="do nothing where an active administrator exists")

    def handle(self, *, email, name, if_none, **options):
        accounts = get_user_model().objects
        if if_none and accounts.filter(is_superuser=True, is_active=True).exists():
            return
        refuse_a_wrong_address(email)
        if accounts.filter(email__iexact=email).exists():
            raise CommandError(
                f"There is an account {email} already. To set its password: manage.py changepassword {email}"
            )
        password = get_random_string(PASSWORD_LENGTH, PASSWORD_LETTERS)
        accounts.create_superuser(email, password, name=name)
        self.stdout.write(
            "\nAn administrator was made. This is shown once; the password can be changed after the first log-in:\n"
            f"  e-mail    {email}\n"
            f"  password  {password}\n"
        )


def refuse_a_wrong_address(email):
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"“{email}” is not an e-mail address.") from error
