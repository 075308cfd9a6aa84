const tables = `
-- \`imported\` of an entry: 0 written here, 1 came by a sheet, 2 another agency's, told by the platform (sync/owner.ts).
UPDATE entry SET imported = 2, errors = 0, warnings = 0, findings = '' WHERE id IN (
  SELECT s.id FROM sync_shadow s JOIN sync_platform p ON p.platform_id IS NOT NULL AND p.agency_id <> s.owner WHERE s.entity = 'entry');
-- What they show is what is published: which version of ours that is says nothing.
UPDATE entry_life SET published_version = NULL, submitted_version = NULL WHERE rid IN (SELECT rid FROM entry WHERE imported = 2);
UPDATE task SET closed_at = (SELECT e.updated_at FROM entry e WHERE e.rid = task.rid), closed_by = '', closed_on = substr(opened_at, 1, 10), done_with = 'moved'
  WHERE closed_at IS NULL AND rid IN (SELECT rid FROM entry WHERE imported = 2);

-- Papers: 审批表, letters, seals. Held once, whatever they belong to, in parts, so that none is ever whole in memory.
CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY,
  type TEXT NOT NULL, -- by what is in it: pdf, ofd, png, jpeg, tiff, bmp, docx, xlsx, wps; '' while parts are missing
  bytes INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE attachment_part (
  sha256 TEXT NOT NULL REFERENCES attachment (sha256) ON DELETE CASCADE,
  n INTEGER NOT NULL, -- counts from 0
  body BLOB NOT NULL,
  PRIMARY KEY (sha256, n)
) STRICT;
CREATE TABLE entry_attachment (
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  sha256 TEXT NOT NULL REFERENCES attachment (sha256) ON DELETE CASCADE,
  name TEXT NOT NULL, -- of the file it came as
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (rid, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_attachment_by_digest ON entry_attachment (sha256);
-- What goes, or went, with a submission.
CREATE TABLE sync_evidence (
  change_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (change_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_evidence_by_digest ON sync_evidence (sha256);

-- Lines of the platform that could not be taken. They are asked for again when this program is another, or when told to.
CREATE TABLE sync_passed (
  entity TEXT NOT NULL,
  id TEXT NOT NULL, -- '' where none could be read
  version INTEGER NOT NULL,
  why TEXT NOT NULL,
  known_by TEXT NOT NULL, -- the version of the program that could not take it
  again INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
`

/** Schema 9. */
export const schema009 = { id: 9, name: 'evidence, whose an entry is, and what was passed over', sql: tables }
