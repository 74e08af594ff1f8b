"""A page of Markdown, as a reader of the page sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.lines import divide_lines
from bot.documents.markdown.reading import read_markdown
from bot.documents.model import Block, Heading, Kind
from bot.documents.outline import outline
from bot.documents.shown import flaw_of_shown


def blocks(text: str) -> tuple[Block, ...]:
    return outline(read_markdown(divide_lines(text)).events).blocks


def texts(text: str) -> list[str]:
    return [block.text.text for block in blocks(text)]


def parts(block: Block) -> list[str]:
    return [block.text.text[start:end] for start, end in block.parts or ()]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The **lift** is *out* of ~~use~~ `order`.", "The lift is out of use order."),
        ("See the [map](https://e.org/m?a=b 'M') first.", "See the map first."),
        ("See the [map][m] first.\n\n[m]: https://e.org/m", "See the map first."),
        ("Ask [[Help desk|the desk]] or [[Porter]].", "Ask the desk or Porter."),
        ("The ![plan](/p.png) hangs here.", "The plan hangs here."),
        ("See [the map][map.M], [a.B][] or x[1][2].", "See the map, a.B or x[1][2]."),
        ("See the [map].\n\n[map]: {{< ref m >}}", "See the map."),
        ("A List<T > or a <T b.", "A List or a <T b."),
        ("It costs 3 &lt; 4 &euro;\\*.", "It costs 3 < 4 €*."),
        ("It is <b>out</b> of<br>use.", "It is out of\nuse."),
        ("It opened.[^1]\n\n[^1]: Late.", "It opened."),
        ("It opened.[^1]{: .x}\n\n[^1]: Late.", "It opened."),
        ("It is ==really== open ^b1d", "It is really open"),
        ("It is {{ site.name }} open.{: .note }", "It is  open."),
        ("See <https://e.org/a>.", "See https://e.org/a."),
        ("See [the map](/m){ .button } and [Anna]{.name}.", "See the map and Anna."),
        ("See [[Map#Pier]], [[Map#^a1]] and [[#Pier]].", "See Map > Pier, Map and Pier."),
        ("It has :rocket: power :tada:.", "It has power."),
        ("H~2~O and 10^6^ and 10<sup>9</sup> and x^ab^.", "H₂O and 10⁶ and 10⁹ and xab."),
        ("It is {++now++}{--then--} {~~shut~>open~~}.", "It is now open."),
        ("Press ++ctrl+c++ in C++ or C++.", "Press ctrl+c in C++ or C++."),
        ("See {ref}`the map <map-1>` and {doc}`guide`.", "See the map and guide."),
        ("It opened in 1999 [@smith, p. 3; @doe].", "It opened in 1999."),
        ('It opens <Badge text="a > b"/>at noon.', "It opens at noon."),
        ("It opens <%= noon %>at noon <:a:12>.", "It opens at noon ."),
        ("-# It opens ||at noon||.", "It opens at noon."),
        ("![plan](/p.png)\n*The plan*\nIt opens.", "It opens."),
        ("a long line that is\nwrapped by hand", "a long line that is wrapped by hand"),
    ],
)
def test_syntax_is_not_shown(written: str, shown: str) -> None:
    assert texts(written)[0] == shown


@pytest.mark.parametrize(
    "written",
    [
        "<!-- secret -->",
        "Open. <!-- secret\n\nsecret --> Still open.",
        "Open.\n\n<!-- secret\n\nnever closed",
        "Open. %% secret %%",
        "Open.\n%%\nsecret\n%%",
        "Open. {% comment %} secret {% endcomment %}",
        "Open. {{/* secret */}}",
        "Open. {/* secret */}",
        "[//]: # (secret)",
        "<script>secret()</script>",
        "Open.\n\n```mermaid\nsecret --> b\n```",
        "<p hidden>secret</p>",
        "[![secret](https://e.org/b.svg)](https://e.org)",
        "Open {>>secret<<} and {--secret--} now.",
        "(a-target)=\n\n% secret\n\n+++ secret",
        "```{toctree}\n:hidden:\nsecret\n```",
        ":::{note}\n:class: secret\nOpen.\n:::",
        "```{code-block} python\n:caption: secret\nrun()\n```",
        "import {\n  Secret,\n} from '../secret';",
        "export const secret = () => (\n  <b>secret</b>\n);",
        "<Card\n  onClick={() => {\n    secret();\n  }}\n>\n\nOpen.\n\n</Card>",
        "*[ABC]: secret",
        "* secret\n{:toc}",
        "#secret #secret/two",
        ':::image source="secret.png":::\n\n[!INCLUDE [secret](a.md)]',
        "<<< @/secret.js",
        "???\n\nsecret\n\n---\n\nOpen.",
        "[secret](/a) · [secret](/b)",
        "[secret](/a)",
        "<Table\n  rows={[\n    { name: 'a', text: \"It's > secret\" },\n\n    {},\n  ]}\n/>",
        "$$\nsecret = mc^2\n$$",
        "::: secret.Module\n    options:\n      secret: true",
    ],
)
def test_what_the_author_hid_is_not_shown(written: str) -> None:
    assert not any("secret" in text for text in texts(f"It is open.\n\n{written}\n"))


def test_code_about_comments_stays() -> None:
    assert texts("Write `<!-- more -->` there:\n\n```html\n<!-- more -->\n```") == [
        "Write <!-- more --> there:\n<!-- more -->"
    ]


def test_headings_are_the_path_of_what_stands_below_them() -> None:
    found = blocks("# Guide\n\nA.\n\n## Install\n\nB.\n\n### Java\n\nC.\n\n## Run\n\nD.")
    assert [(block.text.text, block.section) for block in found] == [
        ("A.", ()),
        ("B.", ("Install",)),
        ("C.", ("Install", "Java")),
        ("D.", ("Run",)),
    ]


def test_the_heading_that_a_page_begins_with_is_its_title() -> None:
    assert outline(read_markdown(divide_lines("# The *Guide*\n\nA.")).events).title == "The Guide"


@pytest.mark.parametrize(
    "written",
    [
        "> [!WARNING] Broken lift\n> Take the stairs.",
        '!!! warning "Broken lift"\n    Take the stairs.',
        ":::warning Broken lift\nTake the stairs.\n:::",
        "<details><summary>Broken lift</summary>\n\nTake the stairs.\n\n</details>",
        "**Broken lift**\n\nTake the stairs.",
        "**Broken lift**\nTake the stairs.",
        '=== "Broken lift"\n\n    Take the stairs.',
        "```{admonition} Broken lift\n:class: tip\nTake the stairs.\n```",
        ":::{dropdown} Broken lift\nTake the stairs.\n:::",
        "````{tab-set}\n```{tab-item} Broken lift\nTake the stairs.\n```\n````",
        ":::warning[Broken lift]\n\nTake the stairs.\n\n:::",
        "::: details Broken lift {open}\nTake the stairs.\n:::",
        "> [!tip]- Broken lift\n> Take the stairs.",
        '{{% tab name="Broken lift" %}}\nTake the stairs.\n{{% /tab %}}',
        '{% tab title="Broken lift" %}\nTake the stairs.\n{% endtab %}',
        '{{< details "Broken lift" >}}\nTake the stairs.\n{{< /details >}}',
        '<TabItem value="a" label="Broken lift">\n\nTake the stairs.\n\n</TabItem>',
        "Broken lift\n: Take the stairs.",
    ],
)
def test_callouts_and_the_like_are_below_their_titles(written: str) -> None:
    (block,) = blocks(written)
    assert (block.text.text, block.section) == ("Take the stairs.", ("Broken lift",))


@pytest.mark.parametrize("name", ["note", "warning", "seealso"])
def test_the_argument_of_a_directive_may_be_its_text(name: str) -> None:
    assert texts(f"```{{{name}}} Take the stairs.\n```") == ["Take the stairs."]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% highlight sh %}", "{% endhighlight %}"),
        ('{{< code-toggle file="a" >}}', "{{</ code-toggle >}}"),
        ('{{< highlight sh "linenos=table" >}}', "{{< /highlight >}}"),
        ("```{code-block} sh\n:linenos:", "```"),
    ],
)
def test_code_of_a_template_is_code(opening: str, closing: str) -> None:
    (block,) = blocks(f"{opening}\nlift stop\n{closing}")
    assert (block.kind, block.text.text) == (Kind.CODE, "lift stop")


def test_a_callout_in_a_tab_is_below_both_titles() -> None:
    page = '=== "Linux"\n\n    !!! tip "Faster"\n\n        Use the lift.\n\n    Then stop.\n\nEnd.'
    assert [(block.text.text, block.section) for block in blocks(page)] == [
        ("Use the lift.", ("Linux", "Faster")),
        ("Then stop.", ("Linux",)),
        ("End.", ()),
    ]


def test_a_callout_that_is_only_a_title_is_its_text() -> None:
    page = "> [!question] May I enter?\n> > [!todo] Yes, you can."
    assert [(block.text.text, block.section) for block in blocks(page)] == [
        ("Yes, you can.", ("May I enter?",)),
    ]


def test_what_follows_a_tab_of_a_template_is_not_below_its_title() -> None:
    page = '# Lifts\n\n{% tab title="Red" %}\nOne.\n{% endtab %}\n\nTwo.'
    assert [(block.text.text, block.section[1:]) for block in blocks(f"A.\n\n{page}")] == [
        *[("A.", ()), ("One.", ("Red",)), ("Two.", ())],
    ]


def test_what_is_indented_in_a_component_is_no_code() -> None:
    page = "<Tabs>\n    <Tab>\n        Take the **stairs**.\n    </Tab>\n</Tabs>"
    assert texts(page) == ["Take the stairs."]


def test_a_cell_stands_in_all_rows_that_it_spans() -> None:
    rows = "<tr><th>Zone<th>Day<th>Fee<tr><td rowspan=2>A<td>Sun<td>3<tr><td>Mon<td>2"
    (table,) = blocks(f"<table><caption>Fares</caption>{rows}</table>")
    assert parts(table) == ["Zone: A · Day: Sun · Fee: 3", "Zone: A · Day: Mon · Fee: 2"]
    assert table.section == ("Fares",)


def test_a_row_of_a_table_has_the_names_of_its_columns() -> None:
    (table,) = blocks("| Line | Adult | Child |\n|--|--|--|\n| Red | **3** | 1 |\n| Blue | 4 | |")
    assert table.kind is Kind.TABLE
    assert parts(table) == ["Line: Red · Adult: 3 · Child: 1", "Line: Blue · Adult: 4"]


def test_a_table_that_is_drawn_is_read_by_its_rows() -> None:
    rule, line = "+-------+-----+", "+=======+=====+"
    rows = ("| Line  | Fee |", line, "| **The | 3   |", "| red** | eu  |", rule, "| Blue  | 4   |")
    (table,) = blocks("\n".join((rule, *rows, rule)))
    assert parts(table) == ["Line: The red · Fee: 3 eu", "Line: Blue · Fee: 4"]


def test_a_short_list_is_one_part_with_the_sentence_that_leads_it_in() -> None:
    (steps,) = blocks("To enter:\n\n1. Buy a ticket.\n2. Scan it.\n   - Or ask.")
    assert parts(steps) == ["To enter:\n1. Buy a ticket.\n2. Scan it.\n  • Or ask."]


def test_a_long_list_is_quoted_by_its_items() -> None:
    items = [f"Item {n} " + "is long " * 12 for n in range(9)]
    (found,) = blocks("\n".join(f"- {item}" for item in items))
    assert parts(found) == [item.strip() for item in items]


@pytest.mark.parametrize(
    "written",
    [
        "**Q: May I bring a dog?**\nA: Only guide dogs.\n\n**Q: And cats?**\nA: No.",
        "Q: May I bring a dog? A: Only guide dogs.\n\nQ: And cats? A: No.",
        "May I bring a dog?\n\nOnly guide dogs.\n\nAnd cats?\n\nNo.",
        "## May I bring a dog?\n\nOnly guide dogs.\n\n## And cats?\n\nNo.",
        "### Q: May I bring a dog?\n\nOnly guide dogs.\n\n### Q: And cats?\n\nNo.",
    ],
)
def test_a_question_is_the_key_to_what_follows_and_never_quoted(written: str) -> None:
    quoted = [
        (block.text.text[block.lead :], block.section)
        for block in blocks(f"It opens at seven.\n\n{written}")
        if block.parts is None
    ]
    assert quoted == [
        ("It opens at seven.", ()),
        ("Only guide dogs.", ("May I bring a dog?",)),
        ("No.", ("And cats?",)),
    ]


def test_a_single_question_in_a_text_is_the_key_to_the_next_paragraph_alone() -> None:
    found = blocks("It rained.\n\nWho would have thought it?\n\nNobody did.\n\nIt snowed.")
    assert [block.section for block in found if block.parts is None] == [
        (),
        ("Who would have thought it?",),
        (),
    ]


def test_a_problem_is_shown_but_not_quoted_where_its_solution_is() -> None:
    page = "## Issue\n\nThe lift stops.\n\n## Cause\n\nDust.\n\n## Solution\n\nClean it."
    found = [(block.text.text, block.parts) for block in blocks(f"A lift.\n\n{page}")]
    assert found[1:] == [("The lift stops.", ()), ("Dust.", None), ("Clean it.", None)]
    assert blocks(page.replace("Solution", "History"))[0].parts is None


def test_links_in_a_list_of_their_own_are_related_pages() -> None:
    page = read_markdown(divide_lines("Stop it.\n\n- [Backups](/b)\n- [Docker](/d)\n"))
    assert [(link.label, link.url) for link in page.related] == [
        ("Backups", "/b"),
        ("Docker", "/d"),
    ]


@pytest.mark.parametrize(
    ("written", "is_quoted"),
    [
        ("For refunds, see the [refund policy](refunds.md).", False),
        ("See [Billing](../billing.md#cards) for details.", False),
        ("More information is in the [guide](guide.md).", False),
        ("Refer to [installing](/install), please.", False),
        ("See the [map](https://example.org/map).", True),
        ("To delete it, go to [Settings](settings.md) and press *Delete*.", True),
        ("Refunds take 14 days; see [billing](billing.md).", True),
        ("See the sea from the pier.", True),
    ],
)
def test_a_sentence_that_only_points_to_another_page_is_shown_but_not_quoted(
    written: str, *, is_quoted: bool
) -> None:
    (block,) = blocks(written)
    assert (block.parts is None) is is_quoted


def test_a_pointer_among_other_sentences_is_set_apart_from_them() -> None:
    page = "Refunds take 14 days. See [Billing](billing.md) for v1.2. They are free."
    assert [(block.text.text, block.parts) for block in blocks(page)] == [
        ("Refunds take 14 days.", None),
        ("See Billing for v1.2.", ()),
        ("They are free.", None),
    ]


SYNTAX = st.text(
    st.sampled_from("ab Q?: .\n\n#*_`~[]()<>!|-+=%{}&;\\1.\t>^$\"'/éЖ中"), max_size=300
)
FRAGMENTS = st.lists(
    st.sampled_from(
        """# A¶|- a¶|  - b¶|1. c¶|> q¶|```¶|<!--|-->|%%|{{ x }}|[[a]]|[a](b)|![i](j)|<b>|</b>
        |<table>|<tr><td>|</td>|**x**|¶¶|text |~~~¶|&amp;|<p hidden>|    code¶|:::n¶|!!! note¶
        |Term¶: def¶|[^1]|[^1]: n¶|<details><summary>s</summary>¶|</details>¶
        |~~x~~|¶a ! b¶-- ! --¶|```{note}¶|:::{tab-item} t¶|:::¶|:o: x¶|=== "t"¶|{{< tab "t" >}}¶
        |{% highlight x %}¶|{% endhighlight %}¶|<Tab title="t">¶|</Tab>¶
        |H~2~O|{++a++}|(t)=¶""".replace("¶", "\n").split("|")
    ),
    max_size=40,
).map(lambda parts: "".join(parts).replace("!", "|"))


@given(SYNTAX | FRAGMENTS)
def test_every_character_that_is_shown_as_written_stands_at_its_place_in_the_file(
    text: str,
) -> None:
    page = read_markdown(divide_lines(text))
    for event in page.events:
        assert flaw_of_shown(event.text, text) is None
    for block in outline(page.events).blocks:
        assert flaw_of_shown(block.text, text) is None
        assert block.text.text.strip()
        for start, end in block.parts or ():
            assert 0 <= start < end <= len(block.text.text)


@given(st.lists(st.sampled_from(["The", "mayor", "opened", "a", "bridge", "in", "May"])))
def test_all_words_of_a_plain_sentence_are_mapped(words: list[str]) -> None:
    for event in read_markdown(divide_lines("\n".join(words))).events:
        assert not isinstance(event, Heading)
        assert sum(run.size for run in event.text.runs) == sum(map(len, words))
