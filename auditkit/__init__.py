"""auditkit: an audit workbook and checklist toolkit for JIS Q 15001 and the APPI.

The stages of the work, in order, each a module with one verb::

    read_documents → find_evidence → assess → list_findings → write_report

``docs/`` in the repository explains the words; :mod:`auditkit.models` defines them.
"""

__version__ = "0.1.0"
