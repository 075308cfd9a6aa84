/**
 * Schema 5. What is due stands in one table, kept up as entries are written, with the order of the list in its
 * indexes: what is due today is read without reading an entry.
 */
export const schema005 = {
  id: 5,
  name: 'changes, tasks and bulk edits',
  sql: `
-- The ledger of bulk edits (lesson 17). The texts of an operation may be an entry's own: a purge erases them too.
CREATE TABLE bulk (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  by_user TEXT NOT NULL,
  reason TEXT NOT NULL,
  operation TEXT, -- JSON (shared/bulk.ts); NULL once purged
  cells INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  undone_at TEXT,
  undone_by TEXT,
  undone_entries INTEGER,
  undone_left INTEGER
) STRICT;
CREATE TABLE bulk_entry (
  bulk_seq INTEGER NOT NULL REFERENCES bulk (seq),
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  version INTEGER NOT NULL, -- that it made
  undone_version INTEGER,
  PRIMARY KEY (bulk_seq, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_entry_by_entry ON bulk_entry (rid);

-- A change of law, of duties or of the data (practice L8). Both days of a document are kept, and which one counts.
CREATE TABLE change_trigger (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, -- law / duty / data
  title TEXT NOT NULL, -- of the document
  number TEXT NOT NULL,
  level TEXT NOT NULL, -- of the document that changed; '' for a change of the data
  issued_on TEXT,
  in_force_on TEXT,
  happened_on TEXT,
  starts_with TEXT NOT NULL, -- issuedOn / inForceOn / happenedOn
  note TEXT NOT NULL,
  entries INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at TEXT NOT NULL
) STRICT;

-- When an entry's data were last brought up to date, as told.
CREATE TABLE entry_refresh (
  seq INTEGER PRIMARY KEY,
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  refreshed_on TEXT NOT NULL,
  by_whom TEXT NOT NULL, -- the office or person that did it
  note TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX entry_refresh_by_entry ON entry_refresh (rid, refreshed_on);

-- One row is one clock, or one thing to do without one. due_on is what the clock said when its events or the calendars
-- last changed.
CREATE TABLE task (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  rid INTEGER REFERENCES entry (rid) ON DELETE CASCADE, -- NULL: of no single entry
  trigger_seq INTEGER REFERENCES change_trigger (seq),
  base INTEGER, -- the entry's version when the task was opened
  title TEXT NOT NULL, -- of a notice; '' where entry and change say it
  source TEXT NOT NULL, -- where a notice came from; why an entry was returned
  owner TEXT NOT NULL, -- who acts next: a person's name, or @role
  rule TEXT NOT NULL, -- '' = no rule sets a day
  starts_on TEXT NOT NULL,
  due_on TEXT, -- NULL: at once, or no day is set
  provisional INTEGER NOT NULL,
  extension TEXT, -- JSON: number, day, evidence
  opened_by TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  closed_on TEXT, -- the day it was done, which may be earlier than the record
  done_with TEXT,
  done_version INTEGER,
  note TEXT NOT NULL,
  hidden INTEGER NOT NULL -- its entry is deleted
) STRICT;
CREATE INDEX task_by_day ON task (due_on, seq, kind) WHERE closed_at IS NULL AND hidden = 0;
CREATE INDEX task_by_owner ON task (owner, due_on, seq, kind) WHERE closed_at IS NULL AND hidden = 0;
CREATE INDEX task_of_entry ON task (rid, kind);
CREATE INDEX task_of_trigger ON task (trigger_seq, seq);

-- How many open tasks there are by owner, kind and day ('' = none), so that counting 100,000 of them reads a few rows.
CREATE TABLE task_day (
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_on TEXT NOT NULL,
  tasks INTEGER NOT NULL,
  PRIMARY KEY (owner, kind, due_on)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER task_day_entered AFTER INSERT ON task WHEN new.closed_at IS NULL AND new.hidden = 0 BEGIN
  INSERT INTO task_day (owner, kind, due_on, tasks) VALUES (new.owner, new.kind, coalesce(new.due_on, ''), 1) ON CONFLICT DO UPDATE SET tasks = tasks + 1;
END;
CREATE TRIGGER task_day_moved AFTER UPDATE OF owner, kind, due_on, closed_at, hidden ON task BEGIN
  UPDATE task_day SET tasks = tasks - 1
    WHERE old.closed_at IS NULL AND old.hidden = 0 AND owner = old.owner AND kind = old.kind AND due_on = coalesce(old.due_on, '');
  INSERT INTO task_day (owner, kind, due_on, tasks)
    SELECT new.owner, new.kind, coalesce(new.due_on, ''), 1 WHERE new.closed_at IS NULL AND new.hidden = 0
    ON CONFLICT DO UPDATE SET tasks = tasks + 1;
  DELETE FROM task_day WHERE owner = old.owner AND kind = old.kind AND due_on = coalesce(old.due_on, '') AND tasks = 0;
END;
CREATE TRIGGER task_day_left AFTER DELETE ON task WHEN old.closed_at IS NULL AND old.hidden = 0 BEGIN
  UPDATE task_day SET tasks = tasks - 1 WHERE owner = old.owner AND kind = old.kind AND due_on = coalesce(old.due_on, '');
  DELETE FROM task_day WHERE owner = old.owner AND kind = old.kind AND due_on = coalesce(old.due_on, '') AND tasks = 0;
END;
`,
}
