const tables = `
CREATE TABLE sync_platform (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  base_url TEXT NOT NULL,
  ca TEXT NOT NULL, -- PEM of the only authority that is believed; '' = those of the system
  proxy TEXT NOT NULL,
  platform_id TEXT, -- with the next ones: not enrolled yet
  name TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  agency_id TEXT NOT NULL,
  agency_name TEXT NOT NULL,
  officer TEXT NOT NULL,
  device_id TEXT NOT NULL, -- the copy that enrolled: a restored backup is another one
  token TEXT NOT NULL,
  token_until TEXT NOT NULL, -- by the platform's clock
  cursor TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL, -- the platform's time minus ours, when last heard of
  asks TEXT, -- what a person must answer before it goes on
  asks_count INTEGER NOT NULL,
  allowed TEXT, -- what was answered, until the next run has used it
  last_ok_at TEXT,
  last_error TEXT
) STRICT;
CREATE TABLE sync_shadow (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL, -- as the platform last said
  state TEXT NOT NULL, -- JSON, shared/platform-api/schemas.ts
  owner TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  gone TEXT, -- why it is not there any more
  local_version INTEGER NOT NULL, -- of ours that says the same; 0 = none does
  stale INTEGER NOT NULL, -- said before the platform was put back to a backup
  PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_outbox (
  change_id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  body TEXT, -- what is sent, byte for byte; null until it is about to leave
  local_version INTEGER NOT NULL,
  state TEXT NOT NULL, -- waiting / sent / quarantined
  made_at TEXT NOT NULL,
  officer TEXT NOT NULL,
  note TEXT NOT NULL,
  problem TEXT -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_outbox_by_entity ON sync_outbox (entity, id);
CREATE TABLE sync_receipt (
  change_id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  version INTEGER,
  received_at TEXT NOT NULL, -- the platform's time: the legal clock starts here
  receipt_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_conflict (
  conflict_id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  base TEXT NOT NULL,
  mine_version INTEGER NOT NULL,
  theirs TEXT, -- null = deleted there
  theirs_version INTEGER NOT NULL,
  theirs_by TEXT NOT NULL,
  overlaps TEXT NOT NULL, -- JSON
  opened_at TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by TEXT,
  decision TEXT -- JSON
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sync_conflict_open ON sync_conflict (entity, id) WHERE resolved_at IS NULL;
CREATE TABLE sync_log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  entity_id TEXT,
  note TEXT NOT NULL
) STRICT;
`

/** Schema 6. */
export const schema006 = { id: 6, name: 'work apart from a platform and together with it', sql: tables }
