import type { PackSource } from './pack.ts'

/**
 * What the rules on network data ask of who hands personal information on: an agreement with its contents, supervision,
 * records. Its other articles bind whoever runs systems, and are not an agreement's matter; they are not held here.
 */
export const networkData: PackSource = {
  format: 'mulu-rule-pack/1',
  id: 'NDS',
  version: 1,
  title: { zh: '《网络数据安全管理条例》', en: 'Regulation on Network Data Security Management' },
  short: { zh: '网络数据条例', en: 'Network Data Regulation' },
  number: '国务院令第790号',
  level: '行政法规',
  region: '',
  issuedOn: '2024-09-24',
  inForce: { from: '2025-01-01', to: null },
  standing: 'unverified',
  checkedOn: '2026-11-27',
  source: {
    zh: '公开的法规全文副本（LawRefBook，标注日期2024-09-24），施行日见第六十四条；只载入本程序用到的第十二条，此后有无修改未核对。',
    en: 'A public copy of the whole text (LawRefBook, dated 2024-09-24), in force by art.64; only art.12, which Mulu uses, is loaded; later changes were not looked for.',
  },
  articles: [
    {
      article: 12,
      wording: [
        {
          lang: 'zh',
          kind: 'official',
          text: '网络数据处理者向其他网络数据处理者提供、委托处理个人信息和重要数据的，应当通过合同等与网络数据接收方约定处理目的、方式、范围以及安全保护义务等，并对网络数据接收方履行义务的情况进行监督。向其他网络数据处理者提供、委托处理个人信息和重要数据的处理情况记录，应当至少保存3年。\n网络数据接收方应当履行网络数据安全保护义务，并按照约定的目的、方式、范围等处理个人信息和重要数据。\n两个以上的网络数据处理者共同决定个人信息和重要数据的处理目的和处理方式的，应当约定各自的权利和义务。',
        },
      ],
    },
  ],
  rules: [
    {
      id: 'NDS/12-1:agreement',
      acts: ['agreement.propose', 'agreement.sign', 'agreement.countersign'],
      place: { article: 12, paragraph: 1 },
      kind: 'agreement',
      duty: 'agreement.sign',
      holder: 'provider',
      about: { zh: '提供个人信息的，与接收方以合同等约定', en: 'Who provides personal information agrees with who receives it, by contract or the like' },
      when: { sensitive: ['个人隐私'] },
    },
    {
      id: 'NDS/12-1:content',
      place: { article: 12, paragraph: 1 },
      kind: 'content',
      duty: 'agreement.content',
      holder: 'provider',
      about: { zh: '约定处理目的、方式、范围和安全保护义务', en: 'It states purpose, way, scope and the duties of protection' },
      when: { sensitive: ['个人隐私'] },
    },
    {
      id: 'NDS/12-1:supervise',
      place: { article: 12, paragraph: 1 },
      kind: 'duty',
      duty: 'inspection',
      holder: 'provider',
      about: { zh: '监督接收方履行义务', en: 'See that the receiver keeps its duties' },
    },
    {
      id: 'NDS/12-1:keep',
      place: { article: 12, paragraph: 1 },
      kind: 'retention',
      duty: 'use.record',
      holder: 'provider',
      about: { zh: '提供个人信息的处理情况记录保存期限', en: 'How long records of providing personal information are kept' },
      keep: { n: 3, unit: 'year' },
    },
    {
      id: 'NDS/12-2',
      place: { article: 12, paragraph: 2 },
      kind: 'duty',
      duty: 'use.purpose',
      holder: 'user',
      about: { zh: '接收方按照约定的目的、方式、范围处理', en: 'The receiver keeps to the purpose, way and scope agreed' },
    },
  ],
  coverage: [
    {
      place: { article: 12 },
      how: 'informative',
      why: {
        zh: '含个人信息的共享要订立协议，协议的内容和记录保存期限由协议文本逐项核对。',
        en: 'Sharing personal information needs an agreement; its contents and the keeping of records are checked in the text of the agreement.',
      },
    },
  ],
}
