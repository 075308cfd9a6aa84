const tables = `
CREATE TABLE ferry_identity (
  fingerprint TEXT PRIMARY KEY, -- SHA-256 of the card
  kind TEXT NOT NULL, -- platform / copy
  party_id TEXT NOT NULL, -- the platform's, or the device's; this device's are our own
  agency TEXT NOT NULL,
  name TEXT NOT NULL,
  card TEXT NOT NULL, -- the card's text as it came
  made_at TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL,
  revoked_at TEXT,
  revoked_by TEXT,
  revoked_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ferry_identity_of ON ferry_identity (party_id, added_at);
CREATE TABLE ferry_package (
  seq INTEGER PRIMARY KEY,
  package_id TEXT NOT NULL UNIQUE,
  direction TEXT NOT NULL, -- out / in
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL, -- of the manifest
  peer_id TEXT NOT NULL, -- the party at the other end
  form TEXT NOT NULL, -- JSON: the hand-over form
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  effects TEXT NOT NULL -- JSON: how many lines did what
) STRICT;
CREATE INDEX ferry_package_to ON ferry_package (peer_id, direction, kind, seq);
CREATE TABLE ferry_carried (
  change_id TEXT NOT NULL,
  package_id TEXT NOT NULL,
  verdict TEXT, -- null: not answered
  PRIMARY KEY (change_id, package_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ferry_carried_by ON ferry_carried (package_id, verdict);
CREATE TABLE ferry_done (
  package_id TEXT NOT NULL,
  place INTEGER NOT NULL, -- of the line in its package
  line TEXT NOT NULL, -- JSON: what the receipt says of it
  PRIMARY KEY (package_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE ferry_medium (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  mark TEXT NOT NULL, -- 公开 / 内部
  direction TEXT NOT NULL, -- out / in
  package_id TEXT,
  kind TEXT NOT NULL,
  files TEXT NOT NULL, -- JSON: name and SHA-256
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  handed_over_on TEXT,
  handed_over_by TEXT NOT NULL,
  received_by TEXT NOT NULL,
  returned_on TEXT,
  destroyed_on TEXT,
  destroyed_by TEXT NOT NULL,
  witness TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ferry_medium_by_time ON ferry_medium (recorded_at);
CREATE TABLE sync_place (
  epoch INTEGER NOT NULL,
  cursor TEXT NOT NULL, -- a place in the feed up to which everything is here
  at TEXT NOT NULL, -- by the platform's clock
  PRIMARY KEY (epoch, cursor)
) STRICT, WITHOUT ROWID;
ALTER TABLE sync_shadow ADD COLUMN said_at TEXT NOT NULL DEFAULT ''; -- by the platform's clock: which of two lines of another agency's entry is the later one
`

/** Schema 7. */
export const schema007 = { id: 7, name: 'carry changes by file', sql: tables }
