import type { Severity } from '../catalogue.ts'
import { type RequirementCode, requirements } from './requirements.ts'

/** `label` names the rule in lists and facets, where there is no one entry to speak of: short, whole, without accusing. */
type Words = { label: string; message: string; action: string }

/** What a finding's code stands for. `field` is where it is shown; `{label}` in a message is that field's name. */
export type Rule = { severity: Severity; field: string; zh: Words; en: Words }

const rule = (
  severity: Severity,
  field: string,
  zh: readonly [label: string, message: string, action: string],
  en: readonly [label: string, message: string, action: string],
): Rule => ({
  severity,
  field,
  zh: { label: zh[0], message: zh[1], action: zh[2] },
  en: { label: en[0], message: en[1], action: en[2] },
})

/** The checks beside the requirements. The tool never accuses (practice L13): it says what may be wrong and what to look at. */
const judgements = {
  'title.tooLong': rule(
    'info',
    'title',
    ['名称过长', '名称有 {count} 个字，多数平台最多收128个。', '请考虑缩短，细节写进摘要。'],
    ['Long name', 'The name has {count} characters; most platforms take 128.', 'Consider a shorter one; details belong in the abstract.'],
  ),
  'title.system': rule(
    'warning',
    'title',
    ['名称像系统名', '名称像是系统的名称。', '名称应说明信息内容；系统名称请填入“来源系统”。'],
    ["Name like a system's", 'This looks like the name of a system.', 'Name the content; the system belongs under “source system”.'],
  ),
  'title.spacing': rule(
    'info',
    'title',
    ['名称有多余空格', '名称里有多余的空格、换行或全角字母数字。', '请去掉，以免与同名资源重复。'],
    ['Stray blanks in name', 'The name has stray blanks, line breaks or full-width characters.', 'Remove them, lest it doubles another.'],
  ),
  'title.number': rule(
    'info',
    'title',
    ['名称末尾有数字', '名称末尾的数字“{number}”像是表格拖动填充产生的。', '请核对，不需要就删去。'],
    ['Number after name', 'The number “{number}” at the end looks like drag-fill.', 'Check it and remove it if it is not meant.'],
  ),
  'title.duplicate': rule(
    'warning',
    'title',
    ['同名', '同一提供方另有“{other}”，名称相同或只差空格、标点。', '请核对是否重复；不是同一资源的，请在名称中区分。'],
    [
      'Same name',
      'The provider has “{other}” too, the same but for blanks and punctuation.',
      'Check whether it is a duplicate; otherwise make the names differ.',
    ],
  ),
  'codes.characters': rule(
    'error',
    'codes',
    ['代码字符待核对', '代码“{code}”超过64位或含有字母、数字、“-”“_”“/”以外的字符。', '请核对代码。'],
    ['Characters of code', 'The code “{code}” is longer than 64 or has characters other than letters, digits, - _ /.', 'Check the code.'],
  ),
  'codes.short': rule(
    'warning',
    'codes',
    ['代码过短', '代码“{code}”太短，可能不完整。', '请核对是否漏填了分类码或顺序码。'],
    ['Short code', 'The code “{code}” is very short.', 'Check whether its class or its number is missing.'],
  ),
  'codes.pattern': rule(
    'warning',
    'codes',
    ['不合本单位规则', '代码“{code}”不合本单位的代码规则。', '请核对代码，或在单位概况中调整规则。'],
    ["Not the agency's code rule", "The code “{code}” does not follow the agency's own rule.", 'Check the code, or change the rule in the profile.'],
  ),
  'codes.notGuide': rule(
    'info',
    'codes',
    ['平台自编代码', '代码“{code}”不是“类项目细目/顺序号”的形式，按平台自编代码处理。', '平台就是这样编的，可以不改。'],
    ["Platform's own code", "The code “{code}” is not of the guide's form; it counts as the platform's own.", 'Leave it if the platform assigned it so.'],
  ),
  'codes.repeated': rule(
    'error',
    'codes',
    ['本条代码重复', '代码“{code}”在本条中出现了两次。', '请删去一个。'],
    ['Code twice in entry', 'The code “{code}” stands here twice.', 'Remove one.'],
  ),
  'codes.duplicate': rule(
    'error',
    'codes',
    ['与他条代码相同', '代码“{code}”已用于“{other}”。', '一个代码只能对应一个资源，请核对是哪一个填错。'],
    ['Code used elsewhere', 'The code “{code}” belongs to “{other}” already.', 'A code stands for one resource; check which is wrong.'],
  ),
  'codes.classUnknown': rule(
    'warning',
    'codes',
    ['分类不在指南中', '分类“{value}”不在编制指南的类、项之中。', '类为1基础、2主题、3部门，项为两位数字，目为三位数字。'],
    ['Class not in guide', 'The class “{value}” is not in the guide.', 'Class: 1 base, 2 theme, 3 department; division: two digits; section: three.'],
  ),
  'codes.classMismatch': rule(
    'warning',
    'codes',
    ['代码与分类不符', '代码“{code}”开头的分类与所填的类、项、目不一致。', '请核对是代码还是分类填错。'],
    ['Code and class differ', 'The code “{code}” begins with another class than the one filled in.', 'Check which of the two is wrong.'],
  ),
  'providerCode.length': rule(
    'error',
    'providerCode',
    ['信用代码位数', '统一社会信用代码应为18位，现为{count}位。', '请对照登记证书核对。'],
    ['Length of credit code', 'A credit code has 18 characters, this has {count}.', 'Check it against the certificate.'],
  ),
  'providerCode.character': rule(
    'error',
    'providerCode',
    ['信用代码字符', '统一社会信用代码只用数字和大写字母，不用I、O、S、V、Z。', '请核对是否把0写成O、1写成I，或用了小写。'],
    [
      'Characters of credit code',
      'A credit code has digits and capitals, without I, O, S, V and Z.',
      'Check for O instead of 0, I instead of 1, or small letters.',
    ],
  ),
  'providerCode.check': rule(
    'error',
    'providerCode',
    ['信用代码校验位', '统一社会信用代码的校验位不符，可能有一位填错。', '请对照登记证书逐位核对。'],
    ['Check of credit code', 'The check character of the credit code does not match; a character may be wrong.', 'Compare it with the certificate.'],
  ),
  'providerCode.organisation': rule(
    'warning',
    'providerCode',
    ['机构代码校验位', '统一社会信用代码中的组织机构代码（第9—17位）校验位不符。', '请对照登记证书核对第9至17位。'],
    ['Check of organisation code', 'The organisation code inside (characters 9-17) fails its own check.', 'Compare these characters with the certificate.'],
  ),
  'providerCode.notOurs': rule(
    'warning',
    'providerCode',
    ['非本单位代码', '提供方是本单位，代码却与单位概况中的不同。', '请核对是代码还是提供方填错。'],
    ["Not the agency's code", "The provider is this agency, but the code is not the profile's.", 'Check which of the two is wrong.'],
  ),
  'abstract.sameAsTitle': rule(
    'info',
    'abstract',
    ['摘要只重复名称', '摘要只重复了名称。', '请补充内容、范围和时段。'],
    ['Abstract repeats name', 'The abstract only repeats the name.', 'Add what it holds, for which area and time.'],
  ),
  'abstract.tooLong': rule(
    'info',
    'abstract',
    ['摘要过长', '摘要有 {count} 个字，部分平台最多收500个。', '上报前请核对平台的字数要求。'],
    ['Long abstract', 'The abstract has {count} characters; some platforms take 500.', "Check the platform's limit before submitting."],
  ),
  'formats.classUnknown': rule(
    'warning',
    'formats',
    ['格式分类未列', '格式分类“{value}”不在列表中。', '请从列表选择；确属其他的，选“其他”并填写描述。'],
    ['Format class not listed', 'The class of format “{value}” is not in the list.', 'Choose from the list, or 其他 with a description.'],
  ),
  'formats.typeUnknown': rule(
    'info',
    'formats',
    ['格式类型不常用', '格式类型“{value}”不在常用列表中。', '请核对写法；确属其他的，选“其他”并填写描述。'],
    ['Format type not listed', 'The type of format “{value}” is not in the usual list.', 'Check the spelling, or choose 其他 with a description.'],
  ),
  'formats.typeMismatch': rule(
    'error',
    'formats',
    ['格式类型与分类', '格式类型“{type}”不属于“{class}”。', '请改选该分类下的类型，或改正分类。'],
    ['Format type and class', 'The type “{type}” does not belong to “{class}”.', 'Choose a type of that class, or correct the class.'],
  ),
  'shareType.unknown': rule(
    'error',
    'shareType',
    ['共享类型待核对', '共享类型“{value}”不在三类之中。', '请选择无条件共享、有条件共享或不予共享。'],
    ['Sharing type not listed', '“{value}” is none of the three sharing types.', 'Choose unconditional, conditional or not shared.'],
  ),
  'shareWay.classUnknown': rule(
    'warning',
    'shareWayClass',
    ['共享方式未列', '共享方式分类“{value}”不在列表中。', '请从列表选择。'],
    ['Sharing way not listed', 'The class of sharing way “{value}” is not in the list.', 'Choose from the list.'],
  ),
  'shareWay.typeMismatch': rule(
    'warning',
    'shareWayType',
    ['方式与分类不合', '“{class}”之下没有“{type}”这一类型。', '请改选类型，或改正共享方式分类。'],
    ['Sharing way and class', '“{class}” has no type “{type}”.', 'Choose another type, or correct the class.'],
  ),
  'shareWay.format': rule(
    'error',
    'shareWayType',
    ['方式与格式不合', '“{format}”资源通过共享平台提供时，共享方式类型应为{expected}，现为“{type}”。', '请核对格式分类和共享方式类型。'],
    [
      'Sharing way and format',
      'A resource of format “{format}” is shared by the platform as {expected}, not “{type}”.',
      'Check the format and the sharing way.',
    ],
  ),
  'shareWay.notNeeded': rule(
    'info',
    'shareWayClass',
    ['不必填共享方式', '不予共享的资源不必填写共享方式。', '可以清空。'],
    ['Sharing way not needed', 'What is not shared needs no sharing way.', 'It may be cleared.'],
  ),
  'shareCondition.unneeded': rule(
    'warning',
    'shareCondition',
    ['不必填共享条件', '无条件共享的资源填有共享条件。', '请清空条件，或核对共享类型。'],
    ['Condition not needed', 'An unconditional resource carries a condition.', 'Clear it, or check the sharing type.'],
  ),
  'shareCondition.fee': rule(
    'warning',
    'shareCondition',
    ['条件里有收费', '条件“{value}”像是要收费；部门之间共享不收费。', '请核对，不收费的请删去。'],
    ['Fee in condition', 'The condition “{value}” seems to ask for a fee; departments share free of charge.', 'Check it, and remove it where there is none.'],
  ),
  'shareCondition.asksMore': rule(
    'warning',
    'shareCondition',
    ['条件要求更多', '条件“{value}”对申请方另有要求，可能属于增设条件。', '请核对；有规定要求的，请在条件中写明出处。'],
    [
      'Condition asks more',
      'The condition “{value}” asks more of who applies, and may be an added one.',
      'Check it; where a rule asks for it, name the rule in the condition.',
    ],
  ),
  'shareCondition.unmapped': rule(
    'warning',
    'shareCondition',
    ['条件未说范围用途', '条件“{value}”没有说明共享范围或使用用途。', '请写明可以共享给谁、用于哪些事项。'],
    [
      'Condition: no scope or use',
      'The condition “{value}” says neither with whom it may be shared nor for what.',
      'Say with whom it may be shared and for what.',
    ],
  ),
  'shareBasis.unneeded': rule(
    'info',
    'shareBasis',
    ['不必填依据', '只有不予共享的资源才需要不予共享依据。', '请清空，或核对共享类型。'],
    ['Basis not needed', 'Only what is not shared needs a basis for that.', 'Clear it, or check the sharing type.'],
  ),
  'shareBasis.kind': rule(
    'error',
    'shareBasis',
    ['依据类型待核对', '不予共享的依据是“{value}”，不属于法律、行政法规或国务院决定。', '请补充符合要求的依据，或重新确定共享类型。'],
    [
      'Kind of basis to check',
      'The basis is a “{value}”, not a law, an administrative regulation or a State Council decision.',
      'Add such a basis, or decide the sharing type anew.',
    ],
  ),
  'shareBasis.rejustify': rule(
    'error',
    'shareBasis',
    ['依据需重新论证', '依据是“{value}”：{accepts}认可，{refuses}不认可，需重新论证。', '请补充上位规定认可的依据，或重新确定共享类型。'],
    [
      'Basis: justify anew',
      'The basis is a “{value}”: {accepts} accepts it, {refuses} does not; it is to be justified anew.',
      'Add a basis the higher rule accepts, or decide the sharing type anew.',
    ],
  ),
  'isOpen.unknown': rule(
    'warning',
    'isOpen',
    ['开放属性填法', '“{value}”不是“是”或“否”。', '请选择是或否。'],
    ['Openness not yes or no', '“{value}” is neither yes nor no.', 'Choose yes or no.'],
  ),
  'isOpen.notShared': rule(
    'warning',
    'isOpen',
    ['不予共享却开放', '不予共享的资源填了向社会开放。', '请核对共享类型和开放属性。'],
    ['Not shared, yet open', 'Not shared, yet open to the public.', 'Check the sharing type and the openness.'],
  ),
  'isOpen.personal': rule(
    'warning',
    'isOpen',
    ['开放含个人信息', '向社会开放的内容里有个人信息“{name}”。', '请核对是否已脱敏或取得同意，并经保密审查。'],
    ['Open personal information', 'What is open to the public holds personal information (“{name}”).', 'Check that it is masked or agreed to, and reviewed.'],
  ),
  'updateCycle.unknown': rule(
    'warning',
    'updateCycle',
    ['更新周期未列', '更新周期“{value}”不在列表中。', '请从列表选择。'],
    ['Update cycle not listed', 'The update cycle “{value}” is not in the list.', 'Choose from the list.'],
  ),
  'publishedOn.future': rule(
    'warning',
    'publishedOn',
    ['发布日期未到', '发布日期 {value} 还没有到。', '请核对日期。'],
    ['Publication in future', 'The day of publication, {value}, is in the future.', 'Check the date.'],
  ),
  'publishedOn.early': rule(
    'warning',
    'publishedOn',
    ['发布日期过早', '发布日期 {value} 过早，可能填错。', '请核对年份。'],
    ['Publication very early', 'The day of publication, {value}, is very early.', 'Check the year.'],
  ),
  'relatedCodes.self': rule(
    'error',
    'relatedCodes',
    ['关联了自己', '关联资源代码里有本资源自己的代码“{code}”。', '请删去，或改为所关联的资源。'],
    ['Related to itself', "Among the related codes is this resource's own, “{code}”.", "Remove it, or give the other resource's."],
  ),
  'relatedCodes.repeated': rule(
    'info',
    'relatedCodes',
    ['关联代码重复', '关联资源代码“{code}”重复。', '请删去一个。'],
    ['Related code twice', 'The related code “{code}” stands here twice.', 'Remove one.'],
  ),
  'survey.moreThanTotal': rule(
    'warning',
    'sharedStorageG',
    ['部分大于总量', '“{part}”大于“{whole}”。', '请核对数字和单位（G、万条）。'],
    ['Figure above its total', '“{part}” is more than “{whole}”.', 'Check the figures and units (GB, 10,000 records).'],
  ),
  'items.repeated': rule(
    'warning',
    'items.name',
    ['信息项重名', '信息项“{name}”重名（或只差空格、标点）。', '请删去一个，或在名称中区分。'],
    ['Item name twice', 'The item “{name}” stands here twice (but for blanks and punctuation).', 'Remove one, or make the names differ.'],
  ),
  'items.typeUnknown': rule(
    'warning',
    'items.dataType',
    ['信息项类型未列', '数据类型“{value}”不在列表中。', '请从列表选择。'],
    ['Item type not listed', 'The data type “{value}” is not in the list.', 'Choose from the list.'],
  ),
  'items.lengthForm': rule(
    'warning',
    'items.length',
    ['数据长度写法', '数据长度“{value}”应只填数字，如18或18,2。', '请去掉单位和说明。'],
    ['Form of item length', 'The length “{value}” should be digits only, such as 18 or 18,2.', 'Remove units and remarks.'],
  ),
  'items.shareTypeUnknown': rule(
    'warning',
    'items.shareType',
    ['信息项共享类型', '信息项的共享类型“{value}”不在三类之中。', '请从列表选择，或留空（随资源）。'],
    ["Item's sharing type", '“{value}” is none of the three sharing types.', 'Choose from the list, or leave it empty (as the resource).'],
  ),
  'items.stricter': rule(
    'warning',
    'items.shareType',
    ['信息项更严', '信息项“{name}”是{value}，比整个资源（{whole}）更严。', '请核对；必要时把资源改为较严的类型，或将该项另立资源。'],
    [
      'Item stricter than resource',
      'The item “{name}” ({value}) is stricter than the resource ({whole}).',
      'Check; make the resource stricter, or give the item a resource of its own.',
    ],
  ),
  'items.personalUnconditional': rule(
    'warning',
    'items.personalInformation',
    ['无条件含个人信息', '无条件共享的资源里有个人信息“{name}”。', '请核对是否应为有条件共享，并完成个人信息保护影响评估。'],
    [
      'Unconditional, personal',
      'An unconditional resource holds personal information (“{name}”).',
      'Check whether it should be conditional, and complete the impact assessment.',
    ],
  ),
  'items.personalAsk': rule(
    'info',
    'items.personalInformation',
    ['个人信息未标注', '“{name}”可能是个人信息，还没有标注。', '是个人信息的，请勾选“个人信息”；不是的不必处理。'],
    ['Personal, not marked', '“{name}” may be personal information and is not marked so.', 'Tick “personal information” if it is; otherwise leave it.'],
  ),
  'items.commercialUnconditional': rule(
    'warning',
    'items.commercialSecret',
    ['无条件含商业秘密', '无条件共享的资源里有商业秘密“{name}”。', '请核对是否应为有条件共享。'],
    ['Unconditional, commercial', 'An unconditional resource holds a commercial secret (“{name}”).', 'Check whether it should be conditional.'],
  ),
  'base.notUnconditional': rule(
    'warning',
    'shareType',
    ['基础非无条件', '基础信息资源一般应无条件共享。', '请核对共享类型，或说明依据。'],
    ['Base, not unconditional', 'Base information is unconditional as a rule.', 'Check the sharing type, or name the basis.'],
  ),
  'network.classified': rule(
    'warning',
    'network',
    ['所在网络待核对', '所在网络“{value}”可能是涉密网络。', '涉密网络上的资源不在本程序编目，请与保密工作机构核对。'],
    [
      'Network to confirm',
      'The network “{value}” may be a classified one.',
      'Resources on classified networks are not catalogued here; ask the secrecy office.',
    ],
  ),
  'accessNote.credential': rule(
    'warning',
    'accessNote',
    ['说明中或有口令', '接口说明里像是写了口令或密钥。', '请删去；口令和密钥另行交接。'],
    ['Password in note?', 'The interface note seems to hold a password or key.', 'Remove it; hand such things over separately.'],
  ),
  'unlisted.dataGrade': unlisted('dataGrade', '数据分级不常用', 'Data grade not listed'),
  'unlisted.network': unlisted('network', '所在网络不常用', 'Network not listed'),
  'unlisted.mountStatus': unlisted('mountStatus', '挂接状态不常用', 'Mount status not listed'),
  'unlisted.collectionMethod': unlisted('collectionMethod', '采集方式不常用', 'Collection not listed'),
  'unlisted.libraryKind': unlisted('libraryKind', '库类型不常用', 'Library not listed'),
  'unlisted.storageMode': unlisted('storageMode', '存放方式不常用', 'Storage not listed'),
  'unlisted.providedByProvince': unlisted('providedByProvince', '省级提供填法', 'By province: yes or no'),
  'ext.missing': rule(
    'warning',
    'ext',
    ['缺本地字段', '缺少本地字段“{name}”。', '请填写。'],
    ['Local field missing', 'The local field “{name}” is missing.', 'Fill it in.'],
  ),
  'ext.choice': rule(
    'warning',
    'ext',
    ['本地字段未列', '本地字段“{name}”的值“{value}”不在列表中。', '请从列表选择。'],
    ['Local field not listed', '“{value}” is not in the list of the local field “{name}”.', 'Choose from the list.'],
  ),
  'ext.number': rule(
    'warning',
    'ext',
    ['本地字段非数字', '本地字段“{name}”应填数字，现为“{value}”。', '请改正。'],
    ['Local field: number', 'The local field “{name}” takes a number, not “{value}”.', 'Correct it.'],
  ),
  'ext.day': rule(
    'warning',
    'ext',
    ['本地字段非日期', '本地字段“{name}”应填日期，现为“{value}”。', '请按 2026-01-31 的写法改正。'],
    ['Local field: date', 'The local field “{name}” takes a date, not “{value}”.', 'Write it as 2026-01-31.'],
  ),
  'secrecy.words': rule(
    'info',
    'title',
    ['请再确认不涉密', '文字中有“{words}”，请再确认内容不涉及国家秘密和工作秘密。', '不确定的，请停止录入，书面提交定密责任人或保密工作机构。'],
    [
      'Confirm: no secrets',
      'The text speaks of “{words}”: confirm again that it holds no state or work secret.',
      'When in doubt stop, and ask the secrecy office in writing.',
    ],
  ),
} as const satisfies Record<string, Rule>

function unlisted(field: string, zh: string, en: string): Rule {
  return rule(
    'info',
    field,
    [zh, '{label}“{value}”不在常用列表中。', '请核对写法；本地另有规定的不必处理。'],
    [en, '{label}: “{value}” is not in the usual list.', 'Check the wording; leave it where local rules differ.'],
  )
}

const required = Object.fromEntries(
  requirements.map(({ code, severity, path, label, action }): [string, Rule] => [
    code,
    {
      severity,
      field: path,
      zh: { label: label.zh, message: '缺少“{label}”。', action: action.zh },
      en: { label: label.en, message: '{label} is missing.', action: action.en },
    },
  ]),
) as Readonly<Record<RequirementCode, Rule>>

export const rules = { ...required, ...judgements }
export type FindingCode = keyof typeof rules
