"""Reading the environment so that a mistyped value stops the start with a sentence that names the variable."""

import environ
from django.core.exceptions import ImproperlyConfigured

from .file_store import store_at

TRUE_WORDS = {"true", "yes", "on", "1"}
FALSE_WORDS = {"false", "no", "off", "0", ""}


class Environment(environ.Env):
    """django-environ whose refusals name the variable, what it holds and what would be right."""

    def flag(self, name, *, default):
        """A switch. Raises ImproperlyConfigured for a word that is neither yes nor no (environ takes it for no)."""
        word = self.str(name, default=str(default)).strip().lower()
        if word in TRUE_WORDS:
            return True
        if word in FALSE_WORDS:
            return False
        raise ImproperlyConfigured(f"{name} is “{word}”; write true or false.")

    def number(self, name, *, default, at_least=0):
        """A whole number. Raises ImproperlyConfigured for anything else."""
        text = self.str(name, default=str(default)).strip()
        if not text.isdecimal() or int(text) < at_least:
            raise ImproperlyConfigured(f"{name} is “{text}”; write a whole number of at least {at_least}.")
        return int(text)

    def names(self, name, *, default):
        """A comma-separated list of words; spaces and empty places do not count."""
        return [word.strip() for word in self.str(name, default=default).split(",") if word.strip()]

    def address(self, name, *, default, schemes):
        """An address such as postgres://user@host/base. Raises ImproperlyConfigured for another scheme."""
        text = self.str(name, default=default).strip()
        if text.partition(":")[0] not in schemes:
            raise ImproperlyConfigured(f"{name} is “{text}”; it has to begin with one of: {', '.join(schemes)}.")
        return text

    def store(self, name):
        """Where files lie: a store of the S3 kind, or the folder of this machine where the variable is not set."""
        return store_at(self.str(name, default="").strip(), variable=name)
