import type { Database } from './database.ts'
import { sql } from './database.ts'

/** Of the advisory lock (push has 809). */
const migrating = 808

/** Frozen steps, counted from 1. */
export const schemaSteps: readonly string[] = [
  `
CREATE TABLE platform (
  one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
  id UUID NOT NULL,
  name TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE agency (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  credit_code TEXT NOT NULL,
  competent BOOLEAN NOT NULL -- the department that reviews
);

CREATE TABLE enrolment_code (
  hash TEXT PRIMARY KEY,
  agency_id UUID NOT NULL REFERENCES agency (id),
  officer TEXT NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ
);

CREATE TABLE device (
  id UUID PRIMARY KEY,
  agency_id UUID NOT NULL REFERENCES agency (id),
  officer TEXT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL, -- Ed25519, SPKI, base64
  enrolled_at TIMESTAMPTZ NOT NULL,
  revoked_at TIMESTAMPTZ
);

CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  device_id UUID NOT NULL REFERENCES device (id),
  expires_at TIMESTAMPTZ NOT NULL
);

-- A signature counts once.
CREATE TABLE nonce (
  device_id UUID NOT NULL,
  nonce TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (device_id, nonce)
);
CREATE INDEX nonce_by_time ON nonce (at);

CREATE SEQUENCE feed;

CREATE TABLE entity (
  entity TEXT NOT NULL,
  id UUID NOT NULL,
  agency_id UUID NOT NULL REFERENCES agency (id),
  version INTEGER NOT NULL,
  content_version INTEGER NOT NULL, -- the last version that changed the text: a change is made on this or later
  content TEXT NOT NULL, -- JSON as it was sent: JSONB would refuse \\u0000 and reorder,
  status TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL DEFAULT '',
  answered_at TIMESTAMPTZ,
  submitted_version INTEGER,
  submitted_content TEXT,
  published_version INTEGER,
  published_on DATE,
  published_content TEXT,
  changed_at TIMESTAMPTZ NOT NULL,
  changed_by TEXT NOT NULL,
  deleted_at TIMESTAMPTZ,
  own_seq BIGINT NOT NULL, -- its place in what its own agency sees
  public_seq BIGINT, -- its place in what everybody else sees; null while it was never published
  PRIMARY KEY (entity, id)
);
CREATE INDEX entity_own ON entity (agency_id, own_seq);
CREATE INDEX entity_public ON entity (public_seq) WHERE public_seq IS NOT NULL;
CREATE INDEX entity_waiting ON entity (changed_at) WHERE status = 'submitted';

CREATE TABLE change_log (
  seq BIGINT PRIMARY KEY,
  entity TEXT NOT NULL,
  id UUID NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  change_id UUID,
  device_id UUID,
  agency_id UUID NOT NULL,
  officer TEXT NOT NULL,
  body TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL
);
CREATE INDEX change_log_by_entity ON change_log (entity, id, seq);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the change log is append-only'; END $$;
CREATE TRIGGER change_log_append_only BEFORE UPDATE OR DELETE ON change_log FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What was answered to a change: the same change is answered the same, with the first time of receipt.
CREATE TABLE verdict (
  change_id UUID PRIMARY KEY,
  device_id UUID NOT NULL,
  agency_id UUID NOT NULL,
  digest TEXT NOT NULL,
  verdict TEXT NOT NULL,
  version INTEGER,
  problem TEXT,
  receipt_id UUID NOT NULL,
  received_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  agency_id UUID NOT NULL,
  body BYTEA NOT NULL,
  complete BOOLEAN NOT NULL,
  at TIMESTAMPTZ NOT NULL
);
`,
  `
-- The platform's own keys for packages, made with its card. The private halves stand here: whoever has the database is the platform.
CREATE TABLE platform_key (
  one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
  signing_key TEXT NOT NULL, -- Ed25519, PKCS 8, base64
  age_identity TEXT NOT NULL,
  card TEXT NOT NULL, -- its file
  fingerprint TEXT NOT NULL
);

-- Cards of devices. A device may have several; the newest is written to.
CREATE TABLE card (
  fingerprint TEXT PRIMARY KEY,
  device_id UUID NOT NULL REFERENCES device (id),
  file TEXT NOT NULL,
  added_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX card_by_device ON card (device_id, added_at);

-- How far a device is known to have come, by what it carried here.
CREATE TABLE carried_place (
  device_id UUID PRIMARY KEY REFERENCES device (id),
  epoch INTEGER NOT NULL,
  seq BIGINT NOT NULL,
  wants_full BOOLEAN NOT NULL
);

CREATE TABLE carried_package (
  id UUID PRIMARY KEY,
  device_id UUID NOT NULL REFERENCES device (id),
  direction TEXT NOT NULL, -- in, out
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL, -- of the manifest
  medium TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY,
  counts TEXT NOT NULL, -- JSON: what was in it; of one that came in: what was done
  epoch INTEGER NOT NULL,
  seq BIGINT, -- of one that left: where it ends in the feed
  verdicts_to BIGINT, -- of one that left: the last verdict it carries
  delivered_at TIMESTAMPTZ -- of one that left: when its arrival became known
);
CREATE INDEX carried_package_by_device ON carried_package (device_id, ordinal);

-- Verdicts on carried changes: they leave with every package until it is known that they arrived.
CREATE TABLE carried_verdict (
  place BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id UUID NOT NULL REFERENCES device (id),
  package_id UUID NOT NULL REFERENCES carried_package (id),
  change_id UUID NOT NULL,
  body TEXT NOT NULL, -- the verdict, JSON
  heard_at TIMESTAMPTZ
);
CREATE INDEX carried_verdict_waiting ON carried_verdict (device_id, place) WHERE heard_at IS NULL;
CREATE INDEX carried_verdict_by_change ON carried_verdict (device_id, change_id);
`,
  `
ALTER TABLE entity ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'; -- JSON: name and digest of each paper that came with the last submission
-- Two agencies may hold the same paper, and neither learns of the other's.
ALTER TABLE attachment DROP CONSTRAINT attachment_pkey;
ALTER TABLE attachment ADD PRIMARY KEY (agency_id, sha256);
`,
  `
-- Papers a device is known to have, because it named them itself or a package with them arrived; and those it asked for.
CREATE TABLE device_paper (
  device_id UUID NOT NULL REFERENCES device (id),
  sha256 TEXT NOT NULL,
  held BOOLEAN NOT NULL, -- false: asked for
  PRIMARY KEY (device_id, sha256)
);
INSERT INTO device_paper (device_id, sha256, held)
  SELECT DISTINCT l.device_id, m[1], TRUE FROM change_log l CROSS JOIN LATERAL regexp_matches(l.body, '"sha256":"([0-9a-f]{64})"', 'g') m
  WHERE l.kind = 'submit' AND l.device_id IS NOT NULL;
CREATE INDEX entity_with_papers ON entity (agency_id, own_seq) WHERE evidence <> '[]';
ALTER TABLE carried_package ADD COLUMN papers TEXT NOT NULL DEFAULT '[]'; -- of one that left: JSON, the digests of the papers it carries
`,
  `
-- A case (案卷) between agencies: what its acts come to.
CREATE TABLE case_file (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  head TEXT NOT NULL, -- JSON
  applicant_id UUID NOT NULL REFERENCES agency (id),
  respondent_id UUID REFERENCES agency (id),
  state TEXT NOT NULL,
  closed BOOLEAN NOT NULL,
  told BOOLEAN NOT NULL, -- the competent department sees it
  version INTEGER NOT NULL, -- of its last act
  bytes INTEGER NOT NULL, -- of its acts
  changed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX case_file_waiting ON case_file (changed_at) WHERE told AND NOT closed;

CREATE TABLE case_act (
  case_id UUID NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL, -- the version it made
  id UUID NOT NULL UNIQUE,
  state TEXT NOT NULL, -- that it led to
  body TEXT NOT NULL, -- JSON, with agency, source and time of receipt
  PRIMARY KEY (case_id, n)
);
CREATE TRIGGER case_act_append_only BEFORE UPDATE OR DELETE ON case_act FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Who sees it, and its place in what each of them sees.
CREATE TABLE case_party (
  case_id UUID NOT NULL REFERENCES case_file (id),
  agency_id UUID NOT NULL REFERENCES agency (id),
  seq BIGINT NOT NULL,
  PRIMARY KEY (case_id, agency_id)
);
CREATE INDEX case_party_feed ON case_party (agency_id, seq);

-- Papers its acts name, of the agency whose act it was.
CREATE TABLE case_paper (
  sha256 TEXT NOT NULL,
  case_id UUID NOT NULL REFERENCES case_file (id),
  agency_id UUID NOT NULL REFERENCES agency (id),
  PRIMARY KEY (sha256, case_id, agency_id)
);
CREATE INDEX case_paper_of_case ON case_paper (case_id);
`,
  `
-- A submission (统计报送) of an agency: all its versions as they were received, each with its answer. What was sent and said stands in change_log.
CREATE TABLE submission (
  id UUID PRIMARY KEY,
  agency_id UUID NOT NULL REFERENCES agency (id),
  period_kind TEXT NOT NULL,
  period_from DATE NOT NULL,
  period_until DATE NOT NULL,
  template_id TEXT NOT NULL,
  version INTEGER NOT NULL, -- counts up with each report and each answer
  reports TEXT NOT NULL, -- JSON, as a line tells them
  waiting BOOLEAN NOT NULL, -- its last version has no answer
  changed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX submission_by_period ON submission (period_from, period_until);
CREATE INDEX submission_waiting ON submission (changed_at) WHERE waiting;

-- Who sees it, and its place in what each of them sees.
CREATE TABLE submission_reader (
  submission_id UUID NOT NULL REFERENCES submission (id),
  agency_id UUID NOT NULL REFERENCES agency (id),
  seq BIGINT NOT NULL,
  PRIMARY KEY (submission_id, agency_id)
);
CREATE INDEX submission_reader_feed ON submission_reader (agency_id, seq);

-- Papers its versions name; they are its agency's.
CREATE TABLE submission_paper (
  sha256 TEXT NOT NULL,
  submission_id UUID NOT NULL REFERENCES submission (id),
  PRIMARY KEY (sha256, submission_id)
);
CREATE INDEX submission_paper_of_submission ON submission_paper (submission_id);
`,
]

/** Brings a database to the newest schema, one process after the other. A newer one is refused. */
export const migrate = (db: Database, steps = schemaSteps): Promise<void> =>
  db.transaction(async (connection) => {
    await connection.all(sql`SELECT pg_advisory_xact_lock(${migrating})`)
    await connection.script('CREATE TABLE IF NOT EXISTS schema_version (one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one), version INTEGER NOT NULL)')
    await connection.run(sql`INSERT INTO schema_version (version) VALUES (0) ON CONFLICT DO NOTHING`)
    const { version } = (await connection.one<{ version: number }>(sql`SELECT version FROM schema_version`)) ?? { version: 0 }
    if (version > steps.length) throw new Error(`this database has schema ${version}; this platform knows ${steps.length}`)
    for (const step of steps.slice(version)) await connection.script(step)
    await connection.run(sql`UPDATE schema_version SET version = ${steps.length}`)
  })
