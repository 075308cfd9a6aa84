import { open, writeFile } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { asDigits } from '../../../shared/ferry/parties.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { recordCopy } from '../vault/copies.ts'
import { userByName } from '../vault/users.ts'
import { authorities, inShort, possibleIssuers, putCertificate, putCrl, removeAuthority, shownCrl, storedCrls } from './certificates.ts'
import { readCrl } from './crl.ts'
import { cursor, orNull, readDer, tags } from './der.ts'
import { keyById, shownKey } from './keys.ts'
import { nameInWords } from './names.ts'
import { keyPassphrase, ownKey, providerOf, providersFor, unlocking } from './providers.ts'
import { blocksOf, mayBeUsedFor, pemOf, readCertificate, usageBits, type X509 } from './x509.ts'
import { verifyUnder } from './x509-verify.ts'
import { writeRequest } from './x509-write.ts'

type Calls =
  | 'signing.exportRequest'
  | 'signing.importCertificate'
  | 'signing.importAuthority'
  | 'signing.removeAuthority'
  | 'signing.importRevocations'
  | 'signing.authorities'

/** The largest lists of national authorities are some MB. */
const mostBytes = 32 << 20
const mostCertificates = 10

const readBytes = async ({ ports }: Pick<ViewContext, 'ports'>, handle: string): Promise<{ name: string; data: Buffer }> => {
  const { path, name } = await ports.files.read(handle)
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      return { name, data: size > mostBytes ? Buffer.alloc(0) : await file.readFile() }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}

/** Every certificate of a file in PEM or DER. Throws `signing.noCertificate`. */
const readCertificates = async (context: Pick<ViewContext, 'ports'>, handle: string): Promise<[X509, ...X509[]]> => {
  const { name, data } = await readBytes(context, handle)
  const [first, ...more] = blocksOf(data, 'CERTIFICATE').map(readCertificate)
  const rest = more.filter((each) => each !== null)
  if (first === null || first === undefined || rest.length !== more.length || rest.length >= mostCertificates)
    throw new Refusal('signing.noCertificate', { name })
  return [first, ...rest]
}

const mayIssue = (certificate: X509): boolean => certificate.ca && mayBeUsedFor(certificate, usageBits.keyCertSign) && certificate.unknownCritical.length === 0

export const trustHandlers: Pick<VaultHandlers, Calls> = {
  'signing.exportRequest': async ({ keyId, file }, context) => {
    const { db, ports, user, vault, commit } = context
    const key = ownKey(context, keyId)
    const { agency } = readProfile(db)
    if (agency === '') throw new Refusal('signing.agencyUnknown')
    const { fullName } = userByName(db, vault.header(), user.name)
    const unlock = keyPassphrase(context, 'keyPassphrase')
    const provider = providerOf(providersFor(context, null), key.provider)
    const request = await writeRequest(key, { agency, name: fullName || user.name }, async (data) => {
      const [signature] = await unlocking(context, key.id, () => provider.sign(key.ref, [data], unlock))
      if (signature === undefined) throw new Error('a signature is missing')
      return signature
    })
    const pem = pemOf('CERTIFICATE REQUEST', request)
    const sha256 = sha256Hex(pem)
    const target = await ports.files.write(file)
    try {
      await writeFile(target.path, pem)
      commit(
        () => {
          recordCopy(db, ports.newId(), { kind: 'export', at: ports.now().toISOString(), where: target.name, sha256, by: user.name })
        },
        () => ({ entity: 'signingKey', entityId: key.id, digest: sha256, note: 'certificate request' }),
      )
      await target.done()
    } catch (error) {
      await target.discard()
      throw error
    }
    return { subject: subjectOfRequest(request), sha256 }
  },

  'signing.importCertificate': async ({ keyId, file }, context) => {
    const { db, ports, user, commit } = context
    const key = ownKey(context, keyId)
    const [own, ...between] = await readCertificates(context, file)
    refuseMarks([own.subjectWords, own.issuerWords])
    if (own.spki !== key.publicKey) throw new Refusal('signing.otherKey', { subject: own.subjectWords })
    const common = { keyId: key.id, licensed: false, evidence: '', at: ports.now().toISOString(), by: user.name }
    return commit(
      () => {
        putCertificate(db, own, { kind: 'own', ...common })
        for (const each of between) if (mayIssue(each)) putCertificate(db, each, { kind: 'between', ...common })
        return { key: shownKey(db, keyById(db, key.id) ?? key, providersFor(context, null).all, common.at) }
      },
      () => ({ entity: 'certificate', entityId: own.sha256, digest: key.fingerprint }),
    )
  },

  /** The file and its fingerprint come by two ways; only the administrator who has both can compare them. */
  'signing.importAuthority': async ({ file, fingerprint, licensed, evidence }, context) => {
    const { db, ports, user, commit } = context
    const [certificate] = await readCertificates(context, file)
    refuseMarks([certificate.subjectWords, certificate.issuerWords, evidence])
    if (!mayIssue(certificate)) throw new Refusal('signing.noAuthority', { subject: certificate.subjectWords })
    if (authorities(db).some(({ shown }) => shown.sha256 === certificate.sha256))
      throw new Refusal('signing.authorityKnown', { subject: certificate.subjectWords })
    if (licensed && evidence === '') throw new Refusal('signing.evidence')
    const shown = inShort(certificate)
    if (fingerprint === undefined) return { shown, authority: null }
    if (asDigits(fingerprint) !== certificate.sha256) throw new Refusal('trust.otherFingerprint', { found: certificate.sha256 })
    return commit(
      () => {
        putCertificate(db, certificate, { kind: 'authority', keyId: '', licensed, evidence, at: ports.now().toISOString(), by: user.name })
        return { shown, authority: authorities(db).find((each) => each.shown.sha256 === certificate.sha256)?.shown ?? null }
      },
      () => ({ entity: 'authority', entityId: certificate.sha256, note: licensed ? 'licensed' : 'trusted' }),
    )
  },

  'signing.removeAuthority': ({ sha256, reason }, { db, commit }) => {
    refuseMarks(reason)
    return commit(
      () => {
        if (!removeAuthority(db, sha256)) throw new Refusal('signing.authorityUnknown')
        return {}
      },
      () => ({ entity: 'authority', entityId: sha256, note: 'no longer trusted' }),
    )
  },

  'signing.importRevocations': async ({ file }, context) => {
    const { db, ports, user, commit } = context
    const { name, data } = await readBytes(context, file)
    const [block] = blocksOf(data, 'X509 CRL')
    const crl = block === undefined ? null : readCrl(block)
    if (crl === null) throw new Refusal('signing.noCrl', { name })
    const issuer = possibleIssuers(db).find(
      (each) => each.subject === crl.issuer && mayBeUsedFor(each, usageBits.crlSign) && verifyUnder(crl.algorithm, each.spki, crl.tbs, crl.signature),
    )
    if (issuer === undefined) throw new Refusal('signing.crlIssuer', { issuer: crl.issuerWords })
    if (crl.unknownCritical.length > 0) throw new Refusal('signing.crlPartial')
    const before = storedCrls(db).find((each) => each.issuer === issuer.sha256)
    // An older list would make revoked certificates good again.
    if (before !== undefined && before.crl.thisUpdateAt >= crl.thisUpdateAt) throw new Refusal('signing.crlOlder', { at: crl.thisUpdateAt })
    const now = ports.now().toISOString()
    return commit(
      () => {
        putCrl(db, issuer.sha256, crl, now, user.name)
        return { crl: shownCrl(crl, now) }
      },
      () => ({ entity: 'revocations', entityId: issuer.sha256, digest: crl.sha256, note: crl.thisUpdateAt }),
    )
  },

  'signing.authorities': (_input, { db, ports }) => ({
    authorities: authorities(db).map(({ shown }) => shown),
    crls: storedCrls(db).map(({ crl }) => shownCrl(crl, ports.now().toISOString())),
  }),
}

/** As it stands in the request, for comparing on paper. */
const subjectOfRequest = (request: Buffer): string =>
  orNull(() => {
    const body = cursor(cursor(readDer(request)).next(tags.sequence))
    body.next(tags.integer)
    return nameInWords(body.next(tags.sequence))
  }) ?? ''
