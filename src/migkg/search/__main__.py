"""Makes the search index of a build that has none: ``python -m migkg.search BUILD``."""

import os
import sys
from pathlib import Path

from migkg.search.place import make_beside

os.nice(10)  # those who are served go before
make_beside(Path(sys.argv[1]))
