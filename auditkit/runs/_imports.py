"""Make the notebook stack start fast; import this before nbformat or papermill.

jsonschema's optional format checkers import ``rfc3987_syntax``, which builds 35 parsers
(more than a second) that no notebook schema ever uses. ``None`` in :data:`sys.modules` makes
that import fail at once, and jsonschema then does without, as it does where the package is
not installed. Known upstream: python-jsonschema/jsonschema#1428.

pytest loads this module as its first plugin (``-p`` in pyproject.toml), before nbval.
"""

from __future__ import annotations

import sys
from typing import cast

# A module that is None is documented to raise ModuleNotFoundError when imported.
cast("dict[str, object]", sys.modules).setdefault("rfc3987_syntax", None)
