import type { z } from 'zod'
import type { signingCalls } from '../../../shared/contract/signing.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { Trust } from './chain.ts'
import { type Crl, readCrl } from './crl.ts'
import { readCertificate, type X509 } from './x509.ts'

type Listed = z.infer<(typeof signingCalls)['signing.authorities']['output']>
type Authority = Listed['authorities'][number]
type ShownCrl = Listed['crls'][number]
type Shown = Omit<Authority, 'licensed' | 'evidence'>

type Row = { sha256: string; der: Uint8Array; licensed: number; evidence: string; importedAt: string; importedBy: string }

const columns = sql`sha256, der, licensed, evidence, imported_at AS "importedAt", imported_by AS "importedBy"`

export const inShort = ({ sha256, subjectWords: subject, issuerWords: issuer, fromAt, untilAt }: X509): Omit<Shown, 'importedAt' | 'importedBy'> => ({
  sha256,
  subject,
  issuer,
  fromAt,
  untilAt,
})

const known = ({ der, importedAt, importedBy }: Row): { certificate: X509; shown: Shown } => {
  const certificate = readCertificate(der)
  // It was read when it came; a page that changed since is found by the page's own code.
  if (certificate === null) throw new Error('a stored certificate can not be read')
  return { certificate, shown: { ...inShort(certificate), importedAt, importedBy } }
}

/** Certificates an authority issued for this key, newest first. */
export const ownCertificates = (db: ReadDb, keyId: string): { certificate: X509; shown: Shown }[] =>
  db.all<Row>(sql`SELECT ${columns} FROM signing_certificate WHERE key_id = ${keyId} AND kind = 'own' ORDER BY imported_at DESC, sha256`).map(known)

/** What came with this key's certificates. */
export const betweenOf = (db: ReadDb, keyId: string): X509[] =>
  db.all<Row>(sql`SELECT ${columns} FROM signing_certificate WHERE key_id = ${keyId} AND kind = 'between' ORDER BY sha256`).map((row) => known(row).certificate)

export const authorities = (db: ReadDb): { certificate: X509; shown: Authority }[] =>
  db.all<Row>(sql`SELECT ${columns} FROM signing_certificate WHERE kind = 'authority' ORDER BY imported_at DESC, sha256`).map((row) => {
    const { certificate, shown } = known(row)
    return { certificate, shown: { ...shown, licensed: row.licensed === 1, evidence: row.evidence } }
  })

type NewCertificate = { kind: 'own' | 'between' | 'authority'; keyId: string; licensed: boolean; evidence: string; at: string; by: string }

export const putCertificate = (db: WriteDb, certificate: X509, { kind, keyId, licensed, evidence, at, by }: NewCertificate): void => {
  db.run(sql`
    INSERT INTO signing_certificate (sha256, kind, key_id, der, licensed, evidence, imported_at, imported_by)
    VALUES (${certificate.sha256}, ${kind}, ${keyId}, ${certificate.der}, ${licensed}, ${evidence}, ${at}, ${by})
    ON CONFLICT (sha256, key_id) DO UPDATE SET imported_at = excluded.imported_at, imported_by = excluded.imported_by`)
}

/** With the lists it signed; false: there was none. */
export const removeAuthority = (db: WriteDb, sha256: string): boolean => {
  db.run(sql`DELETE FROM signing_crl WHERE issuer_sha256 = ${sha256}`)
  return db.run(sql`DELETE FROM signing_certificate WHERE sha256 = ${sha256} AND kind = 'authority'`).changes > 0
}

const allBetween = (db: ReadDb): X509[] =>
  db.all<Row>(sql`SELECT ${columns} FROM signing_certificate WHERE kind = 'between' ORDER BY sha256`).map((row) => known(row).certificate)

const readStored = (der: Uint8Array): Crl => {
  const crl = readCrl(der)
  if (crl === null) throw new Error('a stored list can not be read')
  return crl
}

/** One a certificate, the newest. */
export const storedCrls = (db: ReadDb): { issuer: string; crl: Crl }[] =>
  db
    .all<{ issuer: string; der: Uint8Array }>(sql`SELECT issuer_sha256 AS issuer, der FROM signing_crl ORDER BY this_update_at DESC, issuer_sha256`)
    .map(({ issuer, der }) => ({ issuer, crl: readStored(der) }))

export const putCrl = (db: WriteDb, issuer: string, crl: Crl, at: string, by: string): void => {
  db.run(sql`
    INSERT INTO signing_crl (issuer_sha256, sha256, der, this_update_at, next_update_at, imported_at, imported_by)
    VALUES (${issuer}, ${crl.sha256}, ${crl.der}, ${crl.thisUpdateAt}, ${crl.nextUpdateAt}, ${at}, ${by})
    ON CONFLICT (issuer_sha256) DO UPDATE SET sha256 = excluded.sha256, der = excluded.der, this_update_at = excluded.this_update_at,
      next_update_at = excluded.next_update_at, imported_at = excluded.imported_at, imported_by = excluded.imported_by`)
}

export const shownCrl = (crl: Crl, now: string): ShownCrl => ({
  issuer: crl.issuerWords,
  thisUpdateAt: crl.thisUpdateAt,
  nextUpdateAt: crl.nextUpdateAt,
  old: crl.nextUpdateAt !== null && crl.nextUpdateAt < now,
  revoked: crl.count,
  sha256: crl.sha256,
})

/** Who may have signed a list: authorities, and those between that came with our own certificates. */
export const possibleIssuers = (db: ReadDb): X509[] => [...authorities(db).map(({ certificate }) => certificate), ...allBetween(db)]

/** Everything certificates are judged by here. */
export const readTrust = (db: ReadDb): Trust => {
  const issuers = new Map(possibleIssuers(db).map((each) => [each.sha256, each.spki]))
  return {
    authorities: authorities(db).map(({ certificate, shown }) => ({ certificate, licensed: shown.licensed })),
    between: allBetween(db),
    // A list whose issuer is not known any more says nothing.
    crls: storedCrls(db).flatMap(({ issuer, crl }) => {
      const spki = issuers.get(issuer)
      return spki === undefined ? [] : [{ spki, crl }]
    }),
  }
}
