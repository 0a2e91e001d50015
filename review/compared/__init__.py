"""The agreement of a project's coders: what is compared, and how it is told.

``choice`` says what was asked for, ``chosen`` fetches it, ``answer`` is the JSON of
page, API and command, ``measures`` the numbers with what they mean, ``differing`` the
passages about which coders differ. The arithmetic is ``review.agreement``.
"""
