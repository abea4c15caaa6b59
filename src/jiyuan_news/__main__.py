"""`python -m jiyuan_news`: the command line."""

import sys

from jiyuan_news.cli import main

if __name__ == "__main__":
    sys.exit(main())
