import type { Rule } from './pack.ts'

/** The question that stands before everything (practice L1): its wording, its answers, and what it rests on. */
export const secrecyGate = {
  id: 'BMF/31:gate',
  place: { article: 31 },
  kind: 'gate',
  duty: 'secrecy.review',
  holder: 'agency',
  about: { zh: '非涉密系统和设备不得存储、处理国家秘密', en: 'No state secret is stored or processed on non-classified systems' },
  question: {
    save: { zh: '将要保存的内容是否涉及国家秘密或工作秘密？', en: 'Does what you are about to save hold state secrets or work secrets?' },
    sync: {
      zh: '本机将要上报和接收的内容是否涉及国家秘密或工作秘密？',
      en: 'Does what this copy is about to report and receive hold state secrets or work secrets?',
    },
    schedule: {
      zh: '按计划定时上报和接收的内容，今后是否可能涉及国家秘密或工作秘密？',
      en: 'May what is reported and received by schedule, from now on, hold state secrets or work secrets?',
    },
    export: {
      zh: '将要导出的内容是否涉及国家秘密或工作秘密？',
      en: 'Does what is about to be exported hold state secrets or work secrets?',
    },
    carry: {
      zh: '将要随介质带出的内容是否涉及国家秘密或工作秘密？',
      en: 'Does what is about to be carried out on a medium hold state secrets or work secrets?',
    },
    take: { zh: '将要从介质接收的内容是否涉及国家秘密或工作秘密？', en: 'Does what is about to be taken in from a medium hold state secrets or work secrets?' },
    attach: { zh: '将要添加的附件是否涉及国家秘密或工作秘密？', en: 'Does the paper you are about to attach hold state secrets or work secrets?' },
    import: { zh: '将要导入的表格是否涉及国家秘密或工作秘密？', en: 'Does the sheet you are about to import hold state secrets or work secrets?' },
  },
  because: {
    zh: '国家秘密和工作秘密不属于政务数据，不得在本程序和非涉密设备上存储、处理。',
    en: 'State and work secrets are no government data and must not be stored or processed here or on non-classified devices.',
  },
  answers: [
    {
      answer: '不涉密',
      lets: true,
      label: { zh: '不涉密', en: 'Not secret (不涉密)' },
      hint: { zh: '不涉及国家秘密和工作秘密', en: 'No state secrets, no work secrets' },
      next: { zh: '可以录入。', en: 'It may be entered.' },
    },
    {
      answer: '涉密或工作秘密',
      lets: false,
      label: { zh: '涉密或工作秘密', en: 'Secret or work secret (涉密或工作秘密)' },
      hint: { zh: '停止录入，线下办理', en: 'Stop; handle it on paper' },
      next: { zh: '请停止录入，联系本单位保密工作机构，线下办理。', en: 'Stop entering it, call your secrecy office and deal with it on paper.' },
    },
    {
      answer: '不确定',
      lets: false,
      label: { zh: '不确定', en: 'Not sure (不确定)' },
      hint: { zh: '先不录入，书面确定', en: 'Do not enter it yet; ask in writing' },
      next: {
        zh: '请书面提交定密责任人或保密工作机构确定。确定不涉密后再录入。',
        en: 'Ask the classification officer or the secrecy office in writing; enter it once it is decided to hold no secrets.',
      },
    },
  ],
  cites: ['CN-809/3-1:secrets', 'BMF/31', 'BMF-TL/25'],
} as const satisfies Omit<Extract<Rule, { kind: 'gate' }>, 'findings' | 'acts' | 'figures'>
