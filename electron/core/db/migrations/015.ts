// What other agencies sent by package about a file between them and us: shown beside it, part of nothing in it.
export const schema015 = {
  id: 15,
  name: 'what came by package from another agency',
  sql: `
CREATE TABLE case_received (
  seq INTEGER PRIMARY KEY,
  rid INTEGER NOT NULL REFERENCES case_file (rid) ON DELETE CASCADE,
  package_id TEXT NOT NULL, -- of ferry_package, the way in
  case_id TEXT NOT NULL, -- the sender's id of the case
  number TEXT NOT NULL, -- the sender's, in its register
  agency TEXT NOT NULL, -- the sender's name, by its card
  medium TEXT NOT NULL,
  made_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL,
  head TEXT NOT NULL, -- JSON
  by_platform INTEGER NOT NULL, -- there the case goes by the platform
  note TEXT NOT NULL, -- the covering note
  acts TEXT NOT NULL, -- JSON: drafts, acts on their way, copies of what counted there
  UNIQUE (package_id, case_id)
) STRICT;
CREATE INDEX case_received_of ON case_received (rid, made_at);
CREATE INDEX case_received_from ON case_received (case_id, seq);
CREATE TABLE case_received_paper (
  seq INTEGER NOT NULL REFERENCES case_received (seq) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (seq, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_received_paper_by_digest ON case_received_paper (sha256);
`,
}
