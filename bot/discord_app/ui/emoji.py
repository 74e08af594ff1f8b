"""The emoji on buttons, in the form in which Discord knows them: fully qualified (UTS #51)."""

READ = "📖"
STORIES = "📰"
BACK, ON = "◀\N{VARIATION SELECTOR-16}", "▶\N{VARIATION SELECTOR-16}"
SHARE = "📢"
EVERYWHERE = "🔎"
CORRECTION = "✏\N{VARIATION SELECTOR-16}"
HELPFUL, UNHELPFUL = "👍", "👎"
