export const trustErrors = {
  'trust.noKey': {
    zh: { message: '{name} 不是 Ed25519 公钥文件。', action: '请导入发布方给的公钥文件（以 BEGIN PUBLIC KEY 开头）。' },
    en: { message: '{name} is not an Ed25519 public key file.', action: 'Import the public key file of the publisher (it begins with BEGIN PUBLIC KEY).' },
  },
  'trust.otherFingerprint': {
    zh: {
      message: '公钥的指纹与所填的不一致，没有导入。文件的指纹是 {found}。',
      action: '请与发布方另外给的纸面指纹逐组核对；不一致就不要导入，并报告安全保密管理员。',
    },
    en: {
      message: 'The fingerprint given is not that of the key; nothing was imported. The file has {found}.',
      action: 'Compare with the fingerprint that came on paper; if they differ do not import it and tell the security administrator.',
    },
  },
  'trust.known': {
    zh: { message: '这把公钥已在信任清单中（{name}）。', action: '不需要再次导入。' },
    en: { message: 'This key is trusted already ({name}).', action: 'There is no need to import it again.' },
  },
  'trust.unknown': {
    zh: { message: '信任清单中没有这把公钥。', action: '请刷新清单后再试。' },
    en: { message: 'This key is not on the list.', action: 'Read the list again.' },
  },
  'trust.notSigned': {
    zh: { message: '{name} 不是目录的签名文件，或内容不完整。', action: '请确认选对了文件；仍然如此，请向发布方重新索取。' },
    en: { message: '{name} is not a file signed for Mulu, or is not complete.', action: 'Check that it is the right file; ask the publisher for it again.' },
  },
  'trust.unknownKey': {
    zh: {
      message: '{name} 由一把没有受信任的公钥签名（指纹 {fingerprint}）。',
      action: '请系统管理员先核对纸面指纹并导入发布方的公钥；没有使用文件中的任何内容。',
    },
    en: {
      message: '{name} is signed by a key that is not trusted (fingerprint {fingerprint}).',
      action: "Let the system administrator import the publisher's key after comparing its fingerprint; nothing in the file was used.",
    },
  },
  'trust.badSignature': {
    zh: { message: '{name} 的签名不对：内容在签名之后改动过。', action: '不要使用这份文件；请向发布方重新索取，并告诉安全保密管理员。' },
    en: {
      message: 'The signature of {name} does not fit: it was changed after signing.',
      action: 'Do not use this file; ask the publisher for it again and tell the security administrator.',
    },
  },
  'update.notNewer': {
    zh: { message: '清单中的版本 {version} 不比本程序（{present}）新。', action: '不需要更新。' },
    en: { message: 'Version {version} of the manifest is not newer than this program ({present}).', action: 'There is nothing to update.' },
  },
  'update.tooOld': {
    zh: { message: '版本 {version} 只能从 {from} 或更新的版本升级，本程序是 {present}。', action: '请先升级到中间的版本。' },
    en: { message: 'Version {version} updates from {from} or later; this program is {present}.', action: 'Update to a version in between first.' },
  },
  'update.schema': {
    zh: {
      message: '版本 {version} 支持的保险库格式是 {from}–{to}，这个保险库是 {found}。',
      action: '安装后会打不开保险库，请不要安装；请向发布方询问合适的版本。',
    },
    en: {
      message: 'Version {version} opens vaults of schema {from}-{to}; this one has {found}.',
      action: 'It could not open this vault: do not install it, and ask the publisher for a version that fits.',
    },
  },
  'update.notListed': {
    zh: { message: '安装文件 {name} 与发布清单中的任何文件都不一致（SHA-256 {found}）。', action: '不要运行它；请向发布方重新索取，并告诉安全保密管理员。' },
    en: {
      message: 'The installer {name} is none of the files of the manifest (SHA-256 {found}).',
      action: 'Do not run it; ask the publisher for it again and tell the security administrator.',
    },
  },
} as const
