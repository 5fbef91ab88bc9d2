"""Checklists, criteria and their crosswalk, read strictly from the YAML folder.

:func:`load_library` is the verb of this stage; :func:`check_library` and :func:`write_locks`
are for the authors of the data.
"""

from auditkit.checklists._build import build
from auditkit.checklists._faults import Faults, Loc
from auditkit.checklists._library import check_library, load_library, write_locks
from auditkit.checklists._patterns import expand_cues
from auditkit.checklists._yaml import read_yaml

__all__ = [
    "Faults",
    "Loc",
    "build",
    "check_library",
    "expand_cues",
    "load_library",
    "read_yaml",
    "write_locks",
]
