"""Entity linking: from mentions to entities, in a document and then across the corpus."""
