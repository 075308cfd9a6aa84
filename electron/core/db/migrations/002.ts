/** Schema 2. Frozen once shipped (decisions F9). Public keys an administrator has imported (electron/core/trust). */
export const schema002 = {
  id: 2,
  name: 'trusted keys',
  sql: `
CREATE TABLE trusted_key (
  fingerprint TEXT NOT NULL, -- SHA-256 of the SPKI form
  purpose TEXT NOT NULL, -- release / rulePack / calendar
  public_key TEXT NOT NULL, -- Ed25519, SPKI, base64
  name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  PRIMARY KEY (fingerprint, purpose)
) STRICT, WITHOUT ROWID;
`,
}
