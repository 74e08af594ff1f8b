"""Holds every language that is shipped to the same texts, and to what Discord takes.

Each test reports all that is wrong at once, in the words that a translator needs.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import discord
import pytest
from discord.app_commands import Command, ContextMenu, Group
from discord.app_commands.commands import VALID_SLASH_COMMAND_NAME

import bot.discord_app
from bot.discord_app.locales import Language, Languages
from bot.discord_app.locales.language import Text
from bot.discord_app.locales.reading import placeholders
from bot.terminal.answer_text import NEAREST_HEADLINES, NO_ANSWER
from tests.discord_app.conftest import World

LANGUAGES = Languages.load()
ENGLISH = LANGUAGES.default
TRANSLATIONS = [one for one in LANGUAGES.by_code.values() if one is not ENGLISH]
OF_COMMANDS = ("commands.", "choices.")

Shown = Mapping[str, str]


def told(problems: Iterator[str]) -> None:
    """Fail with all the problems, if there are any."""
    listed = list(problems)
    assert not listed, "\n" + "\n".join(listed)


@pytest.mark.parametrize("language", TRANSLATIONS, ids=lambda one: one.code)
def test_a_translation_has_the_texts_of_the_original_and_no_others(language: Language) -> None:
    def problems() -> Iterator[str]:
        for key in sorted(ENGLISH.texts.keys() - language.texts.keys()):
            yield f"{language.code}.yaml lacks '{key}'"
        for key in sorted(language.texts.keys() - ENGLISH.texts.keys()):
            yield f"{language.code}.yaml has '{key}', which en.yaml has not"

    told(problems())


@pytest.mark.parametrize("language", LANGUAGES.by_code.values(), ids=lambda one: one.code)
def test_every_form_of_a_text_has_the_placeholders_of_the_original(language: Language) -> None:
    def problems() -> Iterator[str]:
        for key in sorted(ENGLISH.texts.keys() & language.texts.keys()):
            original, text = ENGLISH.texts[key], language.texts[key]
            if isinstance(original, str) is not isinstance(text, str):
                yield f"{language.code}.yaml: only one of '{key}' and the original has plural forms"
            wanted = placeholders(original)
            for form in forms_of(text):
                if placeholders(form) != wanted:
                    yield f"{language.code}.yaml: '{key}' must have {sorted(wanted)}: {form}"

    told(problems())


@pytest.mark.parametrize("language", LANGUAGES.by_code.values(), ids=lambda one: one.code)
def test_no_text_is_empty_or_ends_in_a_blank(language: Language) -> None:
    def problems() -> Iterator[str]:
        for key, text in language.texts.items():
            for form in forms_of(text):
                if form != form.strip():
                    yield f"{language.code}.yaml: '{key}' begins or ends with a blank"
                if not form:
                    yield f"{language.code}.yaml: '{key}' is empty"

    told(problems())


@pytest.mark.parametrize("language", LANGUAGES.by_code.values(), ids=lambda one: one.code)
async def test_discord_takes_the_names_and_descriptions_of_the_commands(
    world: World, language: Language
) -> None:
    shown = texts_of_commands(world)

    def problems() -> Iterator[str]:
        for key in sorted(shown.keys() - language.texts.keys()):
            yield f"{language.code}.yaml lacks '{key}', in English: {shown[key]}"
        for key in (one for one in language.texts if one.startswith(OF_COMMANDS)):
            text = language.get(key)
            if key not in shown:
                yield f"{language.code}.yaml has '{key}', which names no command"
            elif text is not None and (fault := refused(key, text, world)):
                yield f"{language.code}.yaml: '{key}' {fault}: {text}"

    told(problems())


@pytest.mark.parametrize("language", LANGUAGES.by_code.values(), ids=lambda one: one.code)
async def test_no_two_commands_have_the_same_name(world: World, language: Language) -> None:
    names = Counter(
        (command.parent, language.get(f"commands.{command.qualified_name}.name"))
        for command in world.bot.tree.walk_commands()
    )
    told(
        f"{language.code}.yaml: two are called {name}"
        for (_, name), count in names.items()
        if name is not None and count > 1
    )


async def test_the_english_of_the_commands_is_what_the_code_says(world: World) -> None:
    def problems() -> Iterator[str]:
        for key, text in texts_of_commands(world).items():
            if ENGLISH.get(key) not in (None, text):
                yield f"en.yaml: '{key}' is '{ENGLISH.get(key)}', and in the code '{text}'"

    told(problems())


def test_the_code_and_the_original_name_the_same_texts() -> None:
    named = dict(texts_named_in_the_code())
    mentioned = set(strings_in_the_code())

    def problems() -> Iterator[str]:
        for key in sorted(named.keys() - ENGLISH.texts.keys()):
            yield f"en.yaml lacks '{key}', which {named[key]} asks for"
        for key in sorted(ENGLISH.texts.keys() - mentioned):
            if not key.startswith(OF_COMMANDS):
                yield f"en.yaml has '{key}', which nothing asks for"

    told(problems())


def test_both_front_ends_say_the_same() -> None:
    assert ENGLISH.say("answer.none") == NO_ANSWER
    assert ENGLISH.say("answer.nearest") == NEAREST_HEADLINES


def test_every_language_is_one_that_discord_knows() -> None:
    known = {locale.value for locale in discord.Locale}
    known |= {value.partition("-")[0] for value in known}
    told(f"{code}.yaml: Discord has no such locale" for code in LANGUAGES.by_code.keys() - known)


def forms_of(text: Text) -> Iterable[str]:
    return [text] if isinstance(text, str) else text.values()


def texts_of_commands(world: World) -> Shown:
    """The English of every command in the code, by the keys that the translator asks for."""
    shown: dict[str, str] = {}
    for command in every_command(world):
        key = f"commands.{command.qualified_name}"
        shown[f"{key}.name"] = command.name
        if isinstance(command, Command | Group):
            shown[f"{key}.description"] = command.description
        for parameter in command.parameters if isinstance(command, Command) else ():
            shown[f"{key}.parameters.{parameter.display_name}.name"] = parameter.display_name
            shown[f"{key}.parameters.{parameter.display_name}.description"] = parameter.description
            shown |= {f"choices.{choice.name}": choice.name for choice in parameter.choices}
    return shown


def every_command(
    world: World,
) -> Iterator[Command[Any, ..., Any] | Group | ContextMenu]:
    tree = world.bot.tree
    yield from tree.walk_commands()
    for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
        yield from tree.walk_commands(type=kind)


def refused(key: str, text: str, world: World) -> str | None:
    """Say why Discord would refuse a text of a command, if it would."""
    menus = {
        f"commands.{one.qualified_name}.name"
        for one in every_command(world)
        if isinstance(one, ContextMenu)
    }
    if key.endswith(".description"):
        return None if 1 <= len(text) <= 100 else "is not of 1 to 100 characters"
    if key.startswith("choices."):
        return None if 1 <= len(text) <= 100 else "is not of 1 to 100 characters"
    if key in menus:
        return None if 1 <= len(text) <= 32 else "is not of 1 to 32 characters"
    if not VALID_SLASH_COMMAND_NAME.match(text) or text != text.lower():
        return "is not of 1 to 32 lower-case letters, digits, '-' and '_'"
    return None


def sources() -> Iterator[tuple[Path, ast.Module]]:
    folder = Path(bot.discord_app.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def texts_named_in_the_code() -> Iterator[tuple[str, str]]:
    """The keys that are given to `Language.say` and `.count`, and where."""
    for path, tree in sources():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="say" | "count"),
                    args=[ast.Constant(value=str(key)), *_],
                ) if "." in key:
                    yield key, f"{path.name}, line {node.lineno},"


def strings_in_the_code() -> Iterator[str]:
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
