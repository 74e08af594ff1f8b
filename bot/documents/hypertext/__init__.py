"""HTML, whole pages and parts of them → headings and pieces of a page."""
