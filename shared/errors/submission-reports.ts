/** What a submission meets on its way. */
export const submissionReportErrors = {
  'submission.notTaken': {
    zh: { message: '{platform}还不接收统计报送。', action: '请导出后按主管部门通知的方式送交，再登记回执；平台升级后可直接上报。' },
    en: {
      message: '{platform} takes no submissions of figures yet.',
      action: 'Export it, hand it over as the department’s notice says, and record the receipt; it can leave by itself once the platform takes them.',
    },
  },
  'submission.wasReceived': {
    zh: { message: '第 {version} 版平台已经收到。', action: '要改动时，请另做一版更正再上报。' },
    en: { message: 'Version {version} was received already.', action: 'To change anything, make a correction and send that.' },
  },
  'submission.onItsWay': {
    zh: { message: '第 {version} 版已在上报途中。', action: '请等平台答复。' },
    en: { message: 'Version {version} is on its way already.', action: 'Wait for the platform’s answer.' },
  },
  'submission.versionNext': {
    zh: { message: '后面的第 {version} 版已经上报。', action: '要改动时，请在最后一版之后另做一版更正。' },
    en: { message: 'Version {version}, behind this one, was sent already.', action: 'To change anything, make a correction behind the last version.' },
  },
  'submission.versionTaken': {
    zh: { message: '第 {version} 版已由本单位另一台设备上报，内容不同。', action: '请查看平台收到的一版；要改动时，另做一版更正再上报。' },
    en: {
      message: 'Another device of this agency sent version {version} with another text.',
      action: 'Look at the one that was received; to change anything, make a correction and send that.',
    },
  },
  'submission.othersReport': {
    zh: { message: '这份报送属于其他单位。', action: '只能查看和另存。' },
    en: { message: 'This submission is of another agency.', action: 'It can be looked at and saved, and no more.' },
  },
  'submission.paperUnknown': {
    zh: { message: '报送里没有这份文件。', action: '请刷新列表。' },
    en: { message: 'The submission has no such paper.', action: 'Read the list again.' },
  },
} as const
