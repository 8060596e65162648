"""A hook of mkdocs: the samples' pages and the changelog, which stand outside of docs/, become pages too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parent.parent


def on_files(files: Any, config: Any) -> Any:
    """Add README.md of each sample, their pictures, and CHANGELOG.md, under the paths that they have in the project."""
    for path in [*sorted((ROOT / "samples").rglob("*.md")), ROOT / "CHANGELOG.md", *(ROOT / "samples").rglob("*.svg")]:
        place = path.relative_to(ROOT).as_posix()
        if path.suffix == ".md":
            # docs/ is the root of the pages; files that are no pages have no link
            text = re.sub(r"\]\(((?:\.\./)+)docs/", r"](\1", path.read_text(encoding="utf-8"))
            files.append(File.generated(config, place, content=text))
        else:
            files.append(File.generated(config, place, abs_src_path=str(path)))
    return files
