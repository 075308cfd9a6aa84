import { cited } from '../regulations/named.ts'

export const vaultErrors = {
  'vault.absent': {
    zh: { message: '这里还没有保险库。', action: '请先新建，或从备份恢复。' },
    en: { message: 'There is no vault here yet.', action: 'Make one, or restore a backup.' },
  },
  'vault.exists': {
    zh: { message: '这里已经有保险库。', action: '请换一个目录；已有的保险库没有改动。' },
    en: { message: 'There is a vault here already.', action: 'Choose another folder; the existing vault was not touched.' },
  },
  'vault.locked': {
    zh: { message: '保险库已锁定。', action: '请输入口令打开。' },
    en: { message: 'The vault is locked.', action: 'Open it with your passphrase.' },
  },
  'vault.inUse': {
    zh: { message: '保险库正由另一个程序打开。', action: '请先关闭已打开的目录（或命令行），再试。' },
    en: { message: 'Another program has the vault open.', action: 'Close the other Mulu (or command line) first.' },
  },
  'vault.passphraseNeeded': {
    zh: { message: '需要口令。', action: '用 --passphrase-file 文件，或环境变量 MULU_PASSPHRASE，或在终端输入。' },
    en: { message: 'A passphrase is needed.', action: 'Give --passphrase-file FILE, or MULU_PASSPHRASE, or type it on a terminal.' },
  },
  'vault.wrongPassphrase': {
    zh: { message: '用户名或口令不对。', action: '请再试；连续输错会逐次延长等待，并记入审计。忘记口令可用恢复单。' },
    en: {
      message: 'Wrong user or passphrase.',
      action: 'Try again; repeated errors wait longer each time and are recorded. A forgotten passphrase can be reset with the recovery sheet.',
    },
  },
  'vault.slowed': {
    zh: { message: '连续输错，请等待 {seconds} 秒。', action: '等待结束后再输入。' },
    en: { message: 'Too many wrong attempts: wait {seconds} seconds.', action: 'Enter it again after the wait.' },
  },
  'vault.damaged': {
    zh: { message: '保险库有损坏：{what}。', action: '没有删除任何内容。请保留整个目录，从最近一次验证过的备份恢复，并告诉系统管理员。' },
    en: {
      message: 'The vault is damaged: {what}.',
      action: 'Nothing was deleted. Keep the whole folder, restore the newest verified backup, and tell the system administrator.',
    },
  },
  'vault.newer': {
    zh: { message: '保险库由更新版本的目录建立（格式 {found}，本程序支持到 {known}）。', action: '请升级本程序；内容没有改动。' },
    en: {
      message: 'The vault was made by a newer Mulu (format {found}; this program knows up to {known}).',
      action: 'Update this program; nothing was changed.',
    },
  },
  'vault.sealed': {
    zh: { message: '保险库已冻结（泄密处置中）。', action: '请联系保密工作机构；冻结期间不能编辑、导出、备份或上报。' },
    en: { message: 'The vault is sealed (a spill is being handled).', action: 'Call the secrecy office; no editing, export, backup or sync meanwhile.' },
  },
  'vault.notSealed': {
    zh: { message: '保险库没有冻结。', action: '清除之前须先冻结并取得保密行政管理部门的同意。' },
    en: { message: 'The vault is not sealed.', action: 'Seal it and obtain the agreement of the secrecy authority before erasing.' },
  },
  'purge.otherCount': {
    zh: { message: '要清除的文字现在共有 {found} 处，与所给的数目不符。', action: '没有清除任何内容；请先用 vault.findText 查看在哪些地方，核对后再办理。' },
    en: {
      message: 'The text to erase stands in {found} fields now, not as many as given.',
      action: 'Nothing was erased; see where with vault.findText, check, and try again.',
    },
  },
  'purge.unknownEntries': {
    zh: { message: '要清除的条目中有 {count} 条既不在目录中，也不在冻结登记中。', action: '没有清除任何内容；请核对条目编号后再办理。' },
    en: {
      message: '{count} of the entries to erase are neither in the catalogue nor recorded with the seal.',
      action: 'Nothing was erased; check the entry ids and try again.',
    },
  },
  'vault.incomplete': {
    zh: { message: '三员尚未配齐（还缺：{missing}）。', action: '请创建人先添加系统管理员、安全保密管理员和安全审计员。' },
    en: {
      message: 'The three administrators are not complete (missing: {missing}).',
      action: 'The founder adds the system, security and audit administrators first.',
    },
  },
  'passphrase.given': {
    zh: {
      message: '口令是别人设的，须先换成自己的口令。',
      action: '请更换口令（命令行：vault.changePassphrase 加 --new-passphrase-file 文件），之后即可使用。',
    },
    en: {
      message: 'Somebody else set your passphrase: change it to one of your own first.',
      action: 'Change it (command line: vault.changePassphrase with --new-passphrase-file FILE); everything else works after that.',
    },
  },
  'passphrase.givenSecond': {
    zh: { message: '{user} 的口令是别人设的，还没有换过，不能作为在场的第二人。', action: '请 {user} 先登录并换成自己的口令。' },
    en: {
      message: 'The passphrase of {user} was set by somebody else and is unchanged: it proves nobody present.',
      action: 'Let {user} sign in and change it first.',
    },
  },
  'passphrase.same': {
    zh: { message: '新口令与现在的口令相同。', action: '请换一个不同的口令。' },
    en: { message: 'The new passphrase is the present one.', action: 'Choose a different one.' },
  },
  'passphrase.short': {
    zh: { message: '口令不足 {shortest} 个字符。', action: '请用至少 {shortest} 个字符、不易猜到的口令。' },
    en: { message: 'The passphrase has fewer than {shortest} characters.', action: 'Use at least {shortest} characters that are hard to guess.' },
  },
  'passphrase.simple': {
    zh: { message: '口令太容易猜到（重复或连续的字符）。', action: '请换一个没有规律的口令，例如几个不相干的词。' },
    en: {
      message: 'The passphrase is too easy to guess (repeated or consecutive characters).',
      action: 'Use one without a pattern, such as several unrelated words.',
    },
  },
  'passphrase.name': {
    zh: { message: '口令中不能有用户名。', action: '请换一个不含用户名的口令。' },
    en: { message: 'The passphrase must not contain the user name.', action: 'Choose one without the name in it.' },
  },
  'vault.classifiedNetwork': {
    zh: { message: '本程序只用于非涉密网络。', action: `涉密网络上请勿安装或使用；依照${cited.noClassifiedNetwork.zh}办理。` },
    en: {
      message: 'This program is for non-classified networks only.',
      action: `Do not install or use it on a classified network (${cited.noClassifiedNetwork.en}).`,
    },
  },
  'vault.noKeychain': {
    zh: { message: '这台电脑没有可用的安全钥匙串（{backend}）。', action: '继续使用口令即可。' },
    en: { message: 'This computer has no secure keychain ({backend}).', action: 'Keep using the passphrase.' },
  },
  'recovery.length': {
    zh: { message: '恢复码应有 {expected} 个字符，现有 {found} 个。', action: '请对照恢复单逐组核对，是否少输或多输。' },
    en: {
      message: 'A recovery code has {expected} characters; there are {found}.',
      action: 'Compare group by group with the sheet: something is missing or too much.',
    },
  },
  'recovery.group': {
    zh: { message: '恢复码第 {groups} 组输入有误。', action: '请对照恢复单重新输入这一组。' },
    en: { message: 'Group {groups} of the recovery code is wrong.', action: 'Enter that group again from the sheet.' },
  },
  'recovery.wrong': {
    zh: { message: '这张恢复单不是这个保险库现用的。', action: '恢复单重制后旧单作废；请找最近一次打印的恢复单。' },
    en: { message: 'This recovery sheet is not the present one of this vault.', action: 'A new sheet replaces the old: use the one printed last.' },
  },
  'recovery.needed': {
    zh: { message: '需要恢复码。', action: '请输入恢复单上的恢复码（命令行：--recovery-file 文件）。' },
    en: { message: 'The recovery code is needed.', action: 'Enter the code from the recovery sheet (command line: --recovery-file FILE).' },
  },
  'vault.noBackup': {
    zh: { message: '没有这份备份：{name}。', action: '请从备份清单中选择，或指定文件。' },
    en: { message: 'There is no such backup: {name}.', action: 'Choose one from the list, or give a file.' },
  },
  'restore.second': {
    zh: { message: '恢复备份须有两人在场（其中一人为管理员），或口令加恢复单。', action: '请第二人输入自己的用户名和口令，或输入恢复码。' },
    en: {
      message: 'Restoring needs two people (one an administrator), or a passphrase and the recovery sheet.',
      action: 'Let a second person enter name and passphrase, or enter the recovery code.',
    },
  },
  'user.exists': {
    zh: { message: '已有用户 {name}。', action: '请换一个用户名。' },
    en: { message: 'There is a user {name} already.', action: 'Choose another name.' },
  },
  'user.unknown': {
    zh: { message: '没有用户 {name}。', action: '请核对用户名。' },
    en: { message: 'There is no user {name}.', action: 'Check the name.' },
  },
  'user.needed': {
    zh: { message: '请指明用户。', action: '选择用户名（命令行：--user 用户名）。' },
    en: { message: 'Which user?', action: 'Choose the user name (command line: --user NAME).' },
  },
  'user.disabled': {
    zh: { message: '用户 {name} 已停用。', action: '请联系安全保密管理员。' },
    en: { message: 'The user {name} is disabled.', action: 'Ask the security administrator.' },
  },
  'user.rolesClash': {
    zh: { message: '{roles} 不能由同一人担任。', action: '安全审计员不得兼任系统管理员或安全保密管理员；其他角色可以兼任。' },
    en: {
      message: '{roles} can not be held by one person.',
      action: 'The audit administrator is never another administrator; other roles may be combined.',
    },
  },
  'user.combineReason': {
    zh: { message: '{roles} 由同一人担任须写明理由。', action: '只限人员确实不足的单位；请填写理由，理由记入审计并在用户清单中显示。' },
    en: {
      message: '{roles} held by one person needs a reason.',
      action: 'Only where there are too few people: give the reason; it is recorded and shown in the list of users.',
    },
  },
  'user.adminRoles': {
    zh: { message: '管理员角色只能由安全保密管理员授予。', action: '请安全保密管理员添加这位用户或调整角色。' },
    en: { message: 'Only the security administrator gives administrator roles.', action: 'Let the security administrator add this user or change the roles.' },
  },
  'user.self': {
    zh: { message: '不能停用自己。', action: '请另一位安全保密管理员办理。' },
    en: { message: 'You can not disable yourself.', action: 'Let another security administrator do it.' },
  },
  'user.lastAdministrator': {
    zh: { message: '{role} 不能空缺。', action: '请先把这个角色给另一位用户。' },
    en: { message: 'There must always be a {role}.', action: 'Give the role to another user first.' },
  },
} as const
