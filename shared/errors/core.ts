export const coreErrors = {
  'call.unknown': {
    zh: { message: '没有名为 {call} 的功能。', action: '用 mulu help 查看全部功能。' },
    en: { message: 'There is no call named {call}.', action: 'See all calls with mulu help.' },
  },
  'call.invalid': {
    zh: { message: '填写的内容不合要求：{where}（{why}）。', action: '改正后再试；mulu help {call} 列出各项要求。' },
    en: { message: 'The input does not fit: {where} ({why}).', action: 'Correct it and try again; mulu help {call} lists what is expected.' },
  },
  'call.cancelled': {
    zh: { message: '已取消，没有留下任何改动。', action: '需要时重新开始即可。' },
    en: { message: 'Cancelled; nothing was changed.', action: 'Start again when you wish.' },
  },
  'call.failed': {
    zh: { message: '程序出错：{detail}', action: '请再试一次；仍然如此，请把这句话告诉系统管理员。' },
    en: { message: 'The program failed: {detail}', action: 'Try again; if it stays so, give this sentence to the system administrator.' },
  },
  'access.denied': {
    zh: { message: '您的角色不能使用“{about}”。', action: '需要的角色：{roles}。请找有该角色的同事，或由安全保密管理员调整角色。' },
    en: {
      message: 'Your roles do not allow “{about}”.',
      action: 'It needs one of: {roles}. Ask a colleague who has it, or the security administrator to change roles.',
    },
  },
  'access.second': {
    zh: { message: '“{about}”须有两人在场。', action: '请另一位用户输入自己的用户名和口令（命令行：--with 姓名:口令文件）。' },
    en: { message: '“{about}” needs two people.', action: 'Let a second user enter name and passphrase (command line: --with NAME:FILE).' },
  },
  'file.unreadable': {
    zh: { message: '读不到文件：{name}（{why}）。', action: '请检查文件是否存在、是否正被其他程序占用。' },
    en: { message: 'Cannot read the file {name} ({why}).', action: 'Check that it exists and that no other program holds it.' },
  },
  'file.unwritable': {
    zh: { message: '写不进文件：{name}（{why}）。', action: '请检查磁盘空间和写入权限，或换一个位置。' },
    en: { message: 'Cannot write the file {name} ({why}).', action: 'Check free space and permissions, or choose another place.' },
  },
  'disk.full': {
    zh: { message: '磁盘已满，没有写入任何改动。', action: '请腾出空间后重试；已保存的内容没有受影响。' },
    en: { message: 'The disk is full; nothing was written.', action: 'Free some space and try again; what was saved before is untouched.' },
  },
  'usage.wrong': {
    zh: { message: '命令写法不对：{why}。', action: '写法：mulu --vault 目录 [--passphrase-file 文件] [--user 用户] 功能 [JSON 或 -]。' },
    en: { message: 'Wrong usage: {why}.', action: "Usage: mulu --vault DIR [--passphrase-file F] [--user NAME] <noun.verb> ['<json>' | -]." },
  },
} as const
