import type { PackSource } from './pack.ts'
import { secrecyGate } from './secrecy-gate.ts'

/** The law on state secrets, as far as the gate, the seal and the spill rest on it. The texts are not held here. */
const textNotHeld = {
  zh: '条文未载入，只列本程序用到的条款；施行日期未核对。',
  en: 'The text is not loaded; only the articles Mulu rests on are listed, their days in force not confirmed.',
}

export const secrecyLaw: PackSource = {
  format: 'mulu-rule-pack/1',
  id: 'BMF',
  version: 1,
  title: { zh: '《中华人民共和国保守国家秘密法》', en: 'Law on Guarding State Secrets' },
  short: { zh: '保密法', en: 'Secrecy Law' },
  number: '',
  level: '法律',
  region: '',
  issuedOn: '2024-02-27',
  inForce: { from: null, to: null },
  standing: 'unverified',
  checkedOn: '2026-11-22',
  source: textNotHeld,
  articles: [],
  rules: [
    { ...secrecyGate, answers: [...secrecyGate.answers], cites: [...secrecyGate.cites] },
    {
      id: 'BMF/31',
      place: { article: 31 },
      kind: 'duty',
      duty: 'secrecy.review',
      holder: 'person',
      about: { zh: '不在非涉密的设备、系统上存储、处理国家秘密', en: 'No state secret is stored or processed on devices and systems that are not classified' },
    },
  ],
  coverage: [],
}

export const secrecyRegulation: PackSource = {
  format: 'mulu-rule-pack/1',
  id: 'BMF-TL',
  version: 1,
  title: { zh: '《中华人民共和国保守国家秘密法实施条例》', en: 'Implementing Regulation of the Law on Guarding State Secrets' },
  short: { zh: '保密法实施条例', en: 'Implementing Regulation' },
  number: '',
  level: '行政法规',
  region: '',
  issuedOn: null,
  inForce: { from: null, to: null },
  standing: 'unverified',
  checkedOn: '2026-11-22',
  source: textNotHeld,
  articles: [],
  rules: [
    {
      id: 'BMF-TL/25',
      place: { article: 25 },
      kind: 'duty',
      duty: 'secrecy.review',
      holder: 'agency',
      about: { zh: '不确定是否涉密的，书面报请确定', en: 'Where it is uncertain, have it determined in writing' },
    },
    {
      id: 'BMF-TL/26',
      place: { article: 26 },
      kind: 'duty',
      duty: 'secrecy.review',
      holder: 'agency',
      about: { zh: '有争议的，确定前按所主张的最高密级管理', en: 'In dispute the highest level claimed holds until it is decided' },
    },
    {
      id: 'BMF-TL/42',
      place: { article: 42 },
      kind: 'duty',
      duty: 'secrecy.review',
      holder: 'agency',
      about: { zh: '公开和提供信息前保密审查，留存记录', en: 'Review for secrecy before information is given out, and keep the record' },
    },
    {
      id: 'BMF-TL/61',
      place: { article: 61 },
      kind: 'duty',
      duty: 'security',
      holder: 'agency',
      about: { zh: '发现泄密，24小时内报告', en: 'A spill is reported within 24 hours' },
    },
  ],
  coverage: [],
}
