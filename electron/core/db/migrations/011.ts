// What the receipt of a package would say is kept only until the platform is known to have heard that it arrived.
export const schema011 = {
  id: 11,
  name: 'a package knows where it ends, and whether it was heard of',
  sql: `
ALTER TABLE ferry_package ADD COLUMN ends TEXT NOT NULL DEFAULT ''; -- of one that brought us on: its place in the feed; '' = of another, or not known
ALTER TABLE ferry_package ADD COLUMN heard INTEGER NOT NULL DEFAULT 0; -- 1 = the platform knows that it arrived: no receipt is needed, and its lines are gone
CREATE INDEX ferry_package_ends ON ferry_package (peer_id, ends) WHERE ends <> '';
`,
}
