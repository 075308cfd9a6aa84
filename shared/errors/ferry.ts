export const ferryErrors = {
  'ferry.noIdentity': {
    zh: { message: '本机还没有身份卡。', action: '请系统管理员先生成并导出身份卡（ferry.identity），与平台交换并核对指纹。' },
    en: { message: 'This copy has no card yet.', action: 'Let the system administrator make one (ferry.identity) and exchange it with the platform.' },
  },
  'ferry.agencyUnknown': {
    zh: { message: '还不知道本单位名称，不能生成身份卡。', action: '请先在单位概况中填写单位名称。' },
    en: { message: "The agency's name is not known yet, so no card can be made.", action: "Fill in the agency's profile first." },
  },
  'ferry.noPlatformCard': {
    zh: { message: '没有可用的{platform}身份卡。', action: '请系统管理员导入平台的身份卡，并按纸面核对指纹（ferry.trustIdentity）。' },
    en: {
      message: 'No card of {platform} is here that counts.',
      action: 'Let the system administrator import it after comparing its fingerprint on paper (ferry.trustIdentity).',
    },
  },
  'ferry.noCard': {
    zh: { message: '{name} 不是身份卡，或内容已被改动。', action: '请确认选对了文件；仍然如此，请对方重新导出。' },
    en: { message: '{name} is not a card, or it was changed.', action: 'Check that it is the right file, or ask for it again.' },
  },
  'ferry.ownCard': {
    zh: { message: '这是本机自己的身份卡。', action: '请选择对方的身份卡；要更换本机的卡，请重新生成。' },
    en: { message: "This is this copy's own card.", action: "Choose the other party's; to replace our own, make a new one." },
  },
  'ferry.cardKnown': {
    zh: { message: '这张身份卡已经受信任（{name}）。', action: '不需要再次导入。' },
    en: { message: 'This card is trusted already ({name}).', action: 'There is no need to import it again.' },
  },
  'ferry.cardRevoked': {
    zh: { message: '这张身份卡（{name}）的信任已被撤销，不能再次导入。', action: '请对方生成新的身份卡，重新核对指纹。' },
    en: { message: 'Trust in this card ({name}) was withdrawn; it can not be imported again.', action: 'Ask for a new card and compare its fingerprint.' },
  },
  'ferry.cardUnknown': {
    zh: { message: '没有这张身份卡，或已经撤销。', action: '请刷新列表。' },
    en: { message: 'There is no such card, or it was revoked already.', action: 'Read the list again.' },
  },
  'ferry.otherPlatform': {
    zh: { message: '{name}不是本机登记的平台。', action: '一个保险库只与一个平台往来；请核对来源，没有改动任何内容。' },
    en: {
      message: '{name} is not the platform this copy works with.',
      action: 'A vault works with one platform; check where this came from. Nothing was changed.',
    },
  },
  'ferry.notPackage': {
    zh: { message: '{name} 不是完整的交换包（{why}）。', action: '请确认选对了文件并完整复制；仍然如此，请对方重新制作。没有采用其中任何内容。' },
    en: {
      message: '{name} is not a whole package ({why}).',
      action: 'Check that it is the right file and was copied whole, or ask for it again. Nothing of it was used.',
    },
  },
  'ferry.lineEnds': {
    zh: {
      message: '{name} 的换行在途中被改成了 Windows 格式，签名因此对不上。',
      action: '请用不改动内容的方式重新复制（不要经过邮件正文或文本工具）；没有采用其中任何内容。',
    },
    en: {
      message: 'The line ends of {name} were changed to CRLF on the way, so nothing in it fits its signature.',
      action: 'Copy it again as it is (not through an e-mail text or a text tool). Nothing of it was used.',
    },
  },
  'ferry.tooLarge': {
    zh: { message: '{name} 超出交换包的大小限制。', action: '单个交换包不超过 2 GB、1 万段；请对方分批制作。' },
    en: { message: '{name} is beyond what a package may be.', action: 'A package holds at most 2 GB in 10,000 parts; ask for it in several.' },
  },
  'ferry.format': {
    zh: { message: '{name} 的格式版本是 {format}，本程序只认识 1。', action: '请更新程序，或请对方按版本 1 制作；没有采用其中任何内容。' },
    en: { message: '{name} is of format {format}; this program knows 1.', action: 'Update the program or ask for format 1. Nothing of it was used.' },
  },
  'ferry.mixed': {
    zh: { message: '{name} 与 {other} 不是同一个交换包的卷。', action: '请一次只选同一个包的各卷。' },
    en: { message: '{name} and {other} are not volumes of one package.', action: 'Choose the volumes of one package at a time.' },
  },
  'ferry.volumeTwice': {
    zh: { message: '{name} 与 {other} 是同一卷（第 {volume} 卷）。', action: '每卷只选一次。' },
    en: { message: '{name} and {other} are the same volume ({volume}).', action: 'Choose each volume once.' },
  },
  'ferry.incomplete': {
    zh: { message: '交换包共 {of} 卷，还缺第 {missing} 卷。', action: '请把缺的卷一起选上；没有采用其中任何内容。' },
    en: { message: 'Of {of} volumes, {missing} are missing.', action: 'Choose the missing ones as well. Nothing of it was used.' },
  },
  'ferry.damaged': {
    zh: {
      message: '{name} 的第 {part} 段与签名清单不一致：在途中损坏或被改动。',
      action: '请重新复制或请对方重新制作，并告诉安全保密管理员；没有采用其中任何内容。',
    },
    en: {
      message: 'Part {part} of {name} is not what was signed: damaged or changed on the way.',
      action: 'Copy it again or ask for it again, and tell the security administrator. Nothing of it was used.',
    },
  },
  'ferry.unknownSigner': {
    zh: {
      message: '交换包自称来自{name}，但它的身份卡（指纹 {fingerprint}）没有受信任。',
      action: '请系统管理员核对纸面指纹并导入对方的身份卡；没有采用其中任何内容。',
    },
    en: {
      message: 'The package says it is from {name}, whose card (fingerprint {fingerprint}) is not trusted here.',
      action: "Let the system administrator import the sender's card after comparing its fingerprint. Nothing of it was used.",
    },
  },
  'ferry.badSignature': {
    zh: { message: '{name} 的签名不对：清单在签名之后改动过，或不是由该身份卡签名。', action: '不要使用；请对方重新制作，并告诉安全保密管理员。' },
    en: {
      message: 'The signature of {name} does not fit: its manifest was changed, or another key signed it.',
      action: 'Do not use it; ask for it again and tell the security administrator.',
    },
  },
  'ferry.revokedSigner': {
    zh: { message: '{name}签名用的身份卡已于 {on} 被撤销。', action: '请对方用现在的身份卡重新制作；没有采用其中任何内容。' },
    en: { message: 'The card {name} signed with was revoked on {on}.', action: 'Ask for it anew under the present card. Nothing of it was used.' },
  },
  'ferry.notForUs': {
    zh: {
      message: '交换包是给{recipient}的（指纹 {fingerprint}），不是给本机的。',
      action: '请转交收件方；从备份恢复的保险库是另一台设备，要用新的身份卡重新登记。',
    },
    en: {
      message: 'The package is for {recipient} (fingerprint {fingerprint}), not for this copy.',
      action: 'Pass it on. A vault restored from a backup is another device and needs a new card.',
    },
  },
  'ferry.otherInside': {
    zh: { message: '交换包里外写的发送方、接收方不一致：内容可能被人以另一个名义转发。', action: '不要使用；请告诉安全保密管理员，并向发送方核实。' },
    en: {
      message: 'Inside, the package names another sender or recipient than outside: it may have been passed on under another name.',
      action: 'Do not use it; tell the security administrator and ask the sender.',
    },
  },
  'ferry.inner': {
    zh: { message: '交换包内层记录与内容不一致（{why}）。', action: '不要使用；请对方重新制作，并告诉安全保密管理员。' },
    en: { message: 'What is inside the package is not what its inner record says ({why}).', action: 'Do not use it; ask for it again.' },
  },
  'ferry.paperDamaged': {
    zh: { message: '交换包里的一份材料（{paper}）不完整，或与其校验值不符。', action: '请对方重新制作，并告诉安全保密管理员；没有采用其中任何内容。' },
    en: {
      message: 'A paper in the package ({paper}) is not whole, or not what its digest says.',
      action: 'Ask for the package again, and tell the security administrator. Nothing of it was used.',
    },
  },
  'ferry.paperTooLarge': {
    zh: { message: '交换包里的一份材料（{paper}）超过 {limit} MB。', action: '请对方降低扫描分辨率或分成几个文件后重新制作；没有采用其中任何内容。' },
    en: {
      message: 'A paper in the package ({paper}) is larger than {limit} MB.',
      action: 'Ask for it scanned with a lower resolution, or split, and for the package again. Nothing of it was used.',
    },
  },
  'ferry.paperUnnamed': {
    zh: {
      message: '交换包里有一份材料（{paper}），本单位没有哪条目录报送时附过它。',
      action: '不要使用；请对方重新制作，并告诉安全保密管理员；没有采用其中任何内容。',
    },
    en: {
      message: 'The package holds a paper ({paper}) that no entry of ours was submitted with.',
      action: 'Do not use it; ask for the package again, and tell the security administrator. Nothing of it was used.',
    },
  },
  'ferry.notOpened': {
    zh: { message: '本机的密钥打不开这个加密交换包。', action: '请对方按本机现在的身份卡重新加密。' },
    en: { message: "This copy's key does not open the encrypted package.", action: 'Ask for it to be encrypted to our present card.' },
  },
  'ferry.unknownKind': {
    zh: { message: '本程序不认识“{kind}”这种交换包。', action: '请更新程序；没有采用其中任何内容。' },
    en: { message: 'This program does not know packages of the kind “{kind}”.', action: 'Update the program. Nothing of it was used.' },
  },
  'ferry.wrongDirection': {
    zh: { message: '“{kind}”类的交换包由平台接收，本机不接收。', action: '请把它交给平台。' },
    en: { message: 'Packages of the kind “{kind}” are for the platform, not for a copy.', action: 'Hand it to the platform.' },
  },
  'ferry.oldEpoch': {
    zh: { message: '这是平台恢复备份之前制作的交换包（第 {epoch} 期，现在是第 {present} 期）。', action: '不能再用；请平台重新制作。' },
    en: {
      message: 'The package was made before the platform was put back to a backup (epoch {epoch}, now {present}).',
      action: 'It counts no more; ask the platform for a new one.',
    },
  },
  'ferry.gap': {
    zh: {
      message: '中间缺了交换包：本机还没有接收前一个包（{missing}，介质 {medium}）。',
      action: '请先接收缺的包；找不到时请平台制作完整包（上报时选“请求完整包”，或平台用 --full 导出）。',
    },
    en: {
      message: 'A package is missing in between: the one before ({missing}, medium {medium}) was not taken in here.',
      action: 'Take that one in first; if it is lost ask the platform for a full package (export with full, or --full at the platform).',
    },
  },
  'ferry.receiptHeard': {
    zh: { message: '平台已经知道收到了这个交换包。', action: '不需要回执。' },
    en: { message: 'The platform knows already that this package arrived.', action: 'No receipt is needed.' },
  },
  'ferry.idReused': {
    zh: { message: '这个交换包冒用了另一个已接收交换包的编号。', action: '不要使用；请告诉安全保密管理员，并向发送方核实。' },
    en: { message: 'The package bears the number of another one that was taken in.', action: 'Do not use it; tell the security administrator.' },
  },
  'ferry.mediumTooSmall': {
    zh: { message: '介质太小：至少需要 {bytes} 字节才放得下最大的一段。', action: '请换用更大的介质。' },
    en: { message: 'The medium is too small: the largest part needs {bytes} bytes.', action: 'Use a larger medium.' },
  },
  'ferry.noSuchPackage': {
    zh: { message: '没有接收过这个交换包。', action: '请刷新列表。' },
    en: { message: 'No such package was taken in.', action: 'Read the list again.' },
  },
  'ferry.noSuchMedium': {
    zh: { message: '登记簿中没有这个介质。', action: '请刷新列表。' },
    en: { message: 'There is no such medium in the register.', action: 'Read the list again.' },
  },
  'ferry.mediumIncomplete': {
    zh: { message: '登记新介质要填编号、标志和方向。', action: '请补全后再登记。' },
    en: { message: 'A new medium needs its number, mark and direction.', action: 'Fill them in.' },
  },
  'ferry.noReceipt': {
    zh: { message: '往来包不写回执。', action: '以签字的交接单为凭据；下一个给对方的往来包会写明已收到。' },
    en: {
      message: 'No receipt is written for an agency’s package.',
      action: 'The signed hand-over form is the evidence; the next package to it says that this one came.',
    },
  },
  'ferry.noAgencyCard': {
    zh: { message: '没有这个单位的有效身份卡。', action: '请系统管理员导入对方单位的身份卡，并按纸面核对指纹（ferry.trustIdentity）。' },
    en: {
      message: 'No card of that agency is here that counts.',
      action: 'Let the system administrator import it after comparing its fingerprint on paper (ferry.trustIdentity).',
    },
  },
  'ferry.notAgency': {
    zh: { message: '{name}是平台，往来包只在单位之间使用。', action: '不要使用；请向送来的人核实来源。' },
    en: { message: '{name} is a platform; such packages go between agencies only.', action: 'Do not use it; ask whoever brought it where it came from.' },
  },
  'ferry.otherAgency': {
    zh: { message: '包里写的发出单位是{name}，签名的身份卡却是{card}的。', action: '不要使用；请告诉安全保密管理员，并向发送方核实。没有采用其中任何内容。' },
    en: {
      message: 'The package names {name} as its sender; the card it is signed by is that of {card}.',
      action: 'Do not use it; tell the security administrator and ask the sender. Nothing of it was used.',
    },
  },
  'ferry.caseNotBetween': {
    zh: { message: '案卷 {number} 不是本单位与{agency}之间的。', action: '往来包只带双方之间的案卷；请核对案卷的对方单位和身份卡上的名称。' },
    en: {
      message: 'File {number} is not between this agency and {agency}.',
      action: 'A package carries files of the two alone; compare the other agency in the file with the name on its card.',
    },
  },
  'ferry.caseUndecided': {
    zh: { message: '还没有决定对方案卷 {number}“{title}”归入哪里。', action: '请选择本单位的案卷，或另立新案卷；没有接收任何内容。' },
    en: {
      message: 'Nobody decided yet where their file {number} “{title}” belongs.',
      action: 'Choose a file of ours, or let a new one be opened. Nothing was taken in.',
    },
  },
  'ferry.caseOther': {
    zh: { message: '所选案卷与对方案卷 {number} 不是同一类、同两方的，或已封存。', action: '请另选案卷，或另立新案卷；没有接收任何内容。' },
    en: {
      message: 'The chosen file is not of the kind and the parties of their file {number}, or it is sealed.',
      action: 'Choose another, or let a new one be opened. Nothing was taken in.',
    },
  },
  'ferry.paperUnlisted': {
    zh: { message: '包里有一份材料（{paper}），没有哪个案卷列出它。', action: '不要使用；请对方重新制作，并告诉安全保密管理员；没有采用其中任何内容。' },
    en: {
      message: 'The package holds a paper ({paper}) that none of its files lists.',
      action: 'Do not use it; ask for the package again, and tell the security administrator. Nothing of it was used.',
    },
  },
  'ferry.warnBefore': {
    zh: { message: '对方前一个往来包（{missing}，介质 {medium}）没有在本机接收过。', action: '可以接收，内容不受影响；需要的话请对方重发。' },
    en: {
      message: 'The package before from that agency ({missing}, medium {medium}) was not taken in here.',
      action: 'This one can be taken in by itself; ask for the other again if it is needed.',
    },
  },
  'ferry.warnExpired': {
    zh: { message: '交换包的有效期到 {on}，已经超过。', action: '可以接收；请确认没有更新的包。' },
    en: { message: 'The package was meant to be used until {on}.', action: 'It can be taken in; check that there is no newer one.' },
  },
  'ferry.warnClock': {
    zh: { message: '交换包的制作日期是 {at}，晚于本机今天的日期 {today}：有一方的时钟不对。', action: '可以接收，先后次序不靠时钟；请校准时钟。' },
    en: {
      message: 'The package was made on {at}, later than today by this computer ({today}): one of the clocks is wrong.',
      action: 'It can be taken in, since the order does not go by clocks; set them right.',
    },
  },
  'ferry.warnRules': {
    zh: { message: '对方所用的法规包与本机不同。', action: '可以接收；请核对双方的法规包版本。' },
    en: { message: 'The sender has other rule packs than this copy.', action: 'It can be taken in; compare the versions of the rule packs.' },
  },
  'ferry.warnOlderCard': {
    zh: { message: '对方已有更新的身份卡，这个包由旧卡签名。', action: '可以接收；不再使用旧卡时请撤销对它的信任。' },
    en: {
      message: 'The sender has a newer card; this package is signed under the older one.',
      action: 'It can be taken in; revoke the older card once it is out of use.',
    },
  },
} as const
