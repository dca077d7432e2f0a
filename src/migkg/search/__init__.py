"""Full-text search: an index beside the store, of its passages, names and questions."""

from migkg.search.index import make
from migkg.search.names import Candidate, candidates
from migkg.search.place import NotYetError, opened
from migkg.search.schema import NAME

__all__ = ["NAME", "Candidate", "NotYetError", "candidates", "make", "opened"]
