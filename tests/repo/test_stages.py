"""The shape of the package: stages meet only in the models."""

import ast
from pathlib import Path

import auditkit

PACKAGE = Path(auditkit.__file__).parent
SHARED = {"models", "errors", "messages", "shipped", "folding", "law", "chain", "replacing"}
# What a stage may use besides the shared words; whoever puts stages together is not listed:
# the notebooks' `runs` and `forms`, `workflow`, the command line.
ALLOWED = {
    "folding": set(),
    "chain": set(),
    "replacing": set(),
    "law": set(),
    "passages": set(),
    "documents": {"passages"},
    "checklists": set(),
    "evidence": set(),
    "assessment": set(),
    "findings": set(),
    "report": {"checklists"},
    "exports": {"report"},
    "returns": {"report"},
    "store": set(),
    "audits": {"store"},
    "packs": set(),
    "providers": {"checklists", "documents"},
}


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
            if node.module == "auditkit":
                names = [f"auditkit.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("auditkit.")}
    return found


def _files(stage: str) -> list[Path]:
    folder = PACKAGE / stage
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{stage}.py"]


def test_stages_import_only_the_shared_words() -> None:
    """No stage reaches into another; what joins them is the models."""
    strays = {
        f"{path.relative_to(PACKAGE)} → {name}"
        for stage, allowed in ALLOWED.items()
        for path in _files(stage)
        for name in _imports(path) - SHARED - allowed - {stage}
        if not name.startswith("messages_")
    }
    assert strays == set()


def test_models_and_errors_depend_on_nothing_of_ours() -> None:
    """The words stand by themselves."""
    used = {
        name for stage in ("models", "errors") for path in _files(stage) for name in _imports(path)
    }
    assert used <= {"models"}


def test_every_stage_named_here_exists() -> None:
    """The list of stages is the package's, not a memory of it."""
    assert all(path.exists() for stage in ALLOWED for path in _files(stage))
