"""The newsroom: where editors work. A file a noun; `bases` holds what they share.

The nouns are registered by `nouns`, not here: Django imports this package to find the site itself (`site`), and rows
registered at that moment would be registered with a site that is thrown away.
"""
