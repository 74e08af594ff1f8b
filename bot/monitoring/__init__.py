"""How the running bot is: told to a file, over HTTP, and to Prometheus."""
