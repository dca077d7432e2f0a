"""migkg: a knowledge graph of United Nations documents on international migration."""
