"""Agreement of coders: plain arithmetic, without Django.

``alpha`` and ``kappa`` compare labels, ``sets`` labels that are sets, ``unitizing``
where passages begin and end; ``matching`` says which passages belong together, and
``bootstrap`` how far a number may be trusted. ``comparison`` puts them together.
"""
