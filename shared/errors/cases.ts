export const caseErrors = {
  'case.notFound': {
    zh: { message: '没有这个案卷。', action: '请刷新列表。' },
    en: { message: 'There is no such file.', action: 'Read the list again.' },
  },
  'case.actNotFound': {
    zh: { message: '案卷里没有这项办理。', action: '请刷新案卷。' },
    en: { message: 'The file has no such act.', action: 'Read the file again.' },
  },
  'case.sealed': {
    zh: { message: '案卷 {number} 于 {day} 因涉密主张封存。', action: '请停止在本系统办理，联系保密工作机构，转线下办理。' },
    en: {
      message: 'File {number} was sealed on {day}: somebody claims state secrecy.',
      action: 'Stop working on it here, call the secrecy office, and go on off the system.',
    },
  },
  'case.notSealed': {
    zh: { message: '案卷没有封存。', action: '无需解除。' },
    en: { message: 'The file is not sealed.', action: 'There is nothing to lift.' },
  },
  'case.agencyNeeded': {
    zh: { message: '单位概况里还没有本单位名称。', action: '请先在“单位概况”填写单位名称，与平台登记的一致。' },
    en: { message: 'The profile has no name of the agency yet.', action: 'Fill in the agency’s name in the profile, as the platform has it.' },
  },
  'case.otherNeeded': {
    zh: { message: '没有写明对方单位。', action: '请填写对方单位名称，与平台登记的一致。' },
    en: { message: 'The other agency is not named.', action: 'Fill in its name, as the platform has it.' },
  },
  'case.sameAgency': {
    zh: { message: '申请方和提供方是同一个单位。', action: '单位之间才有共享申请；本单位内部的事不必立案。' },
    en: { message: 'Both sides are the same agency.', action: 'Files are kept between agencies; matters inside one need none.' },
  },
  'case.notThisType': {
    zh: { message: '这类申请（{detail}）不能这样办理。', action: '请按申请类型和共享类型选择办理方式。' },
    en: { message: 'This kind of request ({detail}) is not dealt with in this way.', action: 'Choose what fits its type and its sharing type.' },
  },
  'case.unknownAct': {
    zh: { message: '这类案卷没有“{detail}”这项办理。', action: '可以办理的见案卷页或 machine 调用。' },
    en: { message: 'Files of this kind know no act “{detail}”.', action: 'The call `machine` lists what they know.' },
  },
  'case.notNow': {
    zh: { message: '案卷现在的状态不能作这项办理。', action: '请先办理案卷页上列出的下一步。' },
    en: { message: 'The file does not stand where this can be done.', action: 'Do first what the file lists as next.' },
  },
  'case.notYourAct': {
    zh: { message: '这项办理不由这一方作出。', action: '请由案卷页上写明的一方办理；对方来文请用“登记来文”。' },
    en: { message: 'This act is not that party’s.', action: 'Whoever the file names does it; what the other side did is recorded as a letter received.' },
  },
  'case.onlyOnce': {
    zh: { message: '这项办理只能作一次。', action: '补正须一次性告知；需要更正的请联系对方。' },
    en: { message: 'This can be done once only.', action: 'Everything missing is named in one notice; talk to the other side about corrections.' },
  },
  'case.tooEarly': {
    zh: { message: '还缺前面的一步。', action: '请先办理前面的步骤（如协商、申请延长、报告整改）。' },
    en: { message: 'A step before it is missing.', action: 'Do first what comes before: negotiation, the application for a longer time, the report.' },
  },
  'case.ownAct': {
    zh: { message: '不能由同一方同意自己提出的内容。', action: '请等对方办理。' },
    en: { message: 'Nobody accepts what they said themselves.', action: 'Wait for the other side.' },
  },
  'case.notTheLast': {
    zh: { message: '所回应的不是最后一次提出的内容。', action: '请打开案卷，按最新的内容重新办理。' },
    en: { message: 'What this answers is not what was said last.', action: 'Open the file and answer its newest text.' },
  },
  'case.fieldsWrong': {
    zh: { message: '“{detail}”没有填写或不符合要求。', action: '请填写完整；拒绝须写明法律依据或超出范围的说明。' },
    en: { message: '“{detail}” is missing or is not as it must be.', action: 'Fill it in; a refusal names the statute, or why it is outside scope and use.' },
  },
  'case.lacksConsent': {
    zh: { message: '还缺一项审核：{role}。', action: '请由工作机构负责人、保密审查人或部门负责人在屏幕上同意，或凭签字的审批单登记。' },
    en: { message: 'A consent is missing: {role}.', action: 'The head, reviewer or department head agrees on screen, or the signed form is recorded.' },
  },
  'case.selfConsent': {
    zh: { message: '起草人不能审核自己的内容。', action: '请由另一人审核。' },
    en: { message: 'Whoever drafted can not consent to it.', action: 'Let another person do it.' },
  },
  'case.notConsenter': {
    zh: { message: '本人不担任这项审核的角色（{role}）。', action: '请由该角色的人登录办理，或凭其签字的审批单登记（写明姓名、日期、凭据）。' },
    en: {
      message: 'You do not hold the role this consent needs ({role}).',
      action: 'Let its holder sign in, or record the signed form with name, day and evidence.',
    },
  },
  'case.reviewersNeeded': {
    zh: { message: '保密审查没有写明承办人和处室负责人。', action: '请填写承办人、处室负责人；分管领导为审查人。' },
    en: { message: 'The secrecy review does not name who handled it and the head of office.', action: 'Name both; the leader is the one who reviews.' },
  },
  'case.reasonNeeded': {
    zh: { message: '不同意须写明理由。', action: '请填写理由。' },
    en: { message: 'A refusal of consent needs its reason.', action: 'Write it down.' },
  },
  'case.inFuture': {
    zh: { message: '{day} 还没有到。', action: '只登记已经发生的事。' },
    en: { message: '{day} is still to come.', action: 'Only what has happened is recorded.' },
  },
  'case.lacksPaper': {
    zh: { message: '这项办理须附文书。', action: '请先添加附件（函、说明、证明），再选入这项办理。' },
    en: { message: 'This act needs a paper with it.', action: 'Add the letter or certificate to the file and choose it for the act.' },
  },
  'case.paperUnknown': {
    zh: { message: '所选附件不在案卷里。', action: '请先给案卷添加附件。' },
    en: { message: 'A chosen paper is not in the file.', action: 'Add it to the file first.' },
  },
  'case.notDraft': {
    zh: { message: '这项内容已经签发，不能再改。', action: '需要更正的，请另行办理或联系对方。' },
    en: { message: 'It was issued and is not changed any more.', action: 'Do another act, or talk to the other side.' },
  },
  'case.notIssued': {
    zh: { message: '这项内容还没有签发。', action: '请先签发，再登记送达。' },
    en: { message: 'It was not issued yet.', action: 'Issue it before its delivery is recorded.' },
  },
  'case.byPlatform': {
    zh: { message: '这个案卷经平台办理，对方和主管部门的办理由平台告知。', action: '请同步后查看；只有纸质办理的案卷才登记来文和送达。' },
    en: { message: 'This file goes by the platform, which tells what the others do.', action: 'Synchronise; letters are recorded for files that go by paper.' },
  },
  'case.notReceived': {
    zh: { message: '本案卷没有收到过这个往来包。', action: '请刷新案卷。' },
    en: { message: 'No such package came for this file.', action: 'Read the file again.' },
  },
  'case.rulingNeeded': {
    zh: {
      message: '单位之间的申请、答复、拒绝不因往来包算数。',
      action: '请经平台办理；没有平台的，凭主管部门的书面意见登记，写明文号。',
    },
    en: {
      message: 'An application, a reply or a refusal does not count by a package.',
      action: 'It goes by the platform; where there is none, record it with the number of the competent department’s written ruling.',
    },
  },
  'case.nothingToRecord': {
    zh: { message: '这一项不能凭往来包登记：是草稿、本案卷已有，或不由发出单位作出。', action: '请对照案卷；主管部门的来文凭原件用“登记来文”。' },
    en: {
      message: 'This can not be recorded by the package: it is a draft, known here, or not the sender’s to say.',
      action: 'Compare it with the file; what the department did is recorded from its own letter.',
    },
  },
  'case.nothingToBegin': {
    zh: { message: '不能以这一项起草“{detail}”。', action: '请按案卷现在的状态选择办理，或直接起草。' },
    en: { message: 'No draft “{detail}” can begin with this.', action: 'Choose what the file allows now, or draft it from the start.' },
  },
  'case.paperNotCarried': {
    zh: { message: '这一项须附文书，文书没有随包带来。', action: '请对方把文书放进往来包，或凭收到的原件用“登记来文”。' },
    en: {
      message: 'This act needs a paper, which did not come with the package.',
      action: 'Ask for it in the next one, or record the act from the letter itself.',
    },
  },
  'case.waits': {
    zh: { message: '前一项办理还在路上，平台尚未回执。', action: '请先同步，收到回执后再办理。' },
    en: { message: 'An act before it is still on its way.', action: 'Synchronise first and wait for its receipt.' },
  },
} as const
