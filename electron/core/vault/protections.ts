import type { Output } from '../../../shared/contract.ts'

type Protection = Output<'vault.protections'>['rows'][number]

const node = 'Node.js crypto (OpenSSL; BoringSSL in Electron)'
const sqlite = 'SQLite3 Multiple Ciphers (better-sqlite3-multiple-ciphers)'
const words = (zh: string, en: string = zh) => ({ zh, en })

/**
 * Each protective function as it is built (practice P12). Nothing here is a certified cryptographic product: no part of
 * Mulu was submitted for certification, whatever the algorithms.
 */
export const protections: readonly Protection[] = [
  {
    function: words('数据库加密（每页加密并认证）', 'Database encryption (every page encrypted and authenticated)'),
    algorithm: words('AES-256-CBC + HMAC-SHA512（SQLCipher 4 格式）', 'AES-256-CBC + HMAC-SHA512 (SQLCipher 4 format)'),
    library: sqlite,
    certified: false,
    note: words('缺省；密钥为 256 位随机数，未提供国密（SM3/SM4）替代，尚未实现', 'The default; a random 256-bit key. An SM3/SM4 alternative is not yet built'),
  },
  {
    function: words('数据库加密（新建时可选）', 'Database encryption (on choice when made)'),
    algorithm: words('AEGIS-256'),
    library: sqlite,
    certified: false,
    note: words('较快，能读取的其他软件较少', 'Faster; fewer other programs can read it'),
  },
  {
    function: words('口令派生密钥', 'Key from a passphrase'),
    algorithm: words('argon2id（64 MiB，次数按本机 0.3–1 秒校准）', 'argon2id (64 MiB, passes calibrated to 0.3–1 s here)'),
    library: 'hash-wasm',
    certified: false,
    note: words('参数记在每个封装旁', 'Its parameters stand beside each wrap'),
  },
  {
    function: words('用户私钥封装', "Wrapping of a user's private key"),
    algorithm: words('AES-256-GCM'),
    library: node,
    certified: false,
    note: words('未提供国密（SM3/SM4）替代，尚未实现', 'An SM3/SM4 alternative is not yet built'),
  },
  {
    function: words('保险库密钥分发', 'Giving the vault key to users'),
    algorithm: words('X25519 + HKDF-SHA256 + AES-256-GCM'),
    library: node,
    certified: false,
    note: words('每位用户与恢复单各有一对密钥', 'Each user and the recovery sheet have a key pair'),
  },
  {
    function: words('恢复码', 'Recovery code'),
    algorithm: words('160 位随机数，HKDF-SHA256，分组校验', '160 random bits, HKDF-SHA256, a check in each group'),
    library: node,
    certified: false,
    note: words('只在纸上', 'On paper only'),
  },
  {
    function: words('密钥文件完整性', 'Integrity of the key file'),
    algorithm: words('HMAC-SHA256'),
    library: node,
    certified: false,
    note: words('打开后核对', 'Compared after opening'),
  },
  {
    function: words('审计日志防篡改', 'Tamper evidence of the audit log'),
    algorithm: words('SHA-256 链，Ed25519 签名检查点', 'SHA-256 chain, checkpoints signed with Ed25519'),
    library: node,
    certified: false,
    note: words('签名证明来自这台设备，不证明个人身份', 'The signature proves this device, not a person'),
  },
  {
    function: words('备份完整性', 'Integrity of backups'),
    algorithm: words('SHA-256，逐页 HMAC', 'SHA-256, an HMAC on each page'),
    library: node,
    certified: false,
    note: words('备份后即打开核验', 'Opened and verified as soon as made'),
  },
  {
    function: words('操作系统钥匙串（可选）', 'System keychain (optional)'),
    algorithm: words('由操作系统决定', "The operating system's"),
    library: 'Electron safeStorage',
    certified: false,
    note: words('只在用户要求时使用，口令始终有效；记录所用后端', 'Only where a user asks; the passphrase always works; its backend is recorded'),
  },
  {
    function: words('交换包与身份卡签名', 'Signatures of carried packages and cards'),
    algorithm: words('Ed25519；可另加 SM2（SM3，GM/T 0009 缺省用户标识）', 'Ed25519; on choice SM2 as well (SM3, the default user id of GM/T 0009)'),
    library: `${node}; sm-crypto-v2`,
    certified: false,
    note: words('签名证明来自纸面核对过指纹的身份卡，不证明个人身份', 'Proves the card whose fingerprint was compared on paper, not a person'),
  },
  {
    function: words('签署：签名', 'Signing: signatures'),
    algorithm: words(
      'SM2（SM3，GM/T 0009 缺省用户标识）；可选 Ed25519、ECDSA P-256（SHA-256）',
      'SM2 (SM3, the default user id of GM/T 0009); on choice Ed25519, ECDSA P-256 (SHA-256)',
    ),
    library: `${node}; sm-crypto-v2`,
    certified: false,
    note: words(
      '身份由认证机构的证书证明；密钥保存在本软件内，与证书无关',
      'Identity is proved by the certificate of an authority; the key lives in Mulu whatever the certificate says',
    ),
  },
  {
    function: words('签署：私钥封装', 'Signing: wrapping of private keys'),
    algorithm: words('argon2id，AES-256-GCM，另设口令', 'argon2id, AES-256-GCM, under a passphrase of its own'),
    library: `hash-wasm; ${node}`,
    certified: false,
    note: words('私钥不能导出；停用时销毁', 'A private half can not be exported; retiring destroys it'),
  },
  {
    function: words('签署：证书与吊销列表核验', 'Signing: certificates and revocation lists'),
    algorithm: words('SM2、P-256、Ed25519、RSA（2048 位以上，PKCS#1 v1.5 或 PSS）', 'SM2, P-256, Ed25519, RSA (2048 bits and more, PKCS#1 v1.5 or PSS)'),
    library: `${node}; sm-crypto-v2; Mulu`,
    certified: false,
    note: words('离线，按已导入的证书和吊销列表；缺什么说明什么', 'Offline, by what was imported; what is missing is said'),
  },
  {
    function: words('交换包加密（可选）', 'Encryption of carried packages (on choice)'),
    algorithm: words('age（X25519、HKDF-SHA256、ChaCha20-Poly1305）', 'age (X25519, HKDF-SHA256, ChaCha20-Poly1305)'),
    library: 'age-encryption',
    certified: false,
    note: words('按收件方身份卡加密；私钥在加密的保险库内', "To the recipient's card; the private key lies inside the encrypted vault"),
  },
  {
    function: words('身份鉴别与角色', 'Sign-in and roles'),
    algorithm: words('口令；失败逐次延长等待；双人操作', 'Passphrase; growing waits after failures; two-person calls'),
    library: 'Mulu',
    certified: false,
    note: words('三员分立，由核心对每次调用检查', 'Three separate administrators, checked by the core at every call'),
  },
]
