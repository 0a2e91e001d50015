"""How much work a function does, counted in calls: the same on every machine."""

import sys


def calls(function, *arguments):
    """How often Python calls anything, its own functions or those in C, meanwhile."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return count
