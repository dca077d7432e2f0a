"""The tables of a search index: one SQLite file beside the store's data."""

from typing import Final

VERSION: Final = "4"  # of the tables and of what stands in them; another one is made anew
NAME: Final = "search.sqlite"

# Rows are numbered in an order of use: the passages of a document lie side by side, so that a
# document is a range of them; entities and labels begin with those that are named most, so that
# the first labels found are the likeliest.
TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE document (
  id INTEGER PRIMARY KEY, iri TEXT, title TEXT, symbol TEXT, class TEXT, language TEXT,
  date TEXT, begins TEXT, ends TEXT, first INTEGER, last INTEGER
);
CREATE TABLE place (
  id INTEGER PRIMARY KEY, document INTEGER, kind TEXT, language TEXT
);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY, iri TEXT, text TEXT, heading TEXT, number TEXT, section TEXT,
  page INTEGER
);
CREATE VIRTUAL TABLE passage_words USING fts5(
  text, heading, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, iri TEXT, label TEXT, kind TEXT, note TEXT, weight INTEGER
);
CREATE TABLE entity_class (class TEXT, entity INTEGER, PRIMARY KEY (class, entity)) WITHOUT ROWID;
CREATE TABLE label (
  id INTEGER PRIMARY KEY, entity INTEGER, text TEXT, language TEXT, role TEXT, key TEXT,
  acronym TEXT
);
CREATE VIRTUAL TABLE label_words USING fts5(
  text, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2', columnsize=0
);
CREATE TABLE question (
  id INTEGER PRIMARY KEY, name TEXT, question TEXT, asks TEXT, note TEXT, more TEXT, tags TEXT,
  parameters TEXT
);
CREATE VIRTUAL TABLE question_words USING fts5(
  question, more, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE word (
  id INTEGER PRIMARY KEY, word TEXT, sound TEXT, labels INTEGER, passages INTEGER
);
CREATE VIRTUAL TABLE word_parts USING fts5(word, content='', tokenize='trigram', columnsize=0);
"""
INDEXES: Final = """
CREATE INDEX entity_iri ON entity (iri);
CREATE INDEX place_kind ON place (kind);
CREATE INDEX place_language ON place (language);
CREATE INDEX document_iri ON document (iri);
CREATE INDEX label_entity ON label (entity);
CREATE INDEX label_key ON label (key);
CREATE INDEX label_acronym ON label (acronym) WHERE acronym != '';
CREATE UNIQUE INDEX word_word ON word (word);
CREATE INDEX word_sound ON word (sound);
"""
