// Signing: keys people hold, what they may sign, and whose certificates are believed.
export const schema013 = {
  id: 13,
  name: 'signing keys, authorisations, certificates and revocation lists',
  sql: `
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
`,
}
