export const calendarErrors = {
  'calendar.noSource': {
    zh: { message: '没有写明依据的放假通知。', action: '请填写通知的名称和文号。' },
    en: { message: 'The notice it rests on is not named.', action: 'Give its title and number.' },
  },
  'calendar.noDay': {
    zh: { message: '没有 {day} 这一天。', action: '请按 2026-10-01 的写法改正。' },
    en: { message: 'There is no day {day}.', action: 'Write it as 2026-10-01.' },
  },
  'calendar.otherYear': {
    zh: { message: '{day} 不属于这一年的日历。', action: '请把它写进它那一年；只有上一年12月25日以后的日子可以由次年的通知调整。' },
    en: { message: '{day} does not belong to this year.', action: 'Put it into its own year; only days from 25 December on may be moved by the next one.' },
  },
  'calendar.onlyNamed': {
    zh: { message: '{day} 写了节日名称，却既不是放假日也不是补班日。', action: '请去掉名称，或把它列为放假日或补班日。' },
    en: { message: '{day} has a name but is neither a day off nor a make-up day.', action: 'Take the name away, or list the day.' },
  },
  'calendar.both': {
    zh: { message: '{day} 同时列为放假日和补班日。', action: '请只留一项。' },
    en: { message: '{day} is listed both as a day off and as a make-up day.', action: 'Keep one of them.' },
  },
  'calendar.twice': {
    zh: { message: '{day} 列了两次。', action: '请删去重复的一项。' },
    en: { message: '{day} is listed twice.', action: 'Remove one of them.' },
  },
  'calendar.stale': {
    zh: { message: '您打开后，这一年的日历已改到第 {version} 版。', action: '请重新打开，在新的一版上修改。' },
    en: { message: 'Since you opened it this year was changed to version {version}.', action: 'Open it again and edit the new version.' },
  },
  'calendar.unchanged': {
    zh: { message: '放假日、补班日、名称和来源都没有改动。', action: '改动后再保存。' },
    en: { message: 'No day, name or source was changed.', action: 'Change something before saving.' },
  },
  'calendar.older': {
    zh: { message: '文件里是第 {version} 版，这里已有发布方的第 {known} 版。', action: '请使用发布方最新的日历包。' },
    en: { message: 'The file has version {version}; version {known} of the issuer is here already.', action: "Use the issuer's newest pack." },
  },
  'clock.noRule': {
    zh: { message: '没有“{rule}”这条期限规则。', action: '请用 rules.list 查看规则编号；也可以写明事项（duty）。' },
    en: { message: 'There is no deadline rule “{rule}”.', action: 'rules.list shows the numbers; a duty will do as well.' },
  },
} as const
