/** Schema 4. An entry the department has never heard of has no row in `entry_life`. */
export const schema004 = {
  id: 4,
  name: 'the working life of an entry',
  sql: `
CREATE TABLE entry_life (
  rid INTEGER PRIMARY KEY REFERENCES entry (rid) ON DELETE CASCADE,
  outside TEXT NOT NULL, -- what the department last said
  since_at TEXT NOT NULL, -- the department's time of it
  published_version INTEGER, -- whose text is in force
  submitted_version INTEGER, -- that lies with the department
  text_version INTEGER NOT NULL -- that last changed the text
) STRICT;

CREATE INDEX entry_life_published ON entry_life (published_version);

CREATE INDEX entry_life_amended ON entry_life (rid) WHERE published_version IS NOT NULL AND text_version > published_version;

INSERT INTO entry_life (rid, outside, since_at, published_version, submitted_version, text_version)
  SELECT e.rid, e.status,
    coalesce((SELECT a.received_at FROM entry_answer a WHERE a.rid = e.rid AND a.kind = e.status ORDER BY a.seq DESC LIMIT 1), e.updated_at),
    CASE e.status WHEN 'published' THEN coalesce((SELECT max(a.version) FROM entry_answer a WHERE a.rid = e.rid AND a.kind = 'published'), 1) END,
    CASE e.status WHEN 'submitted' THEN coalesce((SELECT max(a.version) FROM entry_answer a WHERE a.rid = e.rid AND a.kind = 'submitted'), 1) END,
    coalesce((SELECT max(v.version) FROM entry_version v WHERE v.rid = e.rid AND v.why <> 'status' AND v.changes <> '{}'), 1)
  FROM entry e WHERE e.status IN ('submitted', 'returned', 'published', 'withdrawn');
`,
}
