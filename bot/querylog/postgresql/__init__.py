"""The query log on a PostgreSQL server, which any number of bots on any number of machines share.

Needs the extra `postgresql`; nothing else imports this package but `bot.querylog.storage`, and only
if the configuration asks for it.
"""
