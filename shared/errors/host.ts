export const hostErrors = {
  'host.refused': {
    zh: { message: '这个页面没有使用本程序的许可（{why}）。', action: '请用启动时显示的完整地址重新打开。' },
    en: { message: 'This page may not use the program ({why}).', action: 'Open the whole address shown at start again.' },
  },
  'host.lost': {
    zh: { message: '程序后台意外停止，保险库已锁定。', action: '已保存的内容没有受影响；请重新输入口令。若反复出现，请重新启动目录。' },
    en: {
      message: 'The program behind the screens stopped; the vault is locked.',
      action: 'What was saved is untouched; enter your passphrase again. If it keeps happening, restart Mulu.',
    },
  },
  'host.tooLarge': {
    zh: { message: '文件太大，超过 {limitMb} MB。', action: '请分成几个文件再导入。' },
    en: { message: 'The file is larger than {limitMb} MB.', action: 'Split it into several files.' },
  },
  'file.unknownHandle': {
    zh: { message: '没有选过这个文件，或它已经用过。', action: '请重新选择文件。' },
    en: { message: 'This file was not chosen, or it has been used already.', action: 'Choose the file again.' },
  },
  'file.exists': {
    zh: { message: '已有名为 {name} 的文件，没有覆盖。', action: '请换一个名称，或先移走原来的文件。' },
    en: { message: 'There is a file called {name} already; it was not replaced.', action: 'Choose another name or move that file away first.' },
  },
  'file.insideVault': {
    zh: { message: '不能把文件写进保险库目录：{name}。', action: '请换一个位置；保险库目录里只放加密的内容。' },
    en: { message: 'A file can not be written into the vault folder: {name}.', action: 'Choose another place; the vault folder holds encrypted content only.' },
  },
} as const
