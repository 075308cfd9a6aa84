export const statisticsErrors = {
  'statistics.stopped': {
    zh: { message: '统计计算中断（{why}）。', action: '请重试；再次出现时请告知系统管理员。' },
    en: { message: 'Counting stopped ({why}).', action: 'Try again; tell the system administrator if it happens again.' },
  },
  'statistics.noIndicator': {
    zh: { message: '没有“{indicator}”这个指标。', action: '有哪些指标见 indicator.list。' },
    en: { message: 'There is no indicator “{indicator}”.', action: 'The call indicator.list names them.' },
  },
  'statistics.noPeriod': {
    zh: { message: '统计期尚未结束（{period}，到 {until}）。', action: '期末之后再冻结；此前可以试算。' },
    en: { message: 'The period {period} has not ended; it ends on {until}.', action: 'Freeze it after its end; until then it can be computed on trial.' },
  },
  'statistics.noNotice': {
    zh: { message: '没有这份报送通知。', action: '可能已被删除，请刷新后再看。' },
    en: { message: 'There is no such notice.', action: 'It may have been removed: look again.' },
  },
  'statistics.noticePeriod': {
    zh: { message: '通知所写的统计期“{period}”与统计周期不符。', action: '季度写作 2026-Q3，月写作 2026-M09，半年写作 2026-H2，年写作 2026。' },
    en: { message: 'The period “{period}” of the notice is not one of its kind.', action: 'Write 2026-Q3, 2026-M09, 2026-H2 or 2026.' },
  },
  'period.since': {
    zh: { message: '{since}不是统计年度的起始日（{yearStart}）。', action: '从某个年度的第一天起改，例如{next}。' },
    en: { message: 'No year begins on {since}: years begin on {yearStart}.', action: 'Change it from the first day of a year, {next} for example.' },
  },
  'period.taken': {
    zh: { message: '这样改会变动“{period}”的起止日期，而这一期已有报送或已办结的报送通知。', action: '请从以后的年度起改，例如{later}。' },
    en: {
      message: 'This would move the days of {period}, of which there is a submission or a notice that was fulfilled.',
      action: 'Change it from a later year on, {later} for example.',
    },
  },
  'submission.notFound': {
    zh: { message: '没有这份报送。', action: '可能已被删除，请刷新后再看。' },
    en: { message: 'There is no such submission.', action: 'It may have been removed: look again.' },
  },
  'submission.noTable': {
    zh: { message: '模板中没有“{table}”这张表。', action: '模板有哪些表见 submission.template。' },
    en: { message: 'The template has no table “{table}”.', action: 'The call submission.template names its tables.' },
  },
  'submission.noTemplate': {
    zh: { message: '没有“{id}”这个模板。', action: '有哪些模板见 submission.templates。' },
    en: { message: 'There is no template “{id}”.', action: 'The call submission.templates names them.' },
  },
  'submission.builtIn': {
    zh: { message: '“{id}”是自带的模板，不能修改或删除。', action: '请另存为一个新的编号再改。' },
    en: { message: 'The template “{id}” comes with Mulu and stays as it is.', action: 'Save it under another id and change that.' },
  },
  'submission.templateTrouble': {
    zh: { message: '模板有 {count} 处指向不存在的内容，第一处：{where}“{what}”。', action: '请改正后再保存。' },
    en: { message: 'The template names {count} things there are not, the first: {where} “{what}”.', action: 'Correct it and save again.' },
  },
  'submission.templatePeriod': {
    zh: { message: '这个模板不用于按{kind}报送。', action: '请换一个模板或统计期。' },
    en: { message: 'This template is not for periods of a {kind}.', action: 'Choose another template or period.' },
  },
  'submission.templateFile': {
    zh: { message: '“{name}”不是报送模板文件（{why}）。', action: '请选择由“导出模板”写出的文件。' },
    en: { message: '“{name}” is no template of a submission ({why}).', action: 'Choose a file that was written by exporting a template.' },
  },
  'submission.exists': {
    zh: { message: '这一期已有用同一模板的报送（第{version}版，{state}）。', action: '请打开它继续办理；已报送的用“更正”另起版本。' },
    en: {
      message: 'This period already has a submission by this template (version {version}, {state}).',
      action: 'Go on with it; what was submitted is corrected by another version.',
    },
  },
  'submission.state': {
    zh: { message: '报送现在是“{state}”，不能这样办理。', action: '打开这份报送可看到现在能办的事。' },
    en: { message: 'The submission is {state}; this can not be done now.', action: 'Open it to see what can.' },
  },
  'submission.unknownFigure': {
    zh: { message: '模板中没有指标“{figure}”，或它由系统计算、不能人工填报。', action: '与系统计算不符的，登记为调节项。' },
    en: {
      message: 'The template has no figure “{figure}” to fill in by hand, or it is computed.',
      action: 'Where another list says otherwise, record a reconciliation.',
    },
  },
  'submission.notANumber': {
    zh: { message: '“{value}”不能作为“{figure}”的数。', action: '请填不小于0的数字，小数不超过{digits}位。' },
    en: { message: '“{value}” cannot be the figure “{figure}”.', action: 'Give a number of zero or more, with at most {digits} decimal places.' },
  },
  'submission.errors': {
    zh: { message: '还有 {count} 处必须先处理，第一处：{first}', action: '见“校验”页，逐条处理后再办。' },
    en: { message: '{count} things must be dealt with first, the first: {first}', action: 'See the checks and deal with each.' },
  },
  'submission.samePerson': {
    zh: { message: '填报人和审核人不能是同一人（{name}）。', action: '请由另一人审核签名。' },
    en: { message: 'The preparer and the reviewer can not be one person ({name}).', action: 'Let somebody else review and sign.' },
  },
  'submission.otherPerson': {
    zh: { message: '封面上的{as}是{wanted}，不是{name}。', action: '由本人签名，或先改封面。' },
    en: { message: 'The cover names {wanted} for this signature ({as}), not {name}.', action: 'Let that person sign, or change the cover first.' },
  },
  'submission.alreadySigned': {
    zh: { message: '这一处已经签过名（{name}）。', action: '要改签，请先撤销签名。' },
    en: { message: 'This place is signed already ({name}).', action: 'Take the signatures back first to sign anew.' },
  },
  'submission.notShown': {
    zh: { message: '签名前看到的内容与现在的不一致。', action: '请重新打开签名预览，通读后再签。' },
    en: { message: 'What was shown before is not what would be signed now.', action: 'Open the preview again, read it, and sign.' },
  },
  'submission.preparerFirst': {
    zh: { message: '填报人尚未签名。', action: '先由填报人签名，再由审核人签名。' },
    en: { message: 'The preparer has not signed yet.', action: 'First the preparer signs, then the reviewer.' },
  },
  'submission.changed': {
    zh: { message: '冻结期间记录又有变动，未能一次读完。', action: '请重试。' },
    en: { message: 'Records changed while they were being frozen.', action: 'Try again.' },
  },
  'submission.fileForm': {
    zh: { message: '“{name}”不是 Mulu 的报送文件（{why}）。', action: '请选择导出的 JSON 或签名包。' },
    en: { message: '“{name}” is no submission made by Mulu ({why}).', action: 'Choose the JSON or the bundle that was exported.' },
  },
  'submission.formUnknown': {
    zh: {
      message: '“{name}”是电子表或纸面文件，不是由本机所存的报送写出的，无法核验。',
      action: '请核验一同导出的 JSON 或签名包；JSON 的 SHA-256、SM3 应与封面所印的一致。',
    },
    en: {
      message: '“{name}” is a workbook or a paper of no submission that is kept here: it can not be verified.',
      action: 'Verify the JSON or the bundle that left with it; the SHA-256 and SM3 of the JSON must be those printed on the cover.',
    },
  },
  'submission.otherAgency': {
    zh: { message: '这份报送是“{agency}”的，不是本单位的。', action: '可以核验，不能载入。' },
    en: { message: 'This submission is that of {agency}, not of this agency.', action: 'It can be verified, not taken in.' },
  },
  'submission.differs': {
    zh: { message: '本机已有同一份报送的第{version}版，内容不同。', action: '请核对两台电脑哪一份是报送出去的；不会覆盖本机的。' },
    en: {
      message: 'Version {version} of this submission is here already and says something else.',
      action: 'Find out which of the two was submitted; the one here stays.',
    },
  },
  'submission.noReason': {
    zh: { message: '退回须写明理由。', action: '请填写主管部门退回的理由。' },
    en: { message: 'A return needs its reason.', action: 'Give the reason the department returned it for.' },
  },
  'submission.inFuture': {
    zh: { message: '{day}还没有到。', action: '请填实际发生的日期；计算机日期不对的，先改正。' },
    en: { message: '{day} is yet to come.', action: 'Give the day it happened; where this computer has another date, put that right first.' },
  },
  'submission.beforeFrozen': {
    zh: { message: '数据{frozen}冻结，{day}还没有可签的报送表。', action: '请填在打印件上签名的日期。' },
    en: { message: 'The figures were frozen on {frozen}: on {day} there was nothing to sign.', action: 'Give the day the printed form was signed.' },
  },
  'submission.beforeSigned': {
    zh: { message: '{day}早于签名日期{signed}。', action: '审核在填报之后，报送在双方签名之后；请核对日期，签名日期登记错的先撤销签名。' },
    en: {
      message: '{day} is before the signature of {signed}.',
      action: 'The reviewer signs after the preparer, and it is submitted after both; where the day of a signature is wrong, withdraw the signature first.',
    },
  },
  'submission.beforeSubmitted': {
    zh: { message: '{day}早于报送日期{submitted}。', action: '请核对回执或退回的日期。' },
    en: { message: '{day} is before the day it was submitted, {submitted}.', action: 'Look at the day of the receipt or return.' },
  },
  'submission.sealed': {
    zh: {
      message: '冻结的记录中有{count}件案卷已封存（{numbers}），不能导出、签名或报送。',
      action: '未报送的取消冻结（已签名的先撤销签名）后重新冻结，已报送的另起更正版本，都不再计入这些案卷；已导出的，按保密人员的意见收回。',
    },
    en: {
      message: '{count} cases among its rows are sealed ({numbers}): it can neither be exported, signed nor submitted.',
      action:
        'Thaw it (after withdrawing signatures) and freeze again, or make a corrected version of what was submitted: neither counts them. Copies that left are withdrawn as the confidentiality officer says.',
    },
  },
  'submission.altered': {
    zh: {
      message: '第{version}版的内容已不是冻结、签名时的内容（可能按规定销毁过文字）。',
      action:
        '不再导出、送出，原签名不变。尚未报送的：撤销签名，取消冻结后重新冻结、签名；已经报送的：另起更正版本，写明原因。已送出的副本由保密工作机构按销毁记录通知收件单位处理。',
    },
    en: {
      message: 'Version {version} is not the text any more that was frozen and signed (words may have been purged as the rules ask).',
      action:
        'It is not exported or sent any more, and its signatures stay what they are. Not submitted yet: take the signatures back and the freeze, then freeze and sign anew. Submitted: begin a corrected version and say why. Copies that left are for the confidentiality office, which tells who has them by the record of the purge.',
    },
  },
  'submission.noForm': {
    zh: {
      message: '第{version}版填在城市的表样里（模板 {template}，表样 SHA-256 {sha256}…），这台电脑上没有这份表样。',
      action: '不会改用别的表样。请载入它的签名包，或把表样文件与 JSON 一并载入；PDF 和 JSON 仍可导出。',
    },
    en: {
      message: "Version {version} is written in the city's form (template {template}, workbook SHA-256 {sha256}…), and that workbook is not here.",
      action: 'No other form is written in its place. Take in its bundle, or the workbook along with the JSON; PDF and JSON can be exported as they are.',
    },
  },
  'submission.formTooLong': {
    zh: {
      message: '城市表样（{sheet}）里要填 {rows} 行，一张表样最多填 {most} 行。',
      action: '请在模板中取消这张明细的绑定：它会作为单独的电子表随附导出。',
    },
    en: {
      message: "{rows} rows would go into the city's form ({sheet}); it takes {most}.",
      action: 'Unbind the list in the template: it then leaves as a workbook of its own beside the form.',
    },
  },
  'submission.tooLong': {
    zh: {
      message: '第{version}版的 JSON 超过 {limit} MB，不能作为附件签名、送出。',
      action: '请取消冻结后重新冻结：长的明细会分成随附的文件。已报送的，导出 JSON 刻盘当面报送，并登记报送。',
    },
    en: {
      message: 'The JSON of version {version} is over {limit} MB, more than is signed or sent as a paper.',
      action:
        'Take the freeze back and freeze anew: long lists then leave in files beside it. If it was submitted, export the JSON to a disc, hand it in and record that.',
    },
  },
  'submission.tooManyFiles': {
    zh: {
      message: '这份报送要送出 {files} 个文件，平台和交换包一次最多收 {most} 个。',
      action: '请导出签名包或 JSON（随附的行文件一并导出），刻盘当面报送，再登记报送；或改用更短的统计期。',
    },
    en: {
      message: 'The submission would leave in {files} files; a platform or a package takes {most}.',
      action: 'Export the bundle or the JSON with the files of rows beside it, hand them in on a disc and record that; or report for shorter periods.',
    },
  },
  'submission.besideMissing': {
    zh: { message: '没有随附的文件“{name}”（{rows} 行）。', action: '请把导出时随 JSON 一起生成的行文件都选上，一并载入。' },
    en: {
      message: 'The file “{name}” ({rows} rows) that goes with it is not there.',
      action: 'Choose all the files of rows that were written beside the JSON, and take them in together.',
    },
  },
  'submission.signedOther': {
    zh: { message: '“{name}”中签署的不是其中的这份报送。', action: '不载入。请向交来的人要原来的签名包；用核验可看出差别。' },
    en: {
      message: 'What was signed in “{name}” is not the submission in it.',
      action: 'It is not taken in. Ask for the bundle as it was signed; verifying it shows the difference.',
    },
  },
  'submission.noBundle': {
    zh: { message: '这份报送没有用密钥签过名，没有签名包。', action: '纸面签名的，导出 PDF 打印签字即可。' },
    en: { message: 'Nobody signed this submission by key: there is no bundle.', action: 'What is signed on paper is the printed PDF.' },
  },
} as const
