"""Where the files that come with the program are: in a checkout at the top level, in a wheel inside ``kg``.

Takes the name of one of the shipped folders, gives its path. Nothing else in the program guesses at paths.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """Return the path of a shipped folder.

    Args:
        folder: ``"ontology"``, ``"queries"``, ``"viz"`` or ``"data"``.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parent):
        if (root / folder).is_dir():
            return root / folder
    raise FileNotFoundError(f"this installation of kg lacks its {folder}/ folder; install it again")
