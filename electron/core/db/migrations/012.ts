// Cases between agencies: requests, disputes, corrections, agreements, complaints, needs, incidents.
export const schema012 = {
  id: 12,
  name: 'cases are nothing but their acts',
  sql: `
CREATE TABLE case_file (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  number TEXT NOT NULL, -- of this copy's register, a year's running number
  head TEXT NOT NULL, -- JSON, shared/cases/act.ts
  title TEXT NOT NULL,
  way TEXT NOT NULL, -- platform / paper
  party TEXT NOT NULL, -- ours
  other TEXT NOT NULL, -- the other agency's name
  state TEXT NOT NULL,
  closed INTEGER NOT NULL,
  turn INTEGER NOT NULL, -- 1: we act next
  due_on TEXT, -- of the nearest of our open tasks, or of what we wait for
  sealed_on TEXT, -- a claim of state secrecy: nothing but number and day is shown (practice L2)
  sealed_by TEXT NOT NULL DEFAULT '',
  refers TEXT, -- the case it is about
  version INTEGER NOT NULL, -- the platform's; 0 = not there yet
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_by_change ON case_file (kind, closed, changed_at DESC, rid);
CREATE INDEX case_by_due ON case_file (kind, due_on, rid) WHERE closed = 0;
CREATE INDEX case_by_reference ON case_file (refers) WHERE refers IS NOT NULL;

CREATE TABLE case_act (
  seq INTEGER PRIMARY KEY,
  rid INTEGER NOT NULL REFERENCES case_file (rid) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  act TEXT NOT NULL,
  party TEXT NOT NULL,
  status TEXT NOT NULL, -- draft / issued / counted / returned
  place INTEGER, -- of what counted: its place in the case
  state TEXT, -- of what counted: where it led
  body TEXT NOT NULL, -- JSON: the statement, shared/cases/act.ts
  agency TEXT NOT NULL,
  source TEXT NOT NULL,
  received TEXT NOT NULL, -- a moment or a day, by the source; '' = not yet
  ruling TEXT NOT NULL,
  records TEXT NOT NULL, -- JSON: what was said on the way out: consents, reviews, the letter
  evidence TEXT NOT NULL, -- of a letter: where its receipt or delivery is kept
  problem TEXT, -- JSON: why it came back
  drafted_by TEXT NOT NULL,
  drafted_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_act_of_case ON case_act (rid, status, place, seq);
CREATE INDEX case_act_leaving ON case_act (seq) WHERE status = 'issued';

CREATE TABLE case_paper (
  rid INTEGER NOT NULL REFERENCES case_file (rid) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL, -- '' = named by an act that came from the platform
  PRIMARY KEY (rid, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_paper_by_digest ON case_paper (sha256);

ALTER TABLE task ADD COLUMN case_rid INTEGER REFERENCES case_file (rid) ON DELETE CASCADE;
CREATE INDEX task_of_case ON task (case_rid) WHERE case_rid IS NOT NULL;
`,
}
