"""A catalogue brought in step with the source."""

from babel.messages.catalog import Catalog, Message

from .files import QuietCatalog, forms, messages


def renew(language: str, wanted: Catalog, kept: Catalog) -> QuietCatalog:
    """The sentences of `wanted`, each with the translation, the flags and the remarks it has in `kept`.

    What the source no longer says is left out. A changed sentence is a new one: nothing is guessed from a similar
    one, because a wrong sentence on the site is worse than a missing one, which the check finds.
    """
    renewed = QuietCatalog(language)
    for message in messages(wanted):
        _add(renewed, message, kept.get(message.id, message.context))
    return renewed


def _add(renewed: Catalog, message: Message, old: Message | None) -> None:
    same_shape = old is not None and old.pluralizable == message.pluralizable
    given = forms(old) if same_shape else ("",)
    size = renewed.num_plurals if message.pluralizable else 1
    string = (given + ("",) * size)[:size]
    renewed.add(
        message.id,
        string if message.pluralizable else string[0],
        flags=old.flags & {"fuzzy"} if same_shape else (),
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old is not None else (),
        context=message.context,
    )
