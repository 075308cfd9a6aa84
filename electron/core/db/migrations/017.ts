// Statistics: what figures count of an entry stands in one index; submissions, their source rows, forms and notices.
export const schema017 = {
  id: 17,
  name: 'submissions, their source rows, templates and notices',
  sql: `
ALTER TABLE entry ADD COLUMN mount TEXT GENERATED ALWAYS AS (coalesce(content ->> '$.mountStatus', '')) VIRTUAL;
ALTER TABLE entry ADD COLUMN cycle TEXT GENERATED ALWAYS AS (coalesce(content ->> '$.updateCycle', '')) VIRTUAL;
ALTER TABLE entry ADD COLUMN open TEXT GENERATED ALWAYS AS (coalesce(content ->> '$.isOpen', '')) VIRTUAL;
DROP INDEX entry_by_update;
CREATE INDEX entry_by_update ON entry (updated_at, rid, deleted_at, imported, share_type, class, format, office, item_count, findings, mount, cycle, open);
CREATE TABLE submission (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  version INTEGER NOT NULL, -- a corrected one is the next
  template TEXT NOT NULL, -- JSON, as it was when it was drafted
  template_id TEXT NOT NULL,
  workbook BLOB, -- the city's form, as it was then; NULL: there is none
  period_kind TEXT NOT NULL,
  period TEXT NOT NULL, -- 2026-Q3
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  notice TEXT, -- JSON: number, issuer, title, deadline
  state TEXT NOT NULL,
  reason TEXT NOT NULL, -- why it takes the place of the version before
  preparer TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  cover TEXT NOT NULL, -- JSON: what was typed
  fills TEXT NOT NULL, -- JSON: by hand, explanations, reconciliations, answers, remedies
  computed TEXT, -- JSON: what was frozen, but for the rows
  sha256 TEXT, -- of the document
  sm3 TEXT,
  signatures TEXT NOT NULL, -- JSON
  receipt TEXT, -- JSON
  change_id TEXT,
  frozen_at TEXT,
  submitted_at TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  UNIQUE (id, version)
) STRICT;
CREATE INDEX submission_by_period ON submission (template_id, until_on, version);
CREATE TABLE submission_row (
  rid INTEGER NOT NULL REFERENCES submission (rid) ON DELETE CASCADE,
  source TEXT NOT NULL,
  n INTEGER NOT NULL, -- its place, by the ids
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  ref TEXT NOT NULL, -- JSON
  facts TEXT NOT NULL, -- JSON
  PRIMARY KEY (rid, source, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE submission_event (
  seq INTEGER PRIMARY KEY,
  rid INTEGER NOT NULL REFERENCES submission (rid) ON DELETE CASCADE,
  at TEXT NOT NULL,
  by_user TEXT NOT NULL,
  what TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX submission_event_of ON submission_event (rid);
CREATE TABLE submission_paper (
  rid INTEGER NOT NULL REFERENCES submission (rid) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (rid, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_paper_by_digest ON submission_paper (sha256);
CREATE TABLE submission_template (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  body TEXT NOT NULL, -- JSON, shared/submissions/template.ts
  workbook BLOB, -- the city's own form
  words TEXT NOT NULL, -- every text in it, so that a purge finds them
  saved_at TEXT NOT NULL,
  saved_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE submission_notice (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  issuer TEXT NOT NULL,
  title TEXT NOT NULL,
  received_on TEXT NOT NULL,
  period_kind TEXT NOT NULL,
  period TEXT, -- the one it asks for; NULL: every one from from_on on
  from_on TEXT NOT NULL,
  until_on TEXT,
  due TEXT NOT NULL, -- JSON
  template TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
