export const protections = {
  about: '每项保护功能用什么算法、什么程序库、是否经过商用密码认证。可打印，供测评和审计。',
  function: '保护功能',
  algorithm: '算法',
  library: '程序库',
  certified: '商用密码认证',
  isCertified: '有',
  notCertified: '无',
  note: '说明',
  printTitle: '目录：保护功能说明',
  printedAt: '打印时间',
  agency: '单位',
  honest: '本程序是软件，不是经认证的商用密码产品；须用认证产品的场合，请按国家有关规定配备。',
} as const
