import { nb171Coverage } from './nb-171-coverage.ts'
import { nb171Rules } from './nb-171-rules.ts'
import { nb171Articles } from './nb-171-text.ts'
import type { PackSource } from './pack.ts'

/** Ningbo. Whether later provincial and municipal texts repealed it could not be found: unverified (practice L9). */
export const nb171: PackSource = {
  format: 'mulu-rule-pack/1',
  id: 'NB-171',
  version: 1,
  title: { zh: '《宁波市政府信息资源共享管理办法》', en: 'Ningbo Measures (Order 171)' },
  short: { zh: '宁波171', en: 'Ningbo 171' },
  number: '宁波市人民政府令第171号',
  level: '地方政府规章',
  region: '330200',
  regionName: '宁波市',
  issuedOn: '2009-12-09',
  inForce: { from: '2010-05-01', to: null },
  standing: 'unverified',
  checkedOn: '2026-11-22',
  source: {
    zh: '中文全文（三十四条）和机器英译（global-regulation.com，缺第十二、十三条等）的公开存本。是否已废止未查到。',
    en: 'Stored public copies of the full Chinese text (34 articles) and of a machine translation (global-regulation.com; articles 12, 13 and parts of others missing). Whether it was repealed could not be found.',
  },
  successors: [
    {
      title: '《宁波市公共数据管理办法》',
      number: '甬政办发〔2019〕72号',
      from: null,
      textLoaded: false,
      note: {
        zh: '后来在宁波施行；是否取代本办法未查到。《浙江省公共数据条例》亦适用。',
        en: 'Applies in Ningbo since; whether it replaces these Measures could not be found. The Zhejiang Public Data Regulation applies too.',
      },
    },
  ],
  articles: nb171Articles,
  rules: nb171Rules,
  coverage: nb171Coverage,
}
