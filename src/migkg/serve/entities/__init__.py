"""The parts of the pages of entities: names, facts by group, what names them, neighbours."""
