// A shadow's text stands in the entry already where both say the same: kept once, and the table stays small enough to be
// searched and counted. Rows in the order they came, ids in an index beside: ids are random, and a page of rows would
// be written for each.
const shadow = `
ALTER TABLE sync_shadow RENAME TO sync_shadow_before;
CREATE TABLE sync_shadow (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT, -- as the platform last said; null = the text of text_version
  text_version INTEGER NOT NULL, -- of ours whose text it is; 0 = it stands in content
  state TEXT NOT NULL, -- JSON, shared/platform-api/schemas.ts
  owner TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  gone TEXT, -- why it is not there any more
  local_version INTEGER NOT NULL, -- of ours that says the same; 0 = none does
  stale INTEGER NOT NULL, -- said before the platform was put back to a backup
  said_at TEXT NOT NULL DEFAULT '', -- when, by the platform's clock; '' where it was not told
  PRIMARY KEY (entity, id)
) STRICT;
INSERT INTO sync_shadow (entity, id, version, content, text_version, state, owner, owner_name, gone, local_version, stale, said_at)
  SELECT entity, id, version, content, 0, state, owner, owner_name, gone, local_version, stale, said_at FROM sync_shadow_before;
DROP TABLE sync_shadow_before;
CREATE INDEX sync_shadow_stale ON sync_shadow (owner) WHERE stale = 1;
`

/** What may have to be told, so that nobody looks through all entries for it. */
const due = `
CREATE TABLE sync_due (
  rid INTEGER PRIMARY KEY REFERENCES entry (rid) ON DELETE CASCADE
) STRICT;
INSERT INTO sync_due (rid)
  SELECT e.rid FROM entry e LEFT JOIN sync_shadow s ON s.entity = 'entry' AND s.id = e.id
  WHERE (s.id IS NULL AND e.deleted_at IS NULL AND e.imported <> 2) OR (s.local_version <> e.version AND s.owner = (SELECT p.agency_id FROM sync_platform p));
`

export const schema010 = { id: 10, name: 'what is due for the platform stands apart, a shadow’s text once', sql: `${shadow}${due}` }
