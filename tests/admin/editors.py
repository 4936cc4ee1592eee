"""Somebody at a form: opens it, types, saves. Two of them at one row are what the tests of merging are about."""

from django.urls import reverse

from .posting import filled_in


def form_of(row):
    return reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])


class Editor:
    """Somebody at a form: opens it, types, saves."""

    def __init__(self, client, user):
        self.client, self.user, self.answer = client, user, None
        client.force_login(user)

    def opens(self, row):
        self.page = form_of(row)
        self.answer = self.client.get(self.page)
        self.typed = filled_in(self.answer)
        return self

    def saves(self, **typed):
        return self.sends(typed)

    def sends(self, typed, without=()):
        kept = {name: value for name, value in self.typed.items() if name not in without}
        self.answer = self.client.post(self.page, {**kept, "_continue": "1", **typed})
        if self.answer.status_code == 200:
            self.typed = filled_in(self.answer)
        return self

    @property
    def is_saved(self):
        return self.answer.status_code == 302

    @property
    def said(self):
        page = self.client.get(self.page) if self.is_saved else self.answer
        return page.content.decode()

    @property
    def conflicts(self):
        return {conflict.name for conflict in self.answer.context.get("conflicts") or ()}


def new_person(person, place=0, **fields):
    """What a browser sends of one more person in a story."""
    columns = {"person": person.pk, "relation": "mentioned", "position": "0", **fields}
    lines = {f"people-{place}-{name}": value for name, value in columns.items()}
    return {"people-TOTAL_FORMS": str(place + 1), **lines}
