import { cited } from '../regulations/named.ts'

export const catalogueErrors = {
  'secrecy.undeclared': {
    zh: { message: '尚未回答保密自查。', action: '请先确认内容不涉及国家秘密和工作秘密（secrecy: "不涉密"）。' },
    en: { message: 'The secrecy question is unanswered.', action: 'First confirm that the content holds no state or work secret (secrecy: "不涉密").' },
  },
  'secrecy.refused': {
    zh: { message: '涉密内容不能进入本程序，没有保存任何内容。', action: '请停止录入，联系本单位保密工作机构，线下办理。' },
    en: { message: 'Classified content can not be held here; nothing was kept.', action: 'Stop, call your secrecy office, and handle it on paper.' },
  },
  'secrecy.unsure': {
    zh: { message: '不确定是否涉密的内容先不录入，没有保存任何内容。', action: `请书面提交定密责任人或保密工作机构确定（${cited.secrecyUnsure.zh}）。` },
    en: {
      message: 'Content that may be secret is not taken in; nothing was kept.',
      action: `Ask the classification officer or the secrecy office in writing (${cited.secrecyUnsure.en}).`,
    },
  },
  'secrecy.marked': {
    zh: { message: '内容带有密级标志（{mark}，{where}），全部不予接收，没有保留任何内容。', action: '请立即停止处理，报告保密工作机构。' },
    en: {
      message: 'It carries a classification mark ({mark}, {where}); it is refused whole and nothing was kept.',
      action: 'Stop handling it and report to the secrecy office.',
    },
  },
  'catalogue.pasteTooLarge': {
    zh: { message: '粘贴的内容太多：最多 {lines} 行、{columns} 列。', action: '请只复制一个资源的信息项，或改用导入表格。' },
    en: { message: 'Too much was pasted: at most {lines} lines and {columns} columns.', action: 'Copy the items of one resource only, or import the sheet.' },
  },
  'catalogue.notFound': {
    zh: { message: '没有这条目录。', action: '它可能已被清除；请刷新列表。' },
    en: { message: 'There is no such entry.', action: 'It may have been removed; reload the list.' },
  },
  'catalogue.stale': {
    zh: { message: '两处修改不一致：您打开后，{author} 已把它改到第 {current} 版。', action: '请对照两边的内容，选定后再保存。' },
    en: { message: 'Two edits differ: since you opened it, {author} has changed it to version {current}.', action: 'Compare both sides and save again.' },
  },
  'catalogue.deleted': {
    zh: { message: '这条目录已撤销（可恢复）。', action: '请先恢复，再修改。' },
    en: { message: 'This entry is deleted (it can be restored).', action: 'Restore it before changing it.' },
  },
  'catalogue.baseNeeded': {
    zh: { message: '缺少所依据的版本号。', action: '修改已有目录时请带上打开时的版本（base）。' },
    en: { message: 'The base version is missing.', action: 'Give the version the change was made on (base).' },
  },
  'catalogue.noVersion': {
    zh: { message: '没有第 {version} 版。', action: '请从版本记录中选择。' },
    en: { message: 'There is no version {version}.', action: 'Choose one from the history.' },
  },
  'catalogue.badCursor': {
    zh: { message: '翻页标记无效。', action: '请重新查找。' },
    en: { message: 'The page cursor is not valid.', action: 'Search again.' },
  },
  'catalogue.answerNotNow': {
    zh: {
      message: '有 {count} 条目录现在的状态不能登记这种答复，头一条是“{title}”；没有登记任何一条。',
      action: '请先登记此前的报送或答复，或去掉这些目录再登记。',
    },
    en: {
      message: 'The state of {count} of the entries does not allow this answer, first of them “{title}”; nothing was recorded.',
      action: 'Record the submission or answer before it first, or leave these entries out.',
    },
  },
  'catalogue.submitNotNow': {
    zh: {
      message: '有 {count} 条目录的现有内容还没有自查，不能报送，头一条是“{title}”；没有报送任何一条。',
      action: '请先登记自查和部门负责人的审核意见，再报送。已经报送、内容没有改动的不必再报。',
    },
    en: {
      message: '{count} of the entries were not checked as they stand and can not be submitted, first of them “{title}”; nothing was submitted.',
      action: "Record the check and the head's agreement first. What was submitted and not changed since need not be submitted again.",
    },
  },
  'catalogue.stepNotNow': {
    zh: {
      message: '有 {count} 条目录现在不能办这一步，第一条是“{title}”；没有改动任何一条。',
      action: '先自查，再由部门负责人审核，然后报送；已报送或已发布而没有改动的目录不用再自查。',
    },
    en: {
      message: 'This step is not due for {count} of the entries, first of them “{title}”; nothing was changed.',
      action: 'Check first, then the department head agrees, then submit; what was submitted or published unchanged needs no new check.',
    },
  },
  'catalogue.errorsStand': {
    zh: { message: '“{title}”还有 {errors} 处错误；没有改动任何一条。', action: '请先改正，或写明带着错误通过自查的理由。' },
    en: { message: '“{title}” still has {errors} errors; nothing was changed.', action: 'Correct them, or give the reason for passing the check with them.' },
  },
  'catalogue.evidenceMissing': {
    zh: {
      message: '有 {count} 条目录报送前的材料不齐，其中“{title}”缺：{missing}；没有登记任何一条。',
      action: '请先登记评估（可以整批写“不涉及”并说明理由）和部门负责人的审核意见，再报送。内容改动后，此前的评估和同意不再作数。',
    },
    en: {
      message: 'For {count} of the entries something is missing before they can be submitted; “{title}”, the first, lacks {missing}. Nothing was recorded.',
      action:
        "Record the assessments (不涉及 with a reason, for the whole list at once) and the head's agreement first. Those of an older text no longer count.",
    },
  },
  'catalogue.approvalMismatch': {
    zh: {
      message: '审批表的校验码与选定目录现在的内容不一致：签字之后内容改过，或选定的目录与表上的不同。',
      action: '请核对表上的目录和校验码（至少前 16 位）；内容改过的须重新打印审批表，重新签字。',
    },
    en: {
      message: 'The hash on the form is not that of the entries chosen: a text was changed since, or these are not the entries listed.',
      action: 'Compare the list and the hash (its first 16 characters at least); for a changed text print the form again and have it signed.',
    },
  },
  'catalogue.signerNeeded': {
    zh: { message: '没有写明谁在审批表上签字、哪一天签的。', action: '请照审批表填写签字的部门负责人和日期。' },
    en: { message: 'Who signed the form, and on which day, is missing.', action: 'Give the department head and the day as on the form.' },
  },
  'catalogue.assessorNeeded': {
    zh: { message: '没有写明评估的承办人。', action: '请填写承办人。' },
    en: { message: 'Who made the assessment is missing.', action: 'Name the person in charge.' },
  },
  'withheld.otherType': {
    zh: { message: '“{title}”的共享类型不是不予共享。', action: '不予共享目录只列不予共享的目录；请去掉它，或先改正共享类型。' },
    en: { message: '“{title}” is not of the type 不予共享.', action: 'Only entries that are not shared are listed there; leave it out or correct its type.' },
  },
  'withheld.basisNeeded': {
    zh: { message: '“{title}”没有不予共享的依据。', action: '请先填写依据的名称和条款。' },
    en: { message: '“{title}” has no basis for not being shared.', action: 'Give the title and article of its basis first.' },
  },
  'withheld.notSubmitted': {
    zh: { message: '“{title}”现在的内容还没有报送审查。', action: '请先登记不予共享目录的报送，再登记审查结果。' },
    en: { message: '“{title}” was not submitted for review as it stands.', action: 'Record its submission before the result of the review.' },
  },
  'catalogue.evidenceNeeded': {
    zh: { message: '没有写明凭据存放在哪里。', action: '请填写纸件、截图或登记簿的存放处；没有凭据的登记不作数。' },
    en: {
      message: 'Where the evidence is kept is not said.',
      action: 'Say where the paper, the picture or the register is; without evidence a record proves nothing.',
    },
  },
  'catalogue.reasonNeeded': {
    zh: { message: '没有写明理由。', action: '退回、不同意、不涉及、不通过和不得公开都要写明理由。' },
    en: { message: 'The reason is missing.', action: 'A return, a refusal, 不涉及, 不通过 and 不得公开 each need their reason.' },
  },
  'catalogue.reviewersNeeded': {
    zh: { message: '保密审查的承办人、处室负责人、分管领导没有填全。', action: '请按审查表填写三级审查人。' },
    en: { message: 'Not all three reviewers are named.', action: 'Name the person in charge, the head of office and the leader as on the review form.' },
  },
  'catalogue.answerInFuture': {
    zh: { message: '{day} 还没有到。', action: '请核对日期；登记的是已经收到的答复。' },
    en: { message: '{day} has not come yet.', action: 'Check the date: only what has been received is recorded.' },
  },
  'catalogue.backlogDue': {
    zh: { message: '待补须写明补齐的日期，且不早于今天。', action: '请填写日期；已经没有问题的，选“确认无误”。' },
    en: { message: 'What is to be made up for needs a day, not before today.', action: 'Give the day; where nothing is amiss, choose 确认无误.' },
  },
  'profile.badPattern': {
    zh: { message: '代码规则不是有效的正则表达式。', action: '请改正，或留空使用编制指南的规则。' },
    en: { message: 'The code rule is not a valid regular expression.', action: "Correct it, or leave it empty for the guide's own rule." },
  },
  'profile.slowPattern': {
    zh: {
      message: '代码规则太复杂，核对时可能长时间没有响应。',
      action: '请简化：不用向前向后查找和反向引用，重复的括号里不再有长度可变的部分，长度可变的部分不超过三处，总长不超过200个字符。',
    },
    en: {
      message: 'The code rule is too complex: checking could take very long.',
      action:
        'Simplify it: no look-around or back references, nothing of variable length inside a repeated group, at most three parts of variable length, 200 characters in all.',
    },
  },
  'register.notFound': {
    zh: { message: '没有这条登记。', action: '请刷新列表。' },
    en: { message: 'There is no such row.', action: 'Reload the list.' },
  },
} as const
