#!/usr/bin/env python3
"""Start Glossator: ``python3 glossator.py run``, or test it: ``… test``."""

# This file must parse on any Python, to say which one is needed.
import sys

if sys.platform == "win32":
    sys.exit(
        "Glossator does not run on Windows itself: install WSL 2, as Microsoft's"
        " pages tell, and start it inside."
    )
if sys.version_info < (3, 11):
    sys.exit(
        "This is Python %d.%d, and Glossator needs 3.11 or newer: install one and"
        " start with it, for example python3.11 glossator.py run."
        % tuple(sys.version_info[:2])
    )

from config.installation import main  # noqa: E402

if __name__ == "__main__":
    main(sys.argv[1:])
