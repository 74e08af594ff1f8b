"""A small Discord of our own on the loopback interface: its HTTP interface and its gateway.

It keeps to what Discord does as far as a bot can tell: identify, heartbeats, sequence numbers,
resume with the events that were missed, interactions that want their acknowledgement within three
seconds, nonces, replies to messages that are gone. What a request may hold is checked against
Discord's own description where that is at hand (`conformance.py`), and faults can be ordered
(`Loopback.faults` for HTTP, `Loopback.gateway` for the socket).

The bot under test is a process of its own:

    async with serve() as discord:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.loopback.launch", "run", cwd=folder, env=discord.environ())
        await discord.gateway.ready()
        question = discord.ask("When did the bridge open?")  # INTERACTION_CREATE for /ask
        print(await question.answer())                       # what people then read
        print(question.acknowledged_after, question.answered_after)  # seconds

`discord.mention(text)` asks by a message instead. Under load, ask many and then await
`question.answer(timeout)` of each; `serve(conforms=False)` leaves out the check of the requests,
which takes a millisecond or two each. Only `launch` imports the bot, and discord.py.
"""

from tests.loopback.faults import Fault
from tests.loopback.model import BOT_ID, CHANNEL_ID, GUILD_ID, OTHER_CHANNEL_ID, TOKEN
from tests.loopback.questions import Question
from tests.loopback.server import Loopback, serve

__all__ = [
    "BOT_ID",
    "CHANNEL_ID",
    "GUILD_ID",
    "OTHER_CHANNEL_ID",
    "TOKEN",
    "Fault",
    "Loopback",
    "Question",
    "serve",
]
