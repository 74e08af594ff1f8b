from pathlib import Path

from tests.cli.conftest import ROOT, Verbatim


def test_each_file_is_told_with_what_it_holds(verbatim: Verbatim) -> None:
    result = verbatim("check")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "bridge.txt: text, UTF-8 · “The bridge opens” · 22 March 2025 · 2 paragraphs, 2 passages,"
        " 1 related story\n"
        "  first quote: “The bridge over the Vltava opened on Monday, Mayor Novak said, according"
        " to AP.”\n"
        "1 file, 1 article, 2 paragraphs, 2 passages, 1 related story, 0 warnings, 0 errors\n"
    )


def test_warnings_stand_below_their_file_and_leave_the_status_alone(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "odd.txt").write_text("---\ntitel: Odd\n---\nIt rained all day.\n")
    result = verbatim("check")
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[2].startswith("odd.txt: text, UTF-8 · “Odd”")
    assert lines[4].startswith("  warning, line 2: ")
    assert "titel" in lines[4]
    assert lines[-1].startswith("2 files, 2 articles, ")
    assert lines[-1].endswith(", 1 warning, 0 errors")


def test_it_tells_how_a_page_was_read_and_what_of_it_was_left_out(
    verbatim: Verbatim, folder: Path
) -> None:
    page = (
        "# Fares\n\n<!-- ask Ann -->\n\nBy Ann Example\n\n## Red\n\n| a | b |\n|--|--|\n| c | d |\n"
    )
    (folder / "seeds" / "fares.md").write_text(page)
    lines = verbatim("check").out.splitlines()
    assert lines[2:5] == [
        "fares.md: Markdown, UTF-8 · “Fares” · Ann Example · 1 section, 1 table · 1 paragraph,"
        " 1 passage",
        "  left out: byline (1), comment (1)",
        "  first quote: “a: c · b: d” (Red)",
    ]


def test_hidden_files_and_those_of_other_kinds_are_named_at_the_end(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "draft.md").write_text("---\ndraft: true\nweight: 3\n---\nIn June.")
    (folder / "seeds" / "guide.rst").write_text("Guide")
    (folder / "seeds" / "post.md").write_text("---\ncolour: red\n---\nIt rained.")
    result = verbatim("check")
    assert result.status == 0
    assert result.out.splitlines()[-4:-1] == [
        "hidden: draft.md, line 2: is not shown: 'draft' is set",
        "skipped: .rst files are not supported; convert it to Markdown, for example with pandoc"
        " (1 file: guide.rst)",
        "not used: keys of headers, with their number of files: colour (1)",
    ]


def test_a_warning_of_many_files_is_one_line(verbatim: Verbatim, folder: Path) -> None:
    for n in range(5):
        (folder / "seeds" / f"{n}.md").write_text(f"---\ntitel: x\n---\nIt rained {n} times.")
    lines = verbatim("check").out.splitlines()
    (line,) = (each for each in lines if "titel" in each)
    assert line.endswith("(5 files: 0.md, 1.md, 2.md and 2 more)")


def test_other_encodings_are_one_warning_of_many_files(verbatim: Verbatim, folder: Path) -> None:
    text = "Міст через річку відкрили в понеділок, і всі мешканці міста прийшли на свято."
    for encoding in ("cp1251", "koi8_u"):
        for n in range(3):
            data = f"{text} Це було {n} травня.".encode(encoding)
            (folder / "seeds" / f"{encoding}-{n}.txt").write_bytes(data)
    lines = verbatim("check").out.splitlines()
    (line,) = (each for each in lines if each.startswith("warning: is not UTF-8"))
    assert line.endswith("(6 files: cp1251-0.txt, cp1251-1.txt, cp1251-2.txt and 3 more)")


def test_many_files_have_their_formats_and_what_to_fix_at_the_end(
    verbatim: Verbatim, folder: Path
) -> None:
    for n in range(25):
        (folder / "seeds" / f"{n}.md").write_text(f"It rained {n} times.\n\n<!-- a -->\n")
    (folder / "seeds" / "empty.txt").write_text("")
    lines = verbatim("check").out.splitlines()
    assert lines[-4:-1] == [
        "formats: Markdown (25), text (1)",
        "left out in all: comment (25)",
        "rejected: is empty; write the article into it, one paragraph per line (1 file: empty.txt)",
    ]
    assert sum("first quote" in line for line in lines) == 3


def test_many_hidden_files_are_one_line(verbatim: Verbatim, folder: Path) -> None:
    for n in range(5):
        (folder / "seeds" / f"{n}.md").write_text("---\ndraft: true\n---\nIn June.")
    told = "hidden: is not shown: 'draft' is set (5 files: 0.md, 1.md, 2.md and 2 more)"
    assert told in verbatim("check").out.splitlines()


def test_a_folder_of_hidden_files_alone_is_fine(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "bridge.txt").write_text("---\ndraft: true\n---\nIn June.")
    assert verbatim("check").status == 0


def test_a_rejected_file_has_status_one_and_its_reason(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "empty.txt").write_text("")
    result = verbatim("check")
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[2] == "empty.txt: rejected"
    assert lines[3].startswith("  error: is empty")
    assert lines[-1].endswith(", 0 warnings, 1 error")


def test_pages_without_text_are_one_line_and_no_error(verbatim: Verbatim, folder: Path) -> None:
    for n in range(3):
        (folder / "seeds" / f"{n}.md").write_text("---\ntitle: Guides\n---\n\n# Guides\n")
    result = verbatim("check")
    assert result.status == 0
    assert result.out.splitlines()[-2:] == [
        "no article: has no sentence: there is no text below its header and headings"
        " (3 files: 0.md, 1.md, 2.md)",
        "4 files, 1 article, 2 paragraphs, 2 passages, 1 related story, 0 warnings, 0 errors",
    ]
    asked = verbatim("ask", "Who opened the bridge?")
    assert "no sentence" not in asked.err


def test_a_folder_of_rejected_files_has_status_one(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "bridge.txt").write_bytes(b"\xff\xfe")
    result = verbatim("check")
    assert result.status == 1
    assert result.out.splitlines()[-1].startswith("1 file, 0 articles, ")


def test_the_size_limit_of_the_configuration_holds(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("seeds: {max_file_bytes: 10}\n")
    assert verbatim("check").status == 1


def test_a_file_name_sends_no_escape_sequence(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "a\x1b[2J.txt").write_text("It rained all day.\n")
    assert "\x1b" not in verbatim("check").out


def test_the_shipped_article_is_fine(verbatim: Verbatim) -> None:
    result = verbatim("check", "--seeds", str(ROOT / "seeds"))
    assert (result.status, result.err) == (0, "")
    assert "1 article, 6 paragraphs, " in result.out
    assert ", 6 related stories, 0 warnings, 0 errors\n" in result.out
