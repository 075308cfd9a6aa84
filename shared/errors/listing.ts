export const listingErrors = {
  'listing.otherWay': {
    zh: { message: '本机与平台用接口或介质交换联系，不用平台清单。', action: '请用同步或介质交换；同一平台只用一种方式，两边才对得上。' },
    en: {
      message: 'This copy works with its platform by REST or packages, not by listings.',
      action: 'Use sync or packages: one platform, one way, so that both sides agree.',
    },
  },
  'listing.notBegun': {
    zh: { message: '还没有设为用平台清单联系。', action: '请系统管理员在“平台清单”中填写平台名称并启用（listing.begin）。' },
    en: {
      message: 'This copy is not set to work by listings.',
      action: 'Let the system administrator begin it with the name of the platform (listing.begin).',
    },
  },
  'listing.noAddress': {
    zh: { message: '这个平台没有接口，报送和答复都用平台清单。', action: '请在“平台清单”中写出上报表，交给平台后再导入平台清单；答复也可以手工登记。' },
    en: {
      message: 'This platform has no address: everything goes by its listings.',
      action: 'Write the sheet (listing.export), hand it in, and bring its listing back (listing.import).',
    },
  },
  'listing.noTemplate': {
    zh: { message: '没有名为“{name}”的平台表样。', action: '请先识别平台的表格，核对列对应后保存。' },
    en: { message: 'There is no template “{name}”.', action: 'Look at a sheet of the platform first, correct the columns and save it.' },
  },
  'listing.badTemplate': {
    zh: { message: '表样不能用：{why}', action: '请改正列对应、信息项写法或取值对应后再保存。' },
    en: { message: 'The template can not be used: {why}', action: 'Correct its columns, items or words and save it again.' },
  },
  'listing.noWorkbook': {
    zh: { message: '表样“{name}”没有平台的空表，写不出上报表。', action: '请在保存表样时选上平台的 xlsx 空表。' },
    en: { message: 'The template “{name}” has no workbook to write into.', action: "Save it again with the platform's empty xlsx sheet." },
  },
  'listing.workbookForm': {
    zh: { message: '{name} 的内部格式不能保留原样写入（{why}）。', action: '请用 Excel 或 WPS 打开后另存为 xlsx，再作为空表。' },
    en: { message: '{name} can not be written into as it is ({why}).', action: 'Open it in Excel or WPS, save it as xlsx and use that.' },
  },
  'listing.otherHeadings': {
    zh: { message: '文件的表头与表样“{name}”不同。', action: '平台换了表格时请重新识别并保存表样；没有改动任何内容。' },
    en: {
      message: 'The headings are not those of the template “{name}”.',
      action: 'If the platform changed its sheet, look at it anew and save the template; nothing was changed.',
    },
  },
  'listing.older': {
    zh: { message: '这份清单的时间早于已导入的清单（{asOf}）。', action: '请导入较新的清单；确认时间填错时请改正。没有改动任何内容。' },
    en: { message: 'This listing is older than the one that was applied ({asOf}).', action: 'Bring a newer one, or correct its time; nothing was changed.' },
  },
  'listing.inFuture': {
    zh: { message: '清单的时间在将来。', action: '请填平台导出清单的时间。' },
    en: { message: 'The time of the listing lies in the future.', action: 'Give the time the platform wrote it.' },
  },
  'listing.badDecision': {
    zh: { message: '第 {row} 行的对应不成立。', action: '请在列出的目录中选一条，或选作为新目录。' },
    en: { message: 'What was decided of row {row} does not hold.', action: 'Choose one of the entries that are named, or a new one.' },
  },
  'listing.nothing': {
    zh: { message: '没有要交出的修改。', action: '已交出、等平台清单确认的修改可以选择再写一次。' },
    en: { message: 'There is nothing to hand over.', action: 'What was handed over and waits for a listing can be written again (again: true).' },
  },
  'listing.notHanded': {
    zh: { message: '其中有的修改没有等待平台确认。', action: '请刷新后再选。' },
    en: { message: 'Some of these changes wait for no confirmation.', action: 'Read the list again.' },
  },
} as const
