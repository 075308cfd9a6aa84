import type { Problem } from '../shared/platform-api/schemas.ts'

type Language = 'zh' | 'en'
type Words = Readonly<Record<Language, string>>
const problem = (status: number, zh: string, en: string) => ({ status, title: { zh, en } satisfies Words })

/** Everything the platform refuses, by a code that stays (RFC 9457). */
export const problems = {
  'request.invalid': problem(400, '请求不符合接口约定。', 'The request does not follow the contract.'),
  'request.tooLarge': problem(413, '请求超过大小限制，请分次发送。', 'The request is too large; send it in parts.'),
  'request.notFound': problem(404, '没有这个接口或资源。', 'There is no such resource.'),
  'protocol.unsupported': problem(
    426,
    '接口版本不受支持，请更新程序；本地修改可先导出为介质交换包。',
    'This protocol version is not supported: update; local changes can still be carried out by file.',
  ),
  'auth.missing': problem(401, '缺少令牌或签名。', 'Token or signature is missing.'),
  'auth.expired': problem(401, '令牌已过期，请重新获取。', 'The token has expired; ask for another.'),
  'auth.signature': problem(401, '签名验证不通过。', 'The signature does not verify.'),
  'auth.stale': problem(401, '签名时间与平台时间相差过大。', "The signature's time is too far from the platform's."),
  'auth.replayed': problem(401, '这个请求已经收到过。', 'This very request was received before.'),
  'auth.revoked': problem(403, '该设备已被平台停用，未上报的修改仍在本地，可导出。', 'This device was revoked; unsent changes stay local and can be exported.'),
  'enrol.code': problem(403, '登记码不正确、已用过或已过期。', 'The enrolment code is wrong, used or expired.'),
  'enrol.device': problem(409, '该设备编号已登记。', 'This device is enrolled already.'),
  'change.invalid': problem(422, '这项修改不符合接口约定。', 'This change does not follow the contract.'),
  'change.idReused': problem(409, '同一修改编号已用于不同内容。', 'The id of this change was used for another one.'),
  'entity.notYours': problem(403, '这条目录属于其他单位。', 'This entry belongs to another agency.'),
  'entity.unknown': problem(404, '平台上没有这条目录。', 'The platform has no such entry.'),
  'entity.published': problem(409, '已发布的目录须由主管部门撤下后才能删除。', 'What is published is taken down by the department first.'),
  'entity.notSubmitted': problem(409, '这条目录不在审核中。', 'This entry is not under review.'),
  'entity.alreadySubmitted': problem(409, '这一版已经报送。', 'This version was submitted already.'),
  'content.invalid': problem(422, '内容不符合目录格式。', 'The content does not follow the format.'),
  'content.titleMissing': problem(422, '缺少信息资源名称。', 'The name is missing.'),
  'content.marked': problem(
    422,
    '内容带有密级标志，平台不接收。请停止上传并联系保密工作机构。',
    'The content bears a classification mark and is not accepted: stop, and call the secrecy office.',
  ),
  'case.unknownAct': problem(422, '没有这一办理步骤。', 'There is no such act.'),
  'case.notNow': problem(409, '案卷目前的状态不能办理这一步，请接收最新情况后再办。', 'Not in the state the case is in: receive what is new first.'),
  'case.notThisType': problem(422, '这类共享属性的资源不用这一步。', 'Not for resources of this sharing type.'),
  'case.notYourAct': problem(403, '这一步不由这一方办理。', 'This act is for another party.'),
  'case.onlyOnce': problem(409, '这一步只能办理一次，已经办过。', 'This act is done once, and was.'),
  'case.tooEarly': problem(409, '须先办理前一步。', 'Another act comes before it.'),
  'case.ownAct': problem(409, '这一步须由另一方办理。', 'The other party answers this one.'),
  'case.notTheLast': problem(
    409,
    '所答复的不是对方最后一次办理的内容，请接收最新情况后再办。',
    'It answers what is not the last word any more: receive what is new first.',
  ),
  'case.fieldsWrong': problem(422, '这一步的内容不全或不符合格式。', 'What this act must say is missing or not in its form.'),
  'case.lacksConsent': problem(422, '缺少必需的同意或保密审查记录。', 'A consent or secrecy review it needs is not on record.'),
  'case.selfConsent': problem(422, '经办人不能由本人同意。', 'Nobody consents to their own act.'),
  'case.lacksPaper': problem(422, '这一步须附书面材料。', 'A paper must go with this act.'),
  'case.sameAgency': problem(422, '申请方与提供方不能是同一单位。', 'Both sides are one agency.'),
  'case.agencyUnknown': problem(
    422,
    '平台上没有这个单位，请按平台登记的全称填写。',
    'No agency of this name is enrolled here: take the name as the platform has it.',
  ),
  'case.notParty': problem(403, '本单位不是这个案卷中的这一方。', 'The device does not speak for this party of the case.'),
  'case.ownDepartment': problem(
    403,
    '主管部门是案卷的一方，须报共同的上级主管部门处理。',
    'The competent department is itself a party: the common superior decides.',
  ),
  'case.otherHead': problem(409, '案卷编号已用于另一案卷，或案卷首部与平台上的不同。', 'The id is of another case, or its head is not as it stands here.'),
  'case.internal': problem(422, '这是单位内部的记录，不上报平台。', 'This stays in the agency and is not taken here.'),
  'case.notUnconditional': problem(
    422,
    '平台上没有该单位已发布的这项无条件共享资源，不能即时获取，请提出申请。',
    'Not a published, unconditionally shared resource of that provider: apply for it.',
  ),
  'case.classified': problem(
    422,
    '涉及是否属于国家秘密的争议不在平台办理。请停止上传，联系保密工作机构，线下办理。',
    'Whether something is a state secret is not disputed here: stop, and call the secrecy office.',
  ),
  'case.full': problem(413, '案卷已达到平台的容量上限，请办结后另立案卷。', 'The case is as large as cases may be: close it and open another.'),
  'case.unknown': problem(404, '没有这个案卷，或主管部门尚未收到。', 'There is no such case, or it was not put before the department.'),
  'case.noDepartment': problem(
    409,
    '平台未登记主管部门，请先用 agency add --competent 登记。',
    'No competent department is registered: agency add --competent.',
  ),
  'submission.notYours': problem(403, '这份统计报送属于其他单位。', 'This submission is of another agency.'),
  'submission.period': problem(422, '统计期的起止日期不正确。', 'The days of the period are not in order.'),
  'submission.noDocument': problem(
    422,
    '所附材料中没有首部所指的报送文件（JSON），请重新生成后上报。',
    'The document its head names is not among its papers: make it again and send it.',
  ),
  'submission.notNext': problem(
    409,
    '版本号不连续：更正须在平台已收到的最后一版之后，并写明更正前一版，请接收最新情况后再报。',
    'Not a next version: a correction comes behind the last one received here and corrects the one before it; receive what is new first.',
  ),
  'submission.versionTaken': problem(
    409,
    '平台已收到这一版，内容不同。请接收最新情况后作为更正再报。',
    'Another text was received under this version: receive what is new, and send it as a correction.',
  ),
  'submission.noReason': problem(422, '更正或退回须写明原因。', 'A correction or a return needs its reason.'),
  'submission.otherPeriod': problem(
    409,
    '更正的统计期或报表与原报送不同，请作为另一份报送上报。',
    'Period or template are not those of the version it corrects: send it as a submission of its own.',
  ),
  'submission.full': problem(413, '这份报送的版本或材料过多，请另行报送。', 'Too many versions or papers: make another submission.'),
  'submission.unknown': problem(404, '没有收到这份统计报送。', 'No such submission was received.'),
  'submission.answered': problem(409, '这一版已经答复。', 'This version was answered already.'),
  'submission.moved': problem(409, '此后又收到了更正，请查看最后一版再答复。', 'A correction came since: look at the last version before answering.'),
  'epoch.changed': problem(
    409,
    '平台在此期间从备份恢复过，本次上报未被接收，请重新同步。',
    'The platform was put back to a backup meanwhile; nothing was taken: synchronise again.',
  ),
  'attachment.missing': problem(422, '报送或办理所附的材料没有收到或不完整。', 'A paper of this submission or act is not here, or not whole.'),
  'attachment.digest': problem(422, '附件内容与其摘要不符。', 'The attachment is not what its digest says.'),
  'attachment.offset': problem(409, '附件续传位置不符。', 'The attachment goes on at another place.'),
  'cursor.unknown': problem(410, '游标已失效，请从头接收。', 'This cursor is no longer known: start from the beginning.'),
  'card.invalid': problem(
    422,
    '不是有效的身份卡，或其签名不符。请对方重新导出。',
    'Not a valid card, or its signature does not verify; have it exported again.',
  ),
  'card.fingerprint': problem(
    422,
    '指纹与身份卡不符。请核对另行送达的纸面指纹；不符时不得登记。',
    'The fingerprint is not that of the card: compare it with the paper that came another way, and do not add the card if they differ.',
  ),
  'card.kind': problem(422, '不是终端的身份卡。', 'This is not the card of a device.'),
  'card.otherKey': problem(409, '该设备已用另一密钥登记。请先停用原设备。', 'This device is enrolled with another key; revoke that one first.'),
  'card.unknown': problem(404, '该设备没有登记身份卡，请先用 card add 登记。', 'No card of this device is registered: add it first with card add.'),
  'agency.unknown': problem(404, '没有这个单位，请先用 agency add 登记。', 'There is no such agency: add it first with agency add.'),
  'package.file': problem(404, '文件无法读取。', 'The file can not be read.'),
  'package.invalid': problem(
    422,
    '不是介质交换包，或在途中被改动。请重新拷贝或要求重发。',
    'Not a package, or changed on the way: copy it again or ask for another.',
  ),
  'package.lineEnds': problem(
    422,
    '换行符在途中被改动（CRLF）。请按二进制方式重新拷贝。',
    'Line ends were changed on the way (CRLF): copy the file again as it is.',
  ),
  'package.tooLarge': problem(413, '交换包超过大小限制。', 'The package is larger than packages may be.'),
  'package.format': problem(422, '交换包的格式版本不受支持，请更新程序。', 'This format of packages is not supported: update.'),
  'package.kind': problem(422, '不认识这种交换包，未作任何改动。', 'This kind of package is not known here; nothing was applied.'),
  'package.direction': problem(422, '这个交换包不是发给平台的种类。', 'This kind of package is not one that a platform takes in.'),
  'package.mixed': problem(422, '所选文件不属于同一个交换包。', 'The files are not of one package.'),
  'package.incomplete': problem(422, '缺少分卷，请补齐后一并导入。', 'Volumes are missing: import all of them together.'),
  'package.damaged': problem(422, '内容与签名的清单不符，请重新拷贝或要求重发。', 'A part is not what was signed: copy it again or ask for another.'),
  'package.signer': problem(403, '签名人没有登记身份卡。请先核对指纹并登记。', "The signer's card is not registered: compare its fingerprint and add it."),
  'package.signature': problem(403, '签名验证不通过，未作任何改动。', 'The signature does not verify; nothing was applied.'),
  'package.revoked': problem(403, '该设备已被平台停用，其交换包不予接收。', 'This device was revoked; its packages are not taken in.'),
  'package.recipient': problem(403, '交换包不是发给本平台的。', 'The package is not addressed to this platform.'),
  'package.notOpened': problem(422, '无法解密：交换包不是加密给本平台的。', 'It can not be decrypted: it was not encrypted to this platform.'),
  'package.inside': problem(
    403,
    '包内记录与清单不符：可能被冒名转交，未作任何改动。',
    'What is inside does not belong to the manifest: it may have been passed on under another name; nothing was applied.',
  ),
  'package.paperDamaged': problem(
    422,
    '包内有一份材料不完整，或与其摘要不符。请对方重新制作，未作任何改动。',
    'A paper in the package is not whole, or not what its digest says: ask for the package again; nothing was applied.',
  ),
  'package.paperTooLarge': problem(
    413,
    '包内有一份材料超过大小限制。请对方降低扫描分辨率或拆分后重新制作，未作任何改动。',
    'A paper in the package is larger than papers may be: ask for it split or scanned with a lower resolution; nothing was applied.',
  ),
  'package.paperUnnamed': problem(
    422,
    '包内有一份材料，没有哪项报送提到它。请对方重新制作，未作任何改动。',
    'The package holds a paper that no submission in it names: ask for the package again; nothing was applied.',
  ),
  'package.epoch': problem(
    409,
    '交换包写出时所依据的平台数据与现在不同（平台恢复过备份）。请先给对方一个完整包 (--full)，由其核对后重新上报。',
    'It was made on what the platform held before it was put back to a backup, or the platform was put back since: run epoch if that was not done, send a full package (--full), and have it exported again.',
  ),
  'package.idReused': problem(409, '同一交换包编号已用于另一个包。', 'The id of this package was used for another one.'),
  'package.notOurs': problem(404, '回执所指的交换包不是本平台发给该设备的。', 'The receipt is for a package that this platform did not send to this device.'),
  'package.folder': problem(404, '目标文件夹不存在或不可写。', 'The folder is not there or can not be written to.'),
  'package.exists': problem(409, '同名文件已存在，请换用介质编号或文件夹。', 'A file of this name is there already: take another medium number or folder.'),
  'package.medium': problem(
    422,
    '介质编号、标识或容量不正确：编号由字母数字组成，标识只能是公开或内部。',
    'Medium number, mark or size is not valid: letters and digits for the number, 公开 or 内部 for the mark, at least 100,000 bytes.',
  ),
  busy: problem(503, '平台繁忙，请稍后再试。', 'The platform is busy; try again later.'),
} as const

export type ProblemCode = keyof typeof problems

export const languageOf = (accept: string | undefined): Language => (accept?.toLowerCase().startsWith('en') === true ? 'en' : 'zh')

export const sayProblem = (code: ProblemCode, detail = '', language: Language = 'zh'): Problem => ({
  type: `urn:mulu:problem:${code}`,
  title: problems[code].title[language],
  status: problems[code].status,
  detail,
  code,
})

/** Both languages and the detail in one sentence, for an administrator's terminal. */
export const sentenceOf = (code: ProblemCode, detail: string): string =>
  `${problems[code].title.zh} · ${problems[code].title.en}${detail === '' ? '' : ` (${detail})`}`

/** Thrown by a route; the server answers it as application/problem+json. */
export class Refused extends Error {
  readonly code: ProblemCode
  readonly detail: string
  constructor(code: ProblemCode, detail = '') {
    super(code)
    this.code = code
    this.detail = detail
  }
}
