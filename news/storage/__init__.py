"""Where files lie: a folder of this machine (`disk`), or a store that speaks the protocol of Amazon's S3 (`s3`).

`settings.STORAGES` names one of them, so `s3` and the packages it needs are imported only where FILES_URL names such
a store. Both are Django's storages and know three things more: `stored()` lists what they hold, `present()` says
which of some names are there, `save_once()` keeps a file whose name tells its content. Neither ever gives a file the
name of another one.
"""
