"""The root of every error whose text is written for people.

VerbatimError
├── ConfigError          bot.config: the configuration cannot be used
├── QuestionsError       bot.evaluation: a file of questions cannot be asked
├── WrongModelError      bot.retrieval.semantic: the installed weights are not the expected ones
├── SeedsError           bot.articles.library: the seeds folder as a whole cannot be used
├── SeedBankError        bot.seed_editing: the seeds folder cannot be changed as asked
├── QueryLogError        bot.querylog: the database cannot be opened
│   └── DatabaseLocked       another process has locked it
├── NoStatusError        bot.monitoring: no running bot tells how it is
├── EndpointError        bot.monitoring: the configured port cannot be listened on
├── LogUnavailable       bot.querylog: the database cannot be used at the moment
│   └── RecordsUnavailable   what is kept of a person is out of reach at the moment
└── VoteDelayed          bot.querylog: a vote cannot be written at the moment

Anything else that is raised is a defect: it is logged with its trace, and people get a fixed
sentence and a reference number.
"""


class VerbatimError(Exception):
    """Something that the person at the other end can mend; its text says what, where and how."""
