export const taskErrors = {
  'bulk.notForField': {
    zh: { message: '“{field}”不能这样批量修改。', action: '请换一种操作，或检查要填的值。' },
    en: { message: '“{field}” can not be changed in bulk like this.', action: 'Choose another operation, or check the value.' },
  },
  'bulk.reasonNeeded': {
    zh: { message: '没有写批量修改的原因。', action: '请写明原因，它会记入台账。' },
    en: { message: 'The reason for the bulk edit is missing.', action: 'Say why; it goes into the ledger.' },
  },
  'bulk.nothing': {
    zh: { message: '没有一条目录会因此改变，没有写入。', action: '请检查所选目录和要改的内容。' },
    en: { message: 'This would change no entry; nothing was written.', action: 'Check the entries and the operation.' },
  },
  'bulk.differs': {
    zh: { message: '预览之后有 {count} 条目录已不同，第一条是“{title}”；没有写入任何一条。', action: '请重新预览，核对后再应用。' },
    en: {
      message: 'Since the preview {count} entries differ, first of them “{title}”; nothing was written.',
      action: 'Preview again and check before applying.',
    },
  },
  'bulk.notFound': {
    zh: { message: '没有这次批量修改。', action: '请从台账中选择。' },
    en: { message: 'There is no such bulk edit.', action: 'Choose one from the ledger.' },
  },
  'bulk.undone': {
    zh: { message: '这次批量修改已于 {day} 撤回。', action: '当时留下未动的目录，请逐条打开修改。' },
    en: { message: 'This bulk edit was undone on {day}.', action: 'Open the entries left alone then one by one.' },
  },
  'trigger.levelNeeded': {
    zh: { message: '没有说明变更文件的层级。', action: '请选择法律、行政法规、地方性法规等；不同层级起算的期限不同。' },
    en: {
      message: 'The level of the document is missing.',
      action: 'Say whether it is a law, an administrative or a local regulation …: they set different clocks going.',
    },
  },
  'trigger.dayNeeded': {
    zh: { message: '没有填写起算的日期（{which}）。', action: '请填写该日期，或改用另一个日期起算。' },
    en: { message: 'The day the clocks start with is missing ({which}).', action: 'Give that day, or start with another.' },
  },
  'trigger.noEntries': {
    zh: { message: '没有选到任何目录，没有登记。', action: '请检查所选目录或查找条件。' },
    en: { message: 'No entry was chosen; nothing was recorded.', action: 'Check the entries or the search.' },
  },
  'trigger.notFound': {
    zh: { message: '没有这次变更。', action: '请从变更清单中选择。' },
    en: { message: 'There is no such change.', action: 'Choose one from the list of changes.' },
  },
  'task.notFound': {
    zh: { message: '没有这件事。', action: '请刷新列表。' },
    en: { message: 'There is no such task.', action: 'Reload the list.' },
  },
  'task.closed': {
    zh: { message: '这件事已经办结。', action: '请刷新列表。' },
    en: { message: 'This task is closed.', action: 'Reload the list.' },
  },
  'task.inFuture': {
    zh: { message: '日期 {day} 还没有到。', action: '请填写已经发生的日期。' },
    en: { message: 'The day {day} has not come yet.', action: 'Give a day on which it happened.' },
  },
  'task.reasonNeeded': {
    zh: { message: '没有写不需更新的理由。', action: '请写明理由，它会留在变更报告中。' },
    en: { message: 'The reason why nothing is needed is missing.', action: 'Say why; it stays in the change report.' },
  },
  'task.evidenceNeeded': {
    zh: { message: '没有写报告的文号或凭据。', action: '请写明以何文号、何种方式报告。' },
    en: { message: 'Number or evidence of the report is missing.', action: 'Say under which number and how it was reported.' },
  },
  'task.notSo': {
    zh: { message: '这类事项（{kind}）不能这样办结（{with}）。', action: '请在目录上办理，事项会随之办结。' },
    en: { message: 'A task of this kind ({kind}) is not closed like this ({with}).', action: 'Do it on the entry; the task closes with it.' },
  },
  'task.noExtension': {
    zh: { message: '这一期限没有可以延长的规定。', action: '请核对期限所依据的条款。' },
    en: { message: 'No rule allows this clock to be extended.', action: 'Check the article it rests on.' },
  },
  'task.extended': {
    zh: { message: '这一期限已经延长过一次。', action: '只能延长一次。' },
    en: { message: 'This clock was extended already.', action: 'It can be extended once.' },
  },
  'task.consentTooLate': {
    zh: { message: '同意的日期晚于原期限 {day}，不能延长。', action: '请核对同意的日期。' },
    en: { message: 'The consent came after the day it was due ({day}); it extends nothing.', action: 'Check the day of the consent.' },
  },
  'task.noticeNeeded': {
    zh: { message: '延长还缺少规定的告知或天数。', action: '请填写告知的日期和延长的天数。' },
    en: { message: 'The extension lacks the notice or the number of days the rule asks for.', action: 'Give the day of the notice and the days.' },
  },
  'deadline.nothing': {
    zh: { message: '{from} 至 {until} 没有到期的事项。', action: '请换一个期间，或改为导出全单位的事项。' },
    en: { message: 'Nothing is due from {from} to {until}.', action: 'Choose another period, or export what the whole agency has to do.' },
  },
} as const
