"""The base class of all errors whose text is written for people.

VerbatimError
├── ConfigError          bot.config: the configuration cannot be used
├── QuestionsError       bot.evaluation: a file of questions cannot be asked
├── WrongModelError      bot.retrieval.semantic: the installed weights are not the expected ones
├── SeedsError           bot.articles.library: the seeds folder as a whole cannot be used
├── SeedBankError        bot.seed_editing: the seeds folder cannot be changed as asked
├── QueryLogError        bot.querylog: the database cannot be opened
│   └── DatabaseLocked       another process has locked it
├── NoStatusError        bot.monitoring: no running bot publishes its status
├── EndpointError        bot.monitoring: the configured port cannot be listened on
├── LogUnavailable       bot.querylog: the database cannot be used at the moment
│   └── RecordsUnavailable   a person's data cannot be reached at the moment
└── VoteDelayed          bot.querylog: a vote cannot be written at the moment

Any other exception is a bug: it is logged with its traceback, and people get a fixed
sentence and a reference number.
"""


class VerbatimError(Exception):
    """A problem that the reader can fix; the text says what is wrong, where, and how to fix it."""
