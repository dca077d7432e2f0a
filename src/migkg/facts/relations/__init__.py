"""Facts that tie two entities: runs, funds, founded, published."""
