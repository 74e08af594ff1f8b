"""What tools write into Markdown beside CommonMark, as one pattern.

A page may hold what only a tool reads: templates, components, attributes, directives, marks of
other dialects. Each alternative is a name that `cleaning` knows what to do with; an alternative
begins with characters of its own, so that a search takes a time that is linear in the text.
"""

import re

TOKEN = re.compile(
    r"""
    ^[ \t>]*(?P<directive>`{3,}|~{3,}|:{3,})[ ]*\{(?P<name>[A-Za-z][\w:.-]*)\}[^\n]*$
  | ^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n`]*$
  | \{[A-Za-z][\w:.+-]*\}(?P<role>`[^`\n]+`)
  | (?P<code>(?<!`)(?P<tick>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n)){1,2000}?(?<!`)(?P=tick)(?!`))
  | (?P<opener><!-- | \{%-?\s*(?=comment\b) | \{\{[<%]?\s*(?=/\*) | \{/\* | \{\#(?!\w)
      | (?<![\w%])%%(?!%))
  | (?P<template>\$?\{\{(?:[^{}\n]|\n(?![ \t]*\n)|\{[^{}\n]*\})*\}\} | \{%(?:[^%{\n]|%(?!\}))*%\}
      | <%(?:[^%\n]|%(?!>)){0,200}%>)
  | \{(?:\+\+|==)(?P<added>[^{}\n]*?)(?:\+\+|==)\} | \{~~[^{}~\n]*~>(?P<changed>[^{}\n]*?)~~\}
  | (?P<deleted>\{--[^{}\n]*?--\} | \{>>[^{}\n]*?<<\})
  | (?P<attribute>\{:?[ ]*[.\#:][^{}\n]*\} | \{v-pre\})
  | (?P<listed_contents>^[ \t]*(?:[-*+]|\d\.)[ \t][^\n]*\n\{:[ ]*toc\b[^{}\n]*\})
  | (?P<embed>!\[\[[^\]\n]*\]\]
      | \[!(?:INCLUDE|VIDEO|code-[\w-]+)\b[^\[\]\n]{0,300}(?:\[[^\]\n]{0,300}\])?
        (?:\([^)\n]{0,300}\))?\])
  | (?P<contents>^[ \t]*(?:\[\[_?TOC_?\]\]|\[\[toc\]\]|\[TOC\]|\$\{toc\})[ \t]*$)
  | (?P<formula>^[ \t>]*\$\$(?:[^\n$]*\n(?![ \t]*\n)){0,60}?[^\n$]*\$\$[ \t]*$)
  | (?P<emoji>[ ]:[a-z][a-z0-9_+-]{1,60}:(?=[.,;!?)]|$)
      | (?<![\w:]):[a-z][a-z0-9_+-]{1,60}:(?![\w:])(?:\{[^{}\n]*\})?[ ]? | <a?:\w+:\d+>[ ]?)
  | (?P<include>^[ \t]*-{1,}8<-{1,}[^\n]*$ | ^<<<[ ]?\S[^\n]*$ | ^[ \t]*\{@include[^\n]*\}[ \t]*$)
  | (?P<marker>^[ \t]*:::[ ]?[a-z][^\n]*:::[ \t]*$ | ^:::[ ]*(?:moniker|zone)[^\n]*$
      | ^:::[ ][A-Za-z_]\w*(?:\.\w+)+[ \t]*$(?:\n[ \t]+\S[^\n]*)*
      | ^\([\w:./-]+\)=[ \t]*$ | ^\\[a-z]+\*?(?:\{[^{}\n]*\})*[ \t]*$
      | ^[ \t>]*(?:\#[A-Za-z_][\w/-]*[ \t]*)+$ | ^-\#[ ](?=\S))
  | (?P<abbreviation>^\*\[[^\]\n]+\]:[^\n]*$)
  | (?P<block_id>(?<=\s)\^[\w-]+[ \t]*$ | [ ]?\(\d{1,2}\)!(?!\w))
  | \[\[(?P<target>[^\[\]|\n]+)(?:\\?\|(?P<label>[^\[\]\n]+))?\]\]
  | (?<![\w\])!])\[(?P<referred>[^\[\]\n]*[^\W_][^\[\]\n]*)\]\[(?P<reference>[^\[\]\n]*)\]
  | (?P<citation>[ ]?\[(?:[^\[\]\n@]*[\s;(])?-?@\w[^\[\]\n]*\](?![(\[]))
  | \[(?P<span>[^\[\]\n^][^\[\]\n]*)\]\{[ ]*[.\#:][^{}\n]*\}
  | (?<![=\w])==(?=[^\s=])(?P<mark>[^=\n]{1,300})(?<=\S)==(?![=\w])
  | (?<![\w+])\+\+(?=[a-z0-9])(?P<keys>[\w+-]{1,40})\+\+(?!\+)
  | (?<![^\s(])\|\|(?=[^\s|])(?P<spoiler>[^|\n]{1,500})(?<=\S)\|\|
  | (?<=[\w)])(?P<script>~[\w+-]{1,20}~(?!~)|\^[\w+-]{1,20}\^)
  | ^[ \t]*(?P<tab>===[!+]?)(?=[ ]+")
  | (?P<component></?[A-Z][\w.]*(?=[\s/>]))
  | (?P<module>^import\s+(?:[\w*{](?:[^\n'"]|\n(?![ \t]*\n)){0,1000}\bfrom\s*)?
        ['"][\w@./-]+['"];?[ \t]*$
      | ^export\s+(?:(?:const|let|var)\s+\w+\s*=|(?:default\s+)?(?:async\s+)?(?:function|class)\b
        |default\s+[\w({\[.]+;?$|\{)(?:[^\n]|\n(?![ \t]*\n)){0,5000})
  | (?P<notes>^\?\?\?[ \t]*$(?:\n(?!---[ \t]*$)[^\n]*)*)
  | (?P<aside>^%[ \t][^\n]*$ | ^\+\+\+[^\n]*$)
    """,
    re.VERBOSE | re.MULTILINE,
)
MARKS = re.compile(
    r"<!--|<%|<<<|\]\[|%%|\$\$"
    r"|\{[%{#/:.+>~=@-]|\{[ ]?[.#:]|\{--|\}`|\[\[|\[!|\[TOC\]|[\[; ]-?@\w|==|:[a-z]"
    r"|8<|\s\^\w|\w[\^~]|\)!|\+\+|\|\||\]\{|`\{|~\{|</?[A-Z]|\$\{toc"
    r"|^(?:import|export)\s|^[ \t>]*#[A-Za-z_]|^-#|^:::|^\\[a-z]|^\*\[|^\(\S+\)=|^\?\?\?",
    re.MULTILINE,
)
"""Without any of these a page has nothing of all that."""

MYST = re.compile(r"^[`:~]{3,}[ ]*\{[a-z]|^\([\w:./-]+\)=[ \t]*$|\{[a-z][\w:]*\}`", re.MULTILINE)
"""What only pages of MyST have, whose comments begin with a per cent sign."""

LABELLED = re.compile(
    r"[<{%\s/]*(?:end)?(?:details|expand|tab|tabs?[ _-]?item|accordion[\w-]*|collapse|notice"
    r"|callout|admonition|panel|spoiler|step|expandable|card)\b",
    re.IGNORECASE,
)
"""The beginning of a template or component that may have a title of its own."""

LABEL = re.compile(
    r"""\b(?:title|name|label|header|summary|tabname)\s*=\s*["'](?P<named>[^"'\n]{1,120})["']"""
    r"""|^\W*[\w-]+\s+"(?P<first>[^"\n]{1,120})\"""",
    re.IGNORECASE,
)
IN_COMPONENT = re.compile(
    r"""\"[^"\n]*\"|'[^'\n]*'|`[^`]*`"""
    r"|(?P<open>\{)|(?P<close>\})|(?P<end>>)|(?P<none><|\n[ \t]*\n)"
)
"""What counts on the way to the end of a component: strings, braces, and what it cannot hold."""

CODE = re.compile(r"\{[{%][<%]?-?\s*(?P<name>highlight|code|codeblock)\b", re.IGNORECASE)

TEXT_DIRECTIVES = frozenset(
    (
        *("note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error"),
        *("seealso", "todo", "versionadded", "versionchanged", "versionremoved", "deprecated"),
        *("epigraph", "pull-quote", "highlights", "rubric", "glossary", "margin", "aside"),
    )
)
"""Directives whose argument is the beginning of their text."""

TITLED_DIRECTIVES = frozenset(
    (
        *("admonition", "dropdown", "tab-item", "tab", "card", "grid-item-card", "topic"),
        *("sidebar", "details", "collapse", "table", "list-table", "example", "exercise", "proof"),
    )
)
PLAIN_DIRECTIVES = frozenset(
    (
        *("tab-set", "tabs", "grid", "grid-item", "card-carousel", "figure", "container", "div"),
        *("only", "compound", "solution", "theorem", "definition", "lemma", "remark"),
    )
)
"""Directives whose argument is not shown."""

HIDDEN_DIRECTIVES = frozenset(
    (
        *("toctree", "contents", "tableofcontents", "eval-rst", "raw", "index", "bibliography"),
        *("comment", "image", "include", "literalinclude", "mermaid", "graphviz", "embed"),
        *("automodule", "autoclass", "autofunction", "autosummary", "sectnum", "iframe", "math"),
    )
)
"""Directives that a page shows as no text of its own."""
