"""The few events that models tell to whoever is above them; every consequence stands in `receivers.py`.

They are sent inside the editor's transaction.
"""

from django.dispatch import Signal

edition_published = Signal()
"""Arguments: sender=Edition, edition. Sent when a language of a story is published, also for a later moment."""

edition_withdrawn = Signal()
"""Arguments: sender=Edition, edition. Sent when readers get a notice with it (withdrawn) or nothing at all (gone)."""

public_row_changed = Signal()
"""Arguments: sender=the model, instance. A person, organisation, meeting or page that readers see was saved."""

state_changed = Signal()
"""Arguments: sender=Article, article, revision. Sent after each act of `models/workflow.py` that readers
or an editor wait for, so not when a translation is checked; the revision tells which."""
