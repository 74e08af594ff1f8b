"""The Discord front end: reads a request, asks the domain, renders the answer and sends it."""
