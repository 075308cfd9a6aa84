/** Schema 3. What comes as a signed file is appended, never changed or dropped (decisions F4). */
export const schema003 = {
  id: 3,
  name: 'rule packs and calendars',
  sql: `
CREATE TABLE rule_pack (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL, -- JSON, as it was signed
  file TEXT NOT NULL, -- the name it came under
  key TEXT NOT NULL, -- fingerprint of the key that signed it
  key_name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER rule_pack_is_append_only_update BEFORE UPDATE ON rule_pack BEGIN SELECT RAISE(ABORT, 'rule packs are append-only'); END;
CREATE TRIGGER rule_pack_is_append_only_delete BEFORE DELETE ON rule_pack BEGIN SELECT RAISE(ABORT, 'rule packs are append-only'); END;

-- Calendar packs beside those the program brings (shared/calendars): imported as signed files, or edited here with a reason.
CREATE TABLE calendar_pack (
  year INTEGER NOT NULL,
  region TEXT NOT NULL, -- GB/T 2260; '' = the whole country
  version INTEGER NOT NULL, -- counts up in this vault; the newest counts
  issued INTEGER NOT NULL, -- the version its issuer gave it; 0 = edited here
  pack TEXT NOT NULL, -- JSON
  signed_by TEXT NOT NULL, -- whose key; '' = edited here
  reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (year, region, version)
) STRICT;
-- The words in it can be emptied: a purge after a spill reaches them (vault/spilled-text.ts).
CREATE TRIGGER calendar_is_append_only_update BEFORE UPDATE OF year, region, version, issued ON calendar_pack BEGIN SELECT RAISE(ABORT, 'calendars are append-only'); END;
CREATE TRIGGER calendar_is_append_only_delete BEFORE DELETE ON calendar_pack BEGIN SELECT RAISE(ABORT, 'calendars are append-only'); END;

-- Answers to findings of entries that were there before the rule (存量待补), usually many at once; the newest counts.
CREATE TABLE backlog_answer (
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  code TEXT NOT NULL, -- of the finding
  answer TEXT NOT NULL CHECK (answer IN ('确认无误', '待补')),
  due_on TEXT, -- until when it is made up for; NULL: nothing is due
  reason TEXT NOT NULL,
  answered_at TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  PRIMARY KEY (rid, code)
) STRICT, WITHOUT ROWID;
`,
}
