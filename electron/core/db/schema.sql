CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  roles TEXT NOT NULL, -- JSON array
  combine_reason TEXT, -- why one person is system and security administrator (practice P12)
  founder INTEGER NOT NULL,
  disabled_at TEXT,
  disabled_why TEXT,
  expires_at TEXT, -- 受托方（驻场）人员的账号
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  second TEXT,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  entity TEXT,
  entity_id TEXT,
  fields TEXT NOT NULL, -- JSON array of names
  digest TEXT,
  note TEXT,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TABLE audit_checkpoint (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq),
  at TEXT NOT NULL,
  device TEXT NOT NULL,
  public_key TEXT NOT NULL, -- Ed25519, SPKI, base64
  signature TEXT NOT NULL -- over the line the export prints, base64
) STRICT;

CREATE TRIGGER checkpoint_is_append_only_update BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER checkpoint_is_append_only_delete BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TABLE copy (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL, -- backup / export / package
  at TEXT NOT NULL,
  place TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  by_user TEXT NOT NULL,
  purpose TEXT NOT NULL,
  gone_at TEXT -- when it was destroyed or rotated away
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  rid INTEGER PRIMARY KEY, -- the search index's row number
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  deleted_at TEXT,
  imported INTEGER NOT NULL,
  code TEXT NOT NULL, -- primary
  title TEXT NOT NULL,
  title_key TEXT NOT NULL, -- without blanks and punctuation: finds duplicates
  provider TEXT NOT NULL,
  office TEXT NOT NULL,
  share_type TEXT NOT NULL,
  class TEXT NOT NULL,
  format TEXT NOT NULL,
  item_count INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  findings TEXT NOT NULL, -- sorted codes, separated and enclosed by spaces; '' when clean
  content TEXT NOT NULL -- JSON, fields with nothing in them left out
, mount TEXT GENERATED ALWAYS AS (coalesce(content ->> '$.mountStatus', '')) VIRTUAL, cycle TEXT GENERATED ALWAYS AS (coalesce(content ->> '$.updateCycle', '')) VIRTUAL, open TEXT GENERATED ALWAYS AS (coalesce(content ->> '$.isOpen', '')) VIRTUAL) STRICT;

CREATE INDEX entry_by_title ON entry (title_key, provider);

CREATE TABLE entry_code (
  code TEXT NOT NULL,
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  PRIMARY KEY (code, rid)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_code_by_entry ON entry_code (rid);

CREATE TABLE entry_version (
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  base INTEGER NOT NULL, -- the version it was made on; 0 for the first
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  why TEXT NOT NULL,
  note TEXT NOT NULL,
  changes TEXT NOT NULL, -- JSON {field: [from, to]}; items by their id (shared/changes.ts)
  PRIMARY KEY (rid, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_answer (
  seq INTEGER PRIMARY KEY, -- the order they were recorded in, whatever the clock said
  id TEXT NOT NULL UNIQUE,
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL, -- that the answer made, that the review looked at
  received_at TEXT NOT NULL, -- the department's time; of a review the day's beginning in China
  source TEXT NOT NULL,
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  day TEXT, -- of publication, of the review
  review TEXT, -- JSON: conclusion and people
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX entry_answer_by_entry ON entry_answer (rid);

CREATE TABLE round (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  made_at TEXT NOT NULL,
  due_on TEXT,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE round_office (
  round_id TEXT NOT NULL REFERENCES round (id),
  office TEXT NOT NULL,
  number TEXT NOT NULL, -- return number printed in the workbook
  sent_at TEXT,
  returned_at TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (round_id, office)
) STRICT, WITHOUT ROWID;

CREATE TABLE register (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  office TEXT NOT NULL,
  basis TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_named (
  kind TEXT NOT NULL,
  key TEXT NOT NULL, -- textKey of the name
  rid INTEGER NOT NULL REFERENCES entry (rid) ON DELETE CASCADE,
  PRIMARY KEY (kind, key, rid)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_named_by_entry ON entry_named (rid);

CREATE TABLE mapping (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL, -- JSON
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_by_code ON entry (code, rid);

CREATE INDEX entry_by_provider ON entry (provider, title_key, rid);

CREATE INDEX entry_by_findings ON entry (errors, warnings, rid);

CREATE TABLE facet_set (
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  share_type TEXT NOT NULL,
  office TEXT NOT NULL,
  class TEXT NOT NULL,
  status TEXT NOT NULL,
  format TEXT NOT NULL,
  findings TEXT NOT NULL,
  entries INTEGER NOT NULL,
  UNIQUE (deleted, imported, share_type, office, class, status, format, findings)
) STRICT;

CREATE TABLE entry_facet (
  rid INTEGER PRIMARY KEY REFERENCES entry (rid) ON DELETE CASCADE,
  set_id INTEGER NOT NULL REFERENCES facet_set (id),
  deleted INTEGER NOT NULL
) STRICT;

CREATE INDEX entry_facet_by_set ON entry_facet (set_id, rid);

CREATE TRIGGER entry_facet_update AFTER UPDATE OF deleted_at, imported, share_type, office, class, status, format, findings ON entry
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) OR old.imported <> new.imported OR old.share_type <> new.share_type OR old.office <> new.office
  OR old.class <> new.class OR old.status <> new.status OR old.format <> new.format OR old.findings <> new.findings
BEGIN
  INSERT INTO facet_set (deleted, imported, share_type, office, class, status, format, findings, entries)
    VALUES (new.deleted_at IS NOT NULL, new.imported, new.share_type, new.office, new.class, new.status, new.format, new.findings, 1)
    ON CONFLICT DO UPDATE SET entries = entries + 1;
  UPDATE entry_facet SET (set_id, deleted) = (
    SELECT s.id, s.deleted FROM facet_set s
    WHERE s.deleted = (new.deleted_at IS NOT NULL) AND s.imported = new.imported AND s.share_type = new.share_type AND s.office = new.office
      AND s.class = new.class AND s.status = new.status AND s.format = new.format AND s.findings = new.findings)
    WHERE rid = new.rid;
END;

CREATE TRIGGER facet_set_left AFTER UPDATE OF set_id ON entry_facet WHEN old.set_id <> new.set_id BEGIN
  UPDATE facet_set SET entries = entries - 1 WHERE id = old.set_id;
  DELETE FROM facet_set WHERE id = old.set_id AND entries = 0;
END;

CREATE TRIGGER facet_set_removed AFTER DELETE ON entry_facet BEGIN
  UPDATE facet_set SET entries = entries - 1 WHERE id = old.set_id;
  DELETE FROM facet_set WHERE id = old.set_id AND entries = 0;
END;

CREATE VIRTUAL TABLE entry_fts USING fts5 (
  tokens,
  content='', contentless_delete=1, tokenize='ascii', detail='full'
);

CREATE TABLE trusted_key (
  fingerprint TEXT NOT NULL, -- SHA-256 of the SPKI form
  purpose TEXT NOT NULL, -- release / rulePack / calendar
  public_key TEXT NOT NULL, -- Ed25519, SPKI, base64
  name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  PRIMARY KEY (fingerprint, purpose)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER calendar_is_append_only_update BEFORE UPDATE OF year, region, version, issued ON calendar_pack BEGIN SELECT RAISE(ABORT, 'calendars are append-only'); END;

CREATE TRIGGER calendar_is_append_only_delete BEFORE DELETE ON calendar_pack BEGIN SELECT RAISE(ABORT, 'calendars are append-only'); END;

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
, case_rid INTEGER REFERENCES case_file (rid) ON DELETE CASCADE) STRICT;

CREATE INDEX task_by_day ON task (due_on, seq, kind) WHERE closed_at IS NULL AND hidden = 0;

CREATE INDEX task_by_owner ON task (owner, due_on, seq, kind) WHERE closed_at IS NULL AND hidden = 0;

CREATE INDEX task_of_entry ON task (rid, kind);

CREATE INDEX task_of_trigger ON task (trigger_seq, seq);

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

CREATE TABLE sync_platform (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  base_url TEXT NOT NULL,
  ca TEXT NOT NULL, -- PEM of the only authority that is believed; '' = those of the system
  proxy TEXT NOT NULL,
  platform_id TEXT, -- with the next ones: not enrolled yet
  name TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  agency_id TEXT NOT NULL,
  agency_name TEXT NOT NULL,
  officer TEXT NOT NULL,
  device_id TEXT NOT NULL, -- the copy that enrolled: a restored backup is another one
  token TEXT NOT NULL,
  token_until TEXT NOT NULL, -- by the platform's clock
  cursor TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL, -- the platform's time minus ours, when last heard of
  asks TEXT, -- what a person must answer before it goes on
  asks_count INTEGER NOT NULL,
  allowed TEXT, -- what was answered, until the next run has used it
  last_ok_at TEXT,
  last_error TEXT
, kind TEXT NOT NULL DEFAULT 'rest', takes TEXT) STRICT;

CREATE TABLE sync_outbox (
  change_id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  body TEXT, -- what is sent, byte for byte; null until it is about to leave
  local_version INTEGER NOT NULL,
  state TEXT NOT NULL, -- waiting / sent / quarantined
  made_at TEXT NOT NULL,
  officer TEXT NOT NULL,
  note TEXT NOT NULL,
  problem TEXT -- JSON
) STRICT, WITHOUT ROWID;

CREATE INDEX sync_outbox_by_entity ON sync_outbox (entity, id);

CREATE TABLE sync_receipt (
  change_id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  version INTEGER,
  received_at TEXT NOT NULL, -- the platform's time: the legal clock starts here
  receipt_id TEXT NOT NULL
, evidence TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE sync_conflict (
  conflict_id TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  base TEXT NOT NULL,
  mine_version INTEGER NOT NULL,
  theirs TEXT, -- null = deleted there
  theirs_version INTEGER NOT NULL,
  theirs_by TEXT NOT NULL,
  overlaps TEXT NOT NULL, -- JSON
  opened_at TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by TEXT,
  decision TEXT -- JSON
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sync_conflict_open ON sync_conflict (entity, id) WHERE resolved_at IS NULL;

CREATE TABLE sync_log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  entity_id TEXT,
  note TEXT NOT NULL
) STRICT;

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
, ends TEXT NOT NULL DEFAULT '', heard INTEGER NOT NULL DEFAULT 0) STRICT;

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

CREATE TABLE listing_template (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL, -- JSON, shared/listing/template.ts
  workbook BLOB, -- the platform's empty sheet; null = nothing can be written in it
  words TEXT NOT NULL, -- every text in the workbook, so that a purge finds them
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_identity (
  kind TEXT NOT NULL, -- code / platformId / name
  value TEXT NOT NULL, -- as a row bore it
  id TEXT NOT NULL, -- of the entry
  PRIMARY KEY (kind, value, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_row (
  id TEXT PRIMARY KEY, -- of the entry
  template TEXT NOT NULL,
  cells TEXT NOT NULL -- JSON: its rows as the platform last wrote them
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_handover (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  template TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL, -- '' until the file is in its place
  changes INTEGER NOT NULL,
  by_user TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_handed (
  change_id TEXT NOT NULL,
  handover_id TEXT NOT NULL,
  PRIMARY KEY (change_id, handover_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX listing_handed_by_handover ON listing_handed (handover_id);

CREATE TABLE listing_import (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  as_of_at TEXT NOT NULL, -- when the platform wrote it
  template TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  complete INTEGER NOT NULL,
  counts TEXT NOT NULL, -- JSON
  by_user TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX listing_import_by_digest ON listing_import (sha256);

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

CREATE TABLE sync_evidence (
  change_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (change_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX sync_evidence_by_digest ON sync_evidence (sha256);

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

CREATE INDEX sync_shadow_stale ON sync_shadow (owner) WHERE stale = 1;

CREATE TABLE sync_due (
  rid INTEGER PRIMARY KEY REFERENCES entry (rid) ON DELETE CASCADE
) STRICT;

CREATE INDEX ferry_package_ends ON ferry_package (peer_id, ends) WHERE ends <> '';

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
, archive_number TEXT, archived_on TEXT, archived_by TEXT, archive_sha256 TEXT, archive_of TEXT) STRICT;

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
, received_on TEXT GENERATED ALWAYS AS (CASE WHEN length(received) > 10 THEN date(received, '+8 hours') ELSE received END) VIRTUAL, reviewed_on TEXT GENERATED ALWAYS AS (CASE 'secrecyReview'
  WHEN json_extract(records, '$[0].need') THEN json_extract(records, '$[0].on')
  WHEN json_extract(records, '$[1].need') THEN json_extract(records, '$[1].on')
  WHEN json_extract(records, '$[2].need') THEN json_extract(records, '$[2].on') END) VIRTUAL) STRICT;

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

CREATE INDEX task_of_case ON task (case_rid) WHERE case_rid IS NOT NULL;

CREATE TABLE signing_key (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  provider TEXT NOT NULL, -- which provider keeps the private half
  provider_ref TEXT NOT NULL, -- its own name for it
  algorithm TEXT NOT NULL, -- sm2, ed25519, p256
  public_key TEXT NOT NULL, -- SPKI in base64
  fingerprint TEXT NOT NULL UNIQUE, -- SHA-256 of it
  self_signed BLOB NOT NULL, -- the certificate it gave itself when it was made; proves no identity
  created_at TEXT NOT NULL,
  retired_at TEXT, -- its private half is gone from then on
  retired_by TEXT,
  retired_reason TEXT
) STRICT;

CREATE INDEX signing_key_user ON signing_key (user_id, created_at);

CREATE TABLE signing_secret (
  provider_ref TEXT NOT NULL PRIMARY KEY, -- of the software provider
  wrapped BLOB NOT NULL -- JSON: the private half under its own passphrase
) STRICT;

CREATE TABLE signing_authorisation (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  number TEXT NOT NULL, -- 文号 of the 授权
  authorised_by TEXT NOT NULL,
  title TEXT NOT NULL, -- as what the person signs
  scope TEXT NOT NULL, -- JSON: kinds of subjects, or ["*"]
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  evidence TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  revoked_at TEXT,
  revoked_by TEXT,
  revoked_reason TEXT
) STRICT;

CREATE INDEX signing_authorisation_user ON signing_authorisation (user_id, from_on);

CREATE TABLE signing_certificate (
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL, -- own: of a key here; between: came with one, believed only through a chain; authority: trusted
  key_id TEXT NOT NULL, -- whose it is or came with; '' = an authority's
  der BLOB NOT NULL,
  licensed INTEGER NOT NULL, -- of an authority: recorded as a licensed 电子政务电子认证服务机构
  evidence TEXT NOT NULL, -- on what that stands
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  PRIMARY KEY (sha256, key_id)
) STRICT;

CREATE INDEX signing_certificate_key ON signing_certificate (key_id, kind);

CREATE TABLE signing_crl (
  issuer_sha256 TEXT NOT NULL PRIMARY KEY, -- of the certificate whose key signed it; the newest list alone is kept
  sha256 TEXT NOT NULL,
  der BLOB NOT NULL,
  this_update_at TEXT NOT NULL,
  next_update_at TEXT, -- NULL: it does not say
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL
) STRICT;

CREATE INDEX case_act_by_act ON case_act (act, received_on, rid, place) WHERE status = 'counted';

CREATE INDEX case_act_by_day ON case_act (received_on, rid, place) WHERE status = 'counted';

CREATE INDEX case_act_reviewed ON case_act (reviewed_on, seq) WHERE reviewed_on IS NOT NULL;

CREATE INDEX case_act_drafted ON case_act (status, seq) WHERE status IN ('draft', 'returned');

CREATE UNIQUE INDEX case_by_archive ON case_file (archive_number) WHERE archive_number IS NOT NULL;

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

CREATE INDEX case_act_of_resource ON case_act (body ->> '$.fields.resource.id') WHERE body ->> '$.fields.resource.id' IS NOT NULL;

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
