const tables = `
ALTER TABLE sync_platform ADD COLUMN kind TEXT NOT NULL DEFAULT 'rest'; -- rest / listing: it has no address, only its own sheets
ALTER TABLE sync_receipt ADD COLUMN evidence TEXT NOT NULL DEFAULT ''; -- what stands for it where no platform signed: name and digest of a listing
CREATE TABLE listing_template (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL, -- JSON, shared/listing/template.ts
  workbook BLOB, -- the platform's empty sheet; null = nothing can be written in it
  words TEXT NOT NULL, -- every text in the workbook, so that a purge finds them
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE listing_identity (
  kind TEXT NOT NULL, -- code / platformId / name
  value TEXT NOT NULL, -- as a row bore it
  id TEXT NOT NULL, -- of the entry
  PRIMARY KEY (kind, value, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE listing_row (
  id TEXT PRIMARY KEY, -- of the entry
  template TEXT NOT NULL,
  cells TEXT NOT NULL -- JSON: its rows as the platform last wrote them
) STRICT, WITHOUT ROWID;
CREATE TABLE listing_handover (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  template TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL, -- '' until the file is in its place
  changes INTEGER NOT NULL,
  by_user TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE listing_handed (
  change_id TEXT NOT NULL,
  handover_id TEXT NOT NULL,
  PRIMARY KEY (change_id, handover_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_handed_by_handover ON listing_handed (handover_id);
CREATE TABLE listing_import (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  as_of_at TEXT NOT NULL, -- when the platform wrote it
  template TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  complete INTEGER NOT NULL,
  counts TEXT NOT NULL, -- JSON
  by_user TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_import_by_digest ON listing_import (sha256);
`

/** Schema 8. */
export const schema008 = { id: 8, name: 'platforms that have nothing but their own sheets', sql: tables }
