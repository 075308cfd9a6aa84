import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A certification authority made with openssl alone: nothing of ours signs or encodes what it issues. */
export type AuthorityKind = 'sm2' | 'p256' | 'rsa' | 'pss' | 'ed25519'
export type Issue = { from?: string; until?: string; usage?: string; extra?: string; ca?: boolean; subject?: string }

const openssl = (args: readonly string[], input?: string): string =>
  execFileSync('openssl', [...args], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], input })

/** 2026-01-31T00:00:00.000Z as openssl ca takes it. */
const asn1Time = (moment: string): string => `${moment.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`

const keyArgs: Readonly<Record<AuthorityKind, readonly string[]>> = {
  sm2: ['-algorithm', 'SM2'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  pss: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ed25519: ['-algorithm', 'ED25519'],
}

const distid = '1234567812345678'
const signArgs: Readonly<Record<AuthorityKind, readonly string[]>> = {
  sm2: ['-md', 'sm3', '-sigopt', `distid:${distid}`],
  p256: ['-md', 'sha256'],
  rsa: ['-md', 'sha256'],
  pss: ['-md', 'sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'],
  ed25519: ['-md', 'null'],
}

const config = (dir: string, extensions: string): string => `
[ca]
default_ca = own
[own]
dir = ${dir}
database = ${dir}/index.txt
new_certs_dir = ${dir}
serial = ${dir}/serial
crlnumber = ${dir}/crlnumber
certificate = ${dir}/ca.pem
private_key = ${dir}/ca.key
policy = any
default_crl_days = 30
unique_subject = no
utf8 = yes
string_mask = utf8only
[any]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = dn
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
CN = x
[ext]
${extensions}
[crl_ext]
authorityKeyIdentifier = keyid:always
`

const caExtensions = 'basicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\nsubjectKeyIdentifier = hash'

export type Authority = {
  /** Its own certificate, PEM. */
  pem: string
  file: string
  fingerprint: string
  /** A certificate from a request in PEM. */
  issue(request: string, options?: Issue): string
  /** Another authority below this one. */
  below(name: string, kind: AuthorityKind, options?: Issue): Authority
  revoke(pem: string): void
  crl(lastAt: string, nextAt: string): string
}

export const makeCa = (parent: string, name: string, kind: AuthorityKind, above?: (request: string) => string): Authority => {
  const dir = join(parent, `ca-${name}`)
  mkdirSync(dir, { recursive: true })
  const at = (file: string) => join(dir, file)
  const put = (file: string, text: string) => {
    writeFileSync(at(file), text)
    return at(file)
  }
  if (existsSync(at('ca.key'))) throw new Error('an authority of this name is there')
  openssl(['genpkey', ...keyArgs[kind], '-out', at('ca.key')])
  put('index.txt', '')
  put('serial', '1000\n')
  put('crlnumber', '01\n')
  put('ca.cnf', config(dir, caExtensions))
  const own = kind === 'ed25519' ? [] : kind === 'sm2' ? ['-sm3', '-sigopt', `distid:${distid}`] : ['-sha256', ...signArgs[kind].slice(2)]
  const subject = ['-subj', `/C=CN/O=${name}/CN=${name}`, '-utf8']
  if (above === undefined) {
    // Its own certificate by way of openssl ca too, so that its days can be chosen.
    openssl(['req', '-new', '-config', at('ca.cnf'), '-key', at('ca.key'), ...own, ...subject, '-out', at('own.csr')])
    const args = ['ca', '-batch', '-selfsign', '-config', at('ca.cnf'), '-keyfile', at('ca.key'), '-extensions', 'ext', '-notext', '-preserveDN']
    openssl([
      ...args,
      ...signArgs[kind],
      ...sm2Check(kind),
      '-startdate',
      '20200101000000Z',
      '-enddate',
      '20400101000000Z',
      '-in',
      at('own.csr'),
      '-out',
      at('ca.pem'),
    ])
  } else {
    openssl(['req', '-new', '-config', at('ca.cnf'), '-key', at('ca.key'), ...own, ...subject, '-out', at('own.csr')])
    put('ca.pem', above(readFileSync(at('own.csr'), 'utf8')))
  }
  let number = 0
  const issue: Authority['issue'] = (request, { from, until, usage, extra = '', ca = false, subject: named } = {}) => {
    number += 1
    const extensions = ca ? caExtensions : `keyUsage = critical,${usage ?? 'digitalSignature,nonRepudiation'}\nbasicConstraints = CA:FALSE`
    put('ca.cnf', config(dir, `${extensions}\n${extra}`))
    const csr = put(`${number}.csr`, request)
    const dates = ['-startdate', asn1Time(from ?? '2026-01-01T00:00:00.000Z'), '-enddate', asn1Time(until ?? '2036-01-01T00:00:00.000Z')]
    const args = ['ca', '-batch', '-config', at('ca.cnf'), '-extensions', 'ext', '-notext', '-preserveDN', ...signArgs[kind], ...dates]
    openssl([...args, ...requestCheck(request), ...(named === undefined ? [] : ['-subj', named, '-utf8']), '-in', csr, '-out', at(`${number}.pem`)])
    return readFileSync(at(`${number}.pem`), 'utf8')
  }
  const pem = readFileSync(at('ca.pem'), 'utf8')
  return {
    pem,
    file: at('ca.pem'),
    fingerprint:
      openssl(['x509', '-in', at('ca.pem'), '-noout', '-fingerprint', '-sha256'])
        .split('=')[1]
        ?.trim() ?? '',
    issue,
    below: (other, otherKind, options) => makeCa(parent, other, otherKind, (request) => issue(request, { ...options, ca: true })),
    revoke: (certificate) => {
      openssl(['ca', '-config', at('ca.cnf'), '-revoke', put('revoke.pem', certificate), '-crl_reason', 'keyCompromise', ...signArgs[kind]])
    },
    crl: (lastAt, nextAt) => {
      const args = ['ca', '-config', at('ca.cnf'), '-gencrl', '-crlexts', 'crl_ext', '-crl_lastupdate', asn1Time(lastAt), '-crl_nextupdate', asn1Time(nextAt)]
      openssl([...args, ...signArgs[kind], '-out', at('crl.pem')])
      return readFileSync(at('crl.pem'), 'utf8')
    },
  }
}

const sm2Check = (kind: AuthorityKind): string[] => (kind === 'sm2' ? ['-vfyopt', `distid:${distid}`] : [])

/** openssl asks for the id where the request itself is of SM2. */
const requestCheck = (request: string): string[] => {
  const der = Buffer.from(request.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64').toString('hex')
  return der.includes('06082a811ccf5501822d') ? ['-vfyopt', `distid:${distid}`] : []
}
