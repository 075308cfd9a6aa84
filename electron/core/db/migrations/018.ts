// Submissions on their way to the competent department and back: what left, what was received, what was answered.
export const schema018 = {
  id: 18,
  name: 'versions of submissions as the platform has them',
  sql: `
CREATE TABLE submission_line (
  id TEXT PRIMARY KEY, -- of the submission
  ours INTEGER NOT NULL,
  owner TEXT NOT NULL, -- the agency's id on the platform; '' = not told yet
  owner_name TEXT NOT NULL,
  version INTEGER NOT NULL, -- the platform's, of the line it last told; 0 = none
  stale INTEGER NOT NULL -- told before the platform was put back to a backup
) STRICT, WITHOUT ROWID;

CREATE TABLE submission_report (
  id TEXT NOT NULL,
  version INTEGER NOT NULL, -- 1, 2 …: a correction is another one of the same
  change_id TEXT NOT NULL, -- under which it leaves or left
  head TEXT NOT NULL, -- JSON, shared/platform-api/submissions.ts
  status TEXT NOT NULL, -- queued / held / received / refused
  officer TEXT NOT NULL,
  queued_at TEXT NOT NULL, -- '' = it came from the platform
  received_at TEXT NOT NULL, -- the platform's time: a deadline is judged by it; '' = not yet
  receipt_id TEXT NOT NULL,
  answer TEXT, -- JSON: what the department said of it
  problem TEXT, -- JSON: why it was refused
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_report_by_change ON submission_report (change_id);

CREATE TABLE submission_report_paper (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (id, version, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_report_paper_by_digest ON submission_report_paper (sha256);

ALTER TABLE sync_platform ADD COLUMN takes TEXT; -- JSON: what it takes beyond the first form of the contract; null = it was never asked
`,
}
