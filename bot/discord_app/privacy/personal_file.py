"""A person's data as a file."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO

import discord

from bot.querylog.model import Shown
from bot.querylog.records import PersonalData

FILE_NAME = "verbatim-about-you.json"

_Json = dict[str, object]


def personal_file(data: PersonalData) -> discord.File:
    """Write a person's data as indented JSON; times are in UTC."""
    document = {
        "questions": [
            {
                "asked_at": one.asked_at.isoformat(),
                "where": one.front_end,
                "server": one.guild_id,
                "channel": one.channel_id,
                "question": one.question,
                "answered": one.answered,
                "sentences": _sentences(one.shown),
            }
            for one in data.questions
        ],
        "votes": [
            {
                "voted_at": one.voted_at.isoformat(),
                "helpful": one.helpful,
                "sentences": _sentences(one.shown),
            }
            for one in data.votes
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return discord.File(BytesIO(text.encode()), FILE_NAME)


def _sentences(shown: Sequence[Shown]) -> list[_Json]:
    return [asdict(one) for one in shown]
