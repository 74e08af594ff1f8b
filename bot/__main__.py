"""Makes `python -m bot` do what `verbatim` does."""

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main())
