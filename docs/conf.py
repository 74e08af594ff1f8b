"""Configuration of the documentation site: `make docs` builds it."""

from bot import __version__

project = "Verbatim"
author = "The Verbatim contributors"
release = __version__

extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"Verbatim {release}"
html_static_path: list[str] = []
html_copy_source = False
exclude_patterns = ["_build"]

myst_heading_anchors = 3
# A link to a file outside the site becomes a download, which suits the files of the repository.
suppress_warnings = ["myst.header"]  # included results start below the page's own title
