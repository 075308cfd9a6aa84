// Registers of cases are read by the day an act was received; closed cases are archived.
export const schema014 = {
  id: 14,
  name: 'acts by the day they count from, and where a closed case is archived',
  sql: `
-- Of what was received: the day in China, which has no summer time.
ALTER TABLE case_act ADD COLUMN received_on TEXT GENERATED ALWAYS AS (CASE WHEN length(received) > 10 THEN date(received, '+8 hours') ELSE received END) VIRTUAL;
CREATE INDEX case_act_by_act ON case_act (act, received_on, rid, place) WHERE status = 'counted';
CREATE INDEX case_act_by_day ON case_act (received_on, rid, place) WHERE status = 'counted';
-- Consents stand in a fixed order, so that a 保密审查 is the first or the second of them, or the third.
ALTER TABLE case_act ADD COLUMN reviewed_on TEXT GENERATED ALWAYS AS (CASE 'secrecyReview'
  WHEN json_extract(records, '$[0].need') THEN json_extract(records, '$[0].on')
  WHEN json_extract(records, '$[1].need') THEN json_extract(records, '$[1].on')
  WHEN json_extract(records, '$[2].need') THEN json_extract(records, '$[2].on') END) VIRTUAL;
CREATE INDEX case_act_reviewed ON case_act (reviewed_on, seq) WHERE reviewed_on IS NOT NULL;
CREATE INDEX case_act_drafted ON case_act (status, seq) WHERE status IN ('draft', 'returned');

ALTER TABLE case_file ADD COLUMN archive_number TEXT; -- 归档号; NULL = not archived
ALTER TABLE case_file ADD COLUMN archived_on TEXT;
ALTER TABLE case_file ADD COLUMN archived_by TEXT;
ALTER TABLE case_file ADD COLUMN archive_sha256 TEXT; -- of the package that was written last
ALTER TABLE case_file ADD COLUMN archive_of TEXT; -- changed_at as it was then: another one means that something was done since
CREATE UNIQUE INDEX case_by_archive ON case_file (archive_number) WHERE archive_number IS NOT NULL;
`,
}
