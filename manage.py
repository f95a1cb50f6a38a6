#!/usr/bin/env python
"""Django's usual entry; the same as the `wutong` command."""

from wutong.cli import main

if __name__ == "__main__":
    main()
