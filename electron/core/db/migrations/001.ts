/**
 * Schema 1. Frozen once shipped (decisions F9); `schema.sql` beside this folder is written from it by a test.
 *
 * An entry's text is one JSON document with the columns that lists sort, narrow and count by beside it. A version
 * keeps only what changed, each field with what it was and what it became, and its base: going back from the current
 * text gives every older one, and the patch can be sent as it is (decisions F1). Version 1 holds no text of its own.
 */
export const schema001 = {
  id: 1,
  name: 'the catalogue, its users and its audit',
  sql: `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  roles TEXT NOT NULL, -- JSON array
  combine_reason TEXT, -- why one person is system and security administrator (practice P12)
  founder INTEGER NOT NULL,
  disabled_at TEXT,
  disabled_why TEXT,
  expires_at TEXT, -- 受托方（驻场）人员的账号
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  second TEXT,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  entity TEXT,
  entity_id TEXT,
  fields TEXT NOT NULL, -- JSON array of names
  digest TEXT,
  note TEXT,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TABLE audit_checkpoint (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq),
  at TEXT NOT NULL,
  device TEXT NOT NULL,
  public_key TEXT NOT NULL, -- Ed25519, SPKI, base64
  signature TEXT NOT NULL -- over the line the export prints, base64
) STRICT;
CREATE TRIGGER checkpoint_is_append_only_update BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER checkpoint_is_append_only_delete BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- Everything that left the vault, without content: what a spill report must list (practice L4).
CREATE TABLE copy (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL, -- backup / export / package
  at TEXT NOT NULL,
  place TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  by_user TEXT NOT NULL,
  purpose TEXT NOT NULL,
  gone_at TEXT -- when it was destroyed or rotated away
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  rid INTEGER PRIMARY KEY, -- the search index's row number
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  deleted_at TEXT,
  imported INTEGER NOT NULL,
  code TEXT NOT NULL, -- primary
  title TEXT NOT NULL,
  title_key TEXT NOT NULL, -- without blanks and punctuation: finds duplicates
  provider TEXT NOT NULL,
  office TEXT NOT NULL,
  share_type TEXT NOT NULL,
  class TEXT NOT NULL,
  format TEXT NOT NULL,
  item_count INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  findings TEXT NOT NULL, -- sorted codes, separated and enclosed by spaces; '' when clean
  content TEXT NOT NULL -- JSON, fields with nothing in them left out
) STRICT;
CREATE INDEX entry_by_title ON entry (title_key, provider);
CREATE INDEX entry_by_update ON entry (updated_at, rid);

-- Every code an entry has, so that a row of a sheet finds its entry.
CREATE TABLE entry_code (
  code TEXT NOT NULL,
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  PRIMARY KEY (code, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_code_by_entry ON entry_code (rid);

CREATE TABLE entry_version (
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  base INTEGER NOT NULL, -- the version it was made on; 0 for the first
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  why TEXT NOT NULL,
  note TEXT NOT NULL,
  changes TEXT NOT NULL, -- JSON {field: [from, to]}; items by their id (shared/changes.ts)
  PRIMARY KEY (rid, version)
) STRICT, WITHOUT ROWID;

-- What the department answered outside any platform (decisions F2, practice P1): return, publication, evidence. The
-- secrecy review of what is to be opened (practice P5) is kept beside it.
CREATE TABLE entry_answer (
  seq INTEGER PRIMARY KEY, -- the order they were recorded in, whatever the clock said
  id TEXT NOT NULL UNIQUE,
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL, -- that the answer made, that the review looked at
  received_at TEXT NOT NULL, -- the department's time; of a review the day's beginning in China
  source TEXT NOT NULL,
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  day TEXT, -- of publication, of the review
  review TEXT, -- JSON: conclusion and people
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX entry_answer_by_entry ON entry_answer (rid);

-- Workbooks given to the offices and what came back (practice P2).
CREATE TABLE round (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  made_at TEXT NOT NULL,
  due_on TEXT,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE round_office (
  round_id TEXT NOT NULL REFERENCES round (id),
  office TEXT NOT NULL,
  number TEXT NOT NULL, -- return number printed in the workbook
  sent_at TEXT,
  returned_at TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (round_id, office)
) STRICT, WITHOUT ROWID;

CREATE TABLE register (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  office TEXT NOT NULL,
  basis TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which duties, matters and systems a living entry names (catalogue/named.ts), so that the registers can say which
-- of theirs has no entry yet without reading the entries.
CREATE TABLE entry_named (
  kind TEXT NOT NULL,
  key TEXT NOT NULL, -- textKey of the name
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  PRIMARY KEY (kind, key, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_named_by_entry ON entry_named (rid);

CREATE TABLE mapping (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL, -- JSON
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The lists' sort orders; the rid makes each of them one whole order that a page can go on from.
CREATE INDEX entry_by_code ON entry (code, rid);
CREATE INDEX entry_by_provider ON entry (provider, title_key, rid);
CREATE INDEX entry_by_findings ON entry (errors, warnings, rid);

-- Facets without reading entries: each combination of facet values that occurs stands once, with how many entries
-- have it; an entry has one narrow row. A new entry's is written by catalogue/facet-row.ts (a trigger there would make
-- FTS5 write out its buffer for every row of an import), changes are followed by the triggers below.
CREATE TABLE facet_set (
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  share_type TEXT NOT NULL,
  office TEXT NOT NULL,
  class TEXT NOT NULL,
  status TEXT NOT NULL,
  format TEXT NOT NULL,
  findings TEXT NOT NULL,
  entries INTEGER NOT NULL,
  UNIQUE (deleted, imported, share_type, office, class, status, format, findings)
) STRICT;
CREATE TABLE entry_facet (
  rid INTEGER PRIMARY KEY REFERENCES entry (rid) ON DELETE CASCADE,
  set_id INTEGER NOT NULL REFERENCES facet_set (id),
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_facet_by_set ON entry_facet (set_id, rid);
CREATE TRIGGER entry_facet_update AFTER UPDATE OF deleted_at, imported, share_type, office, class, status, format, findings ON entry
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) OR old.imported <> new.imported OR old.share_type <> new.share_type OR old.office <> new.office
  OR old.class <> new.class OR old.status <> new.status OR old.format <> new.format OR old.findings <> new.findings
BEGIN
  INSERT INTO facet_set (deleted, imported, share_type, office, class, status, format, findings, entries)
    VALUES (new.deleted_at IS NOT NULL, new.imported, new.share_type, new.office, new.class, new.status, new.format, new.findings, 1)
    ON CONFLICT DO UPDATE SET entries = entries + 1;
  UPDATE entry_facet SET (set_id, deleted) = (
    SELECT s.id, s.deleted FROM facet_set s
    WHERE s.deleted = (new.deleted_at IS NOT NULL) AND s.imported = new.imported AND s.share_type = new.share_type AND s.office = new.office
      AND s.class = new.class AND s.status = new.status AND s.format = new.format AND s.findings = new.findings)
    WHERE rid = new.rid;
END;
CREATE TRIGGER facet_set_left AFTER UPDATE OF set_id ON entry_facet WHEN old.set_id <> new.set_id BEGIN
  UPDATE facet_set SET entries = entries - 1 WHERE id = old.set_id;
  DELETE FROM facet_set WHERE id = old.set_id AND entries = 0;
END;
CREATE TRIGGER facet_set_removed AFTER DELETE ON entry_facet BEGIN
  UPDATE facet_set SET entries = entries - 1 WHERE id = old.set_id;
  DELETE FROM facet_set WHERE id = old.set_id AND entries = 0;
END;

-- Full-text index, text split beforehand into pairs of characters (catalogue/search); holds no copy of the text.
-- One column: marks inside the tokens tell fields apart and cost less than columns do.
CREATE VIRTUAL TABLE entry_fts USING fts5 (
  tokens,
  content='', contentless_delete=1, tokenize='ascii', detail='full'
);
-- By itself FTS5 merges within whatever writes, a save too, and in an import writes each word several times: inserting
-- 20,000 entries took 7.1 s of processor time, without it 4.6. It is done between calls and in an import's slices
-- (catalogue/search/index.ts).
INSERT INTO entry_fts (entry_fts, rank) VALUES ('automerge', 0);
INSERT INTO entry_fts (entry_fts, rank) VALUES ('crisismerge', 64);
`,
}
