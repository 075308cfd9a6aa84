export const ledgerErrors = {
  'ledger.unknownDay': {
    zh: { message: '这本台账没有“{by}”这个日期。', action: '可以按哪些日期查，见 ledger.kinds。' },
    en: { message: 'This register knows no day “{by}”.', action: 'The call ledger.kinds lists its days.' },
  },
  'ledger.unknownState': {
    zh: { message: '这本台账没有“{state}”这个状态。', action: '可以按哪些状态查，见 ledger.kinds。' },
    en: { message: 'This register knows no state “{state}”.', action: 'The call ledger.kinds lists its states.' },
  },
  'ledger.periodTurned': {
    zh: { message: '起始日期 {from} 在截止日期 {until} 之后。', action: '请改正期间。' },
    en: { message: 'The period begins on {from}, after its end on {until}.', action: 'Correct the period.' },
  },
  'ledger.tooLong': {
    zh: { message: '共 {rows} 行，一份文书最多 {most} 行。', action: '请缩小期间，或导出为表格（xlsx、csv）。' },
    en: { message: 'There are {rows} rows; a paper holds {most} at most.', action: 'Narrow the period, or export a table (xlsx, csv).' },
  },
  'archive.notClosed': {
    zh: { message: '案卷 {number} 尚未办结（{state}），不能归档。', action: '办结后再归档。' },
    en: { message: 'File {number} is not closed ({state}) and can not be archived.', action: 'Archive it once it is closed.' },
  },
  'archive.pending': {
    zh: { message: '案卷 {number} 还有未发出或在途的办理。', action: '请先办完或删除草稿，再归档。' },
    en: { message: 'File {number} has drafts, or acts on their way.', action: 'Finish or drop them first.' },
  },
  'archive.papersMissing': {
    zh: { message: '还有材料没有取回：{names}。', action: '请先取回材料；确实无法取得的，选择“缺件归档”，目录中写明缺件。' },
    en: { message: 'Papers are not here yet: {names}.', action: 'Fetch them first; what can not be had is archived as missing when you say so.' },
  },
  'archive.numberTaken': {
    zh: { message: '归档号 {number} 已用于另一案卷。', action: '请换一个归档号。' },
    en: { message: 'Archive number {number} is that of another file.', action: 'Choose another number.' },
  },
  'archive.numberFixed': {
    zh: { message: '案卷已归档，归档号为 {number}，不能更改。', action: '重新归档沿用原归档号。' },
    en: { message: 'The file is archived under {number}, which stays.', action: 'Archived again it keeps its number.' },
  },
  'archive.notOne': {
    zh: { message: '“{name}”不是 Mulu 的归档包（{why}）。', action: '请选择归档时生成的 zip 文件。' },
    en: { message: '“{name}” is no archive of a case made by Mulu ({why}).', action: 'Choose the zip file that archiving made.' },
  },
} as const
