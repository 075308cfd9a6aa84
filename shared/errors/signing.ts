export const signingErrors = {
  'signing.passphraseNeeded': {
    zh: { message: '需要签名密钥的口令。', action: '请输入签名口令（命令行：--key-passphrase-file 文件；新口令：--new-key-passphrase-file 文件）。' },
    en: {
      message: "The signing key's passphrase is needed.",
      action: 'Enter it (command line: --key-passphrase-file FILE; a new one: --new-key-passphrase-file FILE).',
    },
  },
  'signing.wrongPassphrase': {
    zh: { message: '签名口令不正确。', action: '请重新输入签名密钥的口令（不是登录口令）。' },
    en: { message: "The signing key's passphrase is wrong.", action: 'Enter the passphrase of the key, not the one you sign in with.' },
  },
  'signing.slowed': {
    zh: { message: '签名口令多次输错，请等待 {seconds} 秒。', action: '稍后再试。' },
    en: { message: 'The passphrase was wrong several times: wait {seconds} seconds.', action: 'Try again later.' },
  },
  'signing.samePassphrase': {
    zh: { message: '签名口令不能与登录口令相同。', action: '请为签名密钥另设一个口令。' },
    en: { message: 'A signing key needs a passphrase other than the one you sign in with.', action: 'Choose another one for the key.' },
  },
  'signing.noKey': {
    zh: { message: '没有这把签名密钥，或者它不是您的。', action: '请在签名密钥列表中选择自己的密钥。' },
    en: { message: 'There is no such signing key, or it is not yours.', action: 'Choose one of your own from the list of keys.' },
  },
  'signing.retired': {
    zh: { message: '这把签名密钥已停用。', action: '请使用其他密钥，或生成新的密钥。' },
    en: { message: 'This signing key is retired.', action: 'Use another key, or make a new one.' },
  },
  'signing.noProvider': {
    zh: { message: '本机没有保管这把密钥的部件（{provider}）。', action: '请接好对应的密码设备，或联系系统管理员。' },
    en: { message: 'What keeps this key ({provider}) is not available here.', action: 'Connect the device, or ask the system administrator.' },
  },
  'signing.algorithm': {
    zh: { message: '{provider}不支持这种算法。', action: '请选择其他算法。' },
    en: { message: '{provider} does not do this algorithm.', action: 'Choose another one.' },
  },
  'signing.agencyUnknown': {
    zh: { message: '还不知道本单位名称，不能生成密钥或签署。', action: '请先在单位概况中填写单位名称。' },
    en: { message: "The agency's name is not known yet.", action: "Fill in the agency's profile first." },
  },
  'signing.notAuthorised': {
    zh: {
      message: '没有代表单位签署这类文件的有效授权，不能签署。',
      action: '请由保密人员按授权文件登记授权（文号、授权人、范围、起止日期）后再签。',
    },
    en: {
      message: 'There is no valid authorisation to sign this kind of document for the agency.',
      action: 'Let the confidentiality officer record one (number, by whom, scope, days) first.',
    },
  },
  'signing.notOffice': {
    zh: { message: '三员账号不能代表单位签署。', action: '请由承担业务工作的人员签署。' },
    en: { message: 'The accounts of the three administrators sign for nobody.', action: 'Let somebody with an office role sign.' },
  },
  'signing.ownAuthorisation': {
    zh: { message: '不能登记给自己的授权。', action: '请由另一人登记。' },
    en: { message: 'Nobody records their own authorisation.', action: 'Let somebody else record it.' },
  },
  'signing.noAuthorisation': {
    zh: { message: '没有这条授权，或已经撤销。', action: '请刷新列表。' },
    en: { message: 'There is no such authorisation, or it was revoked already.', action: 'Read the list again.' },
  },
  'signing.days': {
    zh: { message: '授权的截止日期早于开始日期。', action: '请核对授权文件上的起止日期。' },
    en: { message: 'The authorisation ends before it begins.', action: 'Check the days on the document.' },
  },
  'signing.notShown': {
    zh: { message: '要签署的内容与屏幕上显示的不一致，没有签署。', action: '请重新打开签署内容，看过全文后再签。' },
    en: { message: 'What is to be signed is not what was shown; nothing was signed.', action: 'Open it again, read it, and sign then.' },
  },
  'signing.notYourTurn': {
    zh: { message: '第{position}位应由{wanted}签署，现在不能由{agency}签署。', action: '请按顺序签署；请核对文件包是否为最新。' },
    en: { message: 'Place {position} is for {wanted}; {agency} can not sign now.', action: 'Sign in the order given; check that the bundle is the newest.' },
  },
  'signing.allSigned': {
    zh: { message: '这份文件已签署齐全。', action: '不需要再签。' },
    en: { message: 'All have signed this already.', action: 'Nothing is left to sign.' },
  },
  'signing.notSound': {
    zh: { message: '文件包核验未通过，不能签署：{why}', action: '请向对方重新索取文件包。' },
    en: { message: 'The bundle does not verify and is not signed: {why}', action: 'Ask for the bundle again.' },
  },
  'signing.nothingToWithdraw': {
    zh: { message: '文件包里没有用这把密钥作出的、尚可撤回的签署。', action: '请核对文件包和密钥；签署齐全之后不能撤回，请走变更或终止。' },
    en: {
      message: 'The bundle holds no signature of this key that can still be taken back.',
      action: 'Check bundle and key; once all have signed, change or end the agreement instead.',
    },
  },
  'signing.keyUsed': {
    zh: { message: '这把密钥已经签过这份文件。', action: '一把密钥只能签一个位置；请由另一位签署人签署。' },
    en: { message: 'This key has signed this already.', action: 'A key signs one place only; let the other signer sign.' },
  },
  'signing.files': {
    zh: { message: '文件名“{name}”不能用于签署，或与另一个文件重名。', action: '文件名不要含有 " \\ / : * ? < > | 等字符，不超过120字，彼此不同。' },
    en: {
      message: 'The file name "{name}" can not be used, or is there twice.',
      action: 'Use names without " \\ / : * ? < > |, up to 120 characters, each once.',
    },
  },
  'signing.tooLarge': {
    zh: { message: '要签署的内容太大（上限 {limit} MB）。', action: '请减少附件，或把大文件改为附上其清单和摘要值。' },
    en: { message: 'There is too much to sign (at most {limit} MB).', action: 'Use fewer or smaller files.' },
  },
  'signing.noBundle': {
    zh: { message: '{name} 不是签署文件包，或已经损坏（{why}）。', action: '请确认选对了文件；仍然如此，请对方重新导出。' },
    en: { message: '{name} is not a bundle of signatures, or it is damaged ({why}).', action: 'Check that it is the right file, or ask for it again.' },
  },
  'signing.stopped': {
    zh: { message: '核验文件包的程序中途停止（{why}）。', action: '请再试一次；文件包没有改动。' },
    en: { message: 'The process that verifies bundles stopped ({why}).', action: 'Try again; the bundle was not changed.' },
  },
  'signing.noPart': {
    zh: { message: '签署文件包里没有“{path}”。', action: '请重新核验文件包，按列出的文件取出。' },
    en: { message: 'The bundle has no “{path}”.', action: 'Verify the bundle again and take out what is listed.' },
  },
  'signing.noCertificate': {
    zh: { message: '{name} 不是证书，或无法读取。', action: '请选择 PEM 或 DER 格式的证书文件。' },
    en: { message: '{name} is not a certificate that can be read.', action: 'Choose a file in PEM or DER.' },
  },
  'signing.otherKey': {
    zh: { message: '证书“{subject}”不是这把密钥的证书。', action: '请核对证书；证书必须由这把密钥导出的证书请求签发。' },
    en: { message: 'The certificate "{subject}" is not for this key.', action: 'It has to be issued from the request this key exported.' },
  },
  'signing.certificateUnfit': {
    zh: { message: '证书不能用于签署：{why}', action: '请更换证书，或改用另一把密钥。' },
    en: { message: 'The certificate can not be signed with: {why}', action: 'Get another certificate, or use another key.' },
  },
  'signing.noAuthority': {
    zh: { message: '“{subject}”不是认证机构的证书，不能作为信任的认证机构导入。', action: '请选择认证机构的根证书或签发证书。' },
    en: { message: '"{subject}" is not the certificate of an authority.', action: "Choose the authority's root or issuing certificate." },
  },
  'signing.authorityKnown': {
    zh: { message: '认证机构“{subject}”已经受信任。', action: '不需要再次导入。' },
    en: { message: 'The authority "{subject}" is trusted already.', action: 'There is no need to import it again.' },
  },
  'signing.authorityUnknown': {
    zh: { message: '没有这个认证机构。', action: '请刷新列表。' },
    en: { message: 'There is no such authority.', action: 'Read the list again.' },
  },
  'signing.evidence': {
    zh: { message: '登记为电子政务电子认证服务机构须写明依据。', action: '请填写许可证号、公布名录或来文文号。' },
    en: { message: 'To be recorded as licensed an authority needs evidence.', action: 'Enter the licence number, the published list or the letter.' },
  },
  'signing.noCrl': {
    zh: { message: '{name} 不是吊销列表，或无法读取。', action: '请选择 PEM 或 DER 格式的吊销列表（CRL）。' },
    en: { message: '{name} is not a revocation list that can be read.', action: 'Choose a list (CRL) in PEM or DER.' },
  },
  'signing.crlIssuer': {
    zh: { message: '吊销列表的签发者“{issuer}”不在本机信任的认证机构之列，或签名不成立。', action: '请先导入该认证机构的证书；仍然如此，请重新获取吊销列表。' },
    en: {
      message: 'The issuer of the list, "{issuer}", is not trusted here, or its signature does not hold.',
      action: "Import the authority's certificate first, or get the list again.",
    },
  },
  'signing.crlOlder': {
    zh: { message: '这份吊销列表（{at}）不比已有的新，没有导入。', action: '请获取最新的吊销列表。' },
    en: { message: 'This list ({at}) is not newer than the one here; it was not imported.', action: 'Get the newest list.' },
  },
  'signing.crlPartial': {
    zh: { message: '这份吊销列表只涵盖一部分证书，不能使用。', action: '请获取完整的吊销列表。' },
    en: { message: 'This list covers only some certificates and can not be used.', action: 'Get the complete list.' },
  },
} as const
