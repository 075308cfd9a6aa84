export const rulesErrors = {
  'rules.noPack': {
    zh: { message: '没有编号为 {pack} 的法规。', action: '用 rules.list 查看全部法规；新的法规请导入签名文件。' },
    en: { message: 'There is no regulation {pack}.', action: 'See all with rules.list; a new one comes as a signed file.' },
  },
  'rules.noRule': {
    zh: { message: '没有名为 {rule} 的规则。', action: '用 rules.pack 查看一部法规的规则。' },
    en: { message: 'There is no rule {rule}.', action: 'See a pack’s rules with rules.pack.' },
  },
  'rules.noFinding': {
    zh: { message: '没有名为 {finding} 的核对项。', action: '核对项的名称见 catalogue.check。' },
    en: { message: 'There is no finding {finding}.', action: 'catalogue.check names the findings.' },
  },
  'rules.nothingAsked': {
    zh: { message: '没有说要解释什么。', action: '请给出核对项、规则、事项或依据类型之一。' },
    en: { message: 'Nothing to explain was named.', action: 'Give one of: finding, rule, duty, basis.' },
  },
  'rules.badPack': {
    zh: { message: '“{name}”签名无误，但内容不合规则包的格式：{where}（{why}）。', action: '请把这句话告诉制作该文件的单位。' },
    en: { message: '“{name}” is signed well, but its content is no rule pack: {where} ({why}).', action: 'Give this sentence to whoever made the file.' },
  },
  'rules.otherText': {
    zh: { message: '{pack} 第{version}版已经有了，内容却与文件不同。', action: '已有的版本不会被改写；新的内容须用更大的版本号。' },
    en: {
      message: '{pack} version {version} is there already, with other content.',
      action: 'A version is never overwritten; new content needs a higher number.',
    },
  },
  'rules.older': {
    zh: { message: '文件是 {pack} 第{version}版，已有第{newest}版。', action: '请导入更新的版本。' },
    en: { message: 'The file is {pack} version {version}; version {newest} is there.', action: 'Import a newer one.' },
  },
} as const
