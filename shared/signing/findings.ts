import { fill } from '../errors.ts'

/**
 * What verifying finds, in words. A `problem` refuses the signature; a `note` says what could not be looked at or is to be
 * known, and is never passed over in silence. The tool states what it saw and accuses nobody (practice L13).
 */
const said = {
  // The bundle as a whole.
  'bundle.partMissing': { kind: 'problem', zh: '文件包缺少 {path}。', en: '{path} is missing from the bundle.' },
  'bundle.partExtra': { kind: 'problem', zh: '文件包中有清单之外的 {path}。', en: '{path} is not on the list of the bundle.' },
  'bundle.partChanged': {
    kind: 'problem',
    zh: '{path} 与文件包清单不符，内容已被改动或损坏。',
    en: '{path} differs from the list of the bundle: changed or damaged.',
  },
  'subject.malformed': { kind: 'problem', zh: '签署内容（subject.json）不是规范的文本。', en: 'The subject (subject.json) is not in its canonical form.' },
  'order.broken': {
    kind: 'problem',
    zh: '签署顺序不符：第{position}项签署没有接在前一项之后。',
    en: 'Out of order: signature {position} does not follow the one before it.',
  },
  'order.position': {
    kind: 'problem',
    zh: '签署顺序不符：第{found}项签署排在了第{position}位。',
    en: 'Out of order: signature {found} stands at place {position}.',
  },
  'order.count': { kind: 'problem', zh: '签署人数与签署内容所列不符。', en: 'The number of signers is not the one the subject names.' },
  'signer.other': {
    kind: 'problem',
    zh: '第{position}位应由{wanted}签署，实际签署单位是{found}。',
    en: 'Place {position} is for {wanted}; it was signed by {found}.',
  },
  'signer.person': {
    kind: 'problem',
    zh: '第{position}位是以个人身份签署，不能代表{wanted}。',
    en: 'Place {position} was signed by a person for themself, which does not bind {wanted}.',
  },
  'authorisation.outside': {
    kind: 'problem',
    zh: '所称签署时间不在授权有效期内（{from}至{until}）。',
    en: 'The claimed time of signing is outside the authorisation ({from} to {until}).',
  },
  'signer.twice': { kind: 'problem', zh: '同一把密钥签署了两个位置。', en: 'One key signed two places.' },
  // One signature.
  'statement.malformed': {
    kind: 'problem',
    zh: '签署声明不是规范的文本，内容已被改动或损坏。',
    en: 'The statement is not in its canonical form: changed or damaged.',
  },
  'statement.otherSubject': {
    kind: 'problem',
    zh: '这份签署针对的是另一份内容或另一版本，不能用在这里。',
    en: 'This signature is of another subject or version and does not count here.',
  },
  'subject.changed': { kind: 'problem', zh: '签署内容与签署时不一致，已被改动。', en: 'The subject is not the one that was signed: it was changed.' },
  'file.changed': { kind: 'problem', zh: '文件“{name}”与签署时不一致，已被改动。', en: 'The file "{name}" is not the one that was signed: it was changed.' },
  'file.missing': { kind: 'problem', zh: '签署过的文件“{name}”不在文件包中。', en: 'The signed file "{name}" is not in the bundle.' },
  'file.extra': { kind: 'problem', zh: '文件“{name}”没有被签署。', en: 'The file "{name}" was not signed.' },
  'key.malformed': {
    kind: 'problem',
    zh: '签名公钥无法识别，或与声明中的算法、指纹不符。',
    en: 'The public key can not be read, or is not of the algorithm and fingerprint the statement names.',
  },
  'signature.wrong': {
    kind: 'problem',
    zh: '签名与声明不符：声明、签名或公钥已被改动，或不是这把密钥签的。',
    en: 'The signature does not fit: statement, signature or key was changed, or another key signed.',
  },
  'cms.malformed': {
    kind: 'problem',
    zh: '签名文件（signature.p7s）的结构不符，已被改动或损坏。',
    en: 'The CMS file (signature.p7s) is not as it has to be: changed or damaged.',
  },
  'cms.wrong': { kind: 'problem', zh: '签名文件（signature.p7s）中的签名不成立。', en: 'The signature inside signature.p7s does not hold.' },
  'pdf.malformed': {
    kind: 'problem',
    zh: '带签名的PDF“{name}”不是原文件加上这一次签名，不予采信。',
    en: 'The signed PDF "{name}" is not the original with this one signature added; it is not believed.',
  },
  'pdf.wrong': { kind: 'problem', zh: '带签名的PDF“{name}”中的签名不成立。', en: 'The signature inside the PDF "{name}" does not hold.' },
  'withdrawal.wrong': { kind: 'problem', zh: '文件包中的撤回声明不成立。', en: 'A withdrawal in the bundle does not hold.' },
  'paper.scan': { kind: 'problem', zh: '纸质签署的扫描件缺失或与登记不符。', en: 'The scan of the paper signature is missing or not the one recorded.' },
  // Whose identity it is.
  'certificate.otherKey': { kind: 'problem', zh: '所附证书不是这把签名密钥的证书。', en: 'The certificate is of another key.' },
  'certificate.malformed': { kind: 'problem', zh: '所附证书无法读取。', en: 'The certificate can not be read.' },
  'certificate.notYet': {
    kind: 'problem',
    zh: '证书“{subject}”在所称签署时间（{at}）尚未生效。',
    en: 'The certificate "{subject}" was not valid yet when it is said to have signed ({at}).',
  },
  'certificate.expired': {
    kind: 'problem',
    zh: '证书“{subject}”在所称签署时间（{at}）已经过期。',
    en: 'The certificate "{subject}" had expired when it is said to have signed ({at}).',
  },
  'certificate.revoked': { kind: 'problem', zh: '证书“{subject}”已于{at}被吊销。', en: 'The certificate "{subject}" was revoked on {at}.' },
  'certificate.usage': { kind: 'problem', zh: '证书“{subject}”的用途不包括签名。', en: 'The certificate "{subject}" is not for signing.' },
  'certificate.notAuthority': { kind: 'problem', zh: '签发者“{subject}”不具备签发证书的资格。', en: 'The issuer "{subject}" may not issue certificates.' },
  'certificate.badSignature': {
    kind: 'problem',
    zh: '证书“{subject}”上的签发签名不成立。',
    en: 'The issuer\'s signature on the certificate "{subject}" does not hold.',
  },
  'certificate.unknownExtension': {
    kind: 'problem',
    zh: '证书“{subject}”含有本软件不认识的关键扩展项（{id}），不能判断。',
    en: 'The certificate "{subject}" has a critical extension Mulu does not know ({id}).',
  },
  'certificate.none': {
    kind: 'note',
    zh: '没有认证机构签发的证书，只有密钥自签的证书。',
    en: 'There is no certificate of an authority, only one the key gave itself.',
  },
  'certificate.unknownIssuer': {
    kind: 'note',
    zh: '签发者“{issuer}”不在本机信任的认证机构之列，证书未能核实。',
    en: 'The issuer "{issuer}" is not among the authorities trusted here; the certificate could not be checked.',
  },
  'certificate.otherAgency': {
    kind: 'note',
    zh: '证书上的单位是“{found}”，签署单位写的是“{wanted}”，请核对。',
    en: 'The certificate names "{found}", the statement "{wanted}": please compare.',
  },
  'certificate.expiredSince': {
    kind: 'note',
    zh: '证书“{subject}”现已过期（{at}）；签署时间是签名人自己声明的。',
    en: 'The certificate "{subject}" has expired since ({at}); the time of signing is the signer\'s own word.',
  },
  'certificate.revokedSince': {
    kind: 'note',
    zh: '证书“{subject}”在收到本文件之后（{at}）被吊销。',
    en: 'The certificate "{subject}" was revoked after this was received ({at}).',
  },
  'crl.none': {
    kind: 'note',
    zh: '本机没有“{issuer}”的吊销列表，未能核对证书是否已被吊销。',
    en: 'There is no revocation list of "{issuer}" here; whether the certificate was revoked could not be checked.',
  },
  'crl.old': {
    kind: 'note',
    zh: '“{issuer}”的吊销列表已过更新期（{at}），之后的吊销未能核对。',
    en: 'The revocation list of "{issuer}" is past its next update ({at}); later revocations could not be checked.',
  },
  'crl.before': {
    kind: 'note',
    zh: '“{issuer}”的吊销列表（{at}）早于签署时间，未能核对签署时的状态。',
    en: 'The revocation list of "{issuer}" ({at}) is older than the signature; its state then could not be checked.',
  },
  'agency.person': { kind: 'note', zh: '以个人身份签署，不代表单位。', en: 'Signed as a person, for no agency.' },
  'paper.unproved': {
    kind: 'note',
    zh: '本位置在纸上签署盖章，这里只有登记和扫描件，没有可以核验的签名。',
    en: 'Signed and sealed on paper: what is here is its record and scan, no signature that could be verified.',
  },
  'time.before': {
    kind: 'note',
    zh: '所称签署时间早于前一位签署人的，请核对。',
    en: 'It is said to have been signed before the signature it follows: please compare.',
  },
  'time.ahead': {
    kind: 'note',
    zh: '所称签署时间（{at}）晚于收到的时间，签名人的时钟可能不准。',
    en: 'It is said to have been signed ({at}) after it arrived: the clock of the signer may be wrong.',
  },
  'cms.ed25519': {
    kind: 'note',
    zh: 'signature.p7s 按RFC 8419写成，旧版openssl不能核验；可核验signature.sig。',
    en: 'signature.p7s follows RFC 8419, which older openssl does not verify; openssl verifies signature.sig.',
  },
  'cms.gm': {
    kind: 'note',
    zh: 'signature.p7s 按GM/T 0010写成，openssl不识别；可核验signature.sig。',
    en: 'signature.p7s follows GM/T 0010, which common openssl does not read; openssl verifies signature.sig.',
  },
} as const satisfies Readonly<Record<string, { kind: 'problem' | 'note'; zh: string; en: string }>>

export type FindingCode = keyof typeof said
export const findingCodes = Object.keys(said) as readonly FindingCode[]
export type Finding = { code: FindingCode; params: Readonly<Record<string, string | number>> }

export const finding = (code: FindingCode, params: Finding['params'] = {}): Finding => ({ code, params })
export const isProblem = ({ code }: Finding): boolean => said[code].kind === 'problem'
export const findingWords = ({ code, params }: Finding, language: 'zh' | 'en'): string => fill(said[code][language], params)
