"""The health of the running bot: in a file, over HTTP, and for Prometheus."""
