import type { EntryContent } from '../../../shared/catalogue.ts'
import { cited } from '../../../shared/regulations/named.ts'
import { stampLine } from './entry-rows.ts'
import type { ExportEntry, Stamp } from './types.ts'

/**
 * Entries as DCAT-AP 3 (SEMIC, DCAT Application Profile for data portals in Europe 3.0.0), built on W3C DCAT 3. Only
 * what describes the data set leaves: no items, no person, no inner notes.
 */

const authority = 'http://publications.europa.eu/resource/authority'

const context = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** EU Vocabularies, Frequency. */
const frequencies: Readonly<Record<string, string>> = {
  实时: 'CONT',
  每日: 'DAILY',
  每周: 'WEEKLY',
  每半月: 'MONTHLY_2',
  每月: 'MONTHLY',
  每季度: 'QUARTERLY',
  每半年: 'ANNUAL_2',
  每年: 'ANNUAL',
  不定期: 'IRREG',
  其他: 'OTHER',
}

/** EU Vocabularies, File type, for those formats that are in it. */
const fileTypes: Readonly<Record<string, string>> = Object.fromEntries(
  ['xml', 'txt', 'doc', 'docx', 'html', 'pdf', 'ppt', 'pptx', 'rtf', 'json', 'xls', 'xlsx', 'csv', 'dbf', 'gif', 'bmp', 'png', 'tiff', 'shp', 'mpg'].map(
    (type) => [type, { mpg: 'MPEG2', shp: 'SHP' }[type] ?? type.toUpperCase()],
  ),
)

const zh = (text: string) => ({ '@language': 'zh-CN', '@value': text })
const en = (text: string) => ({ '@language': 'en', '@value': text })
const at = (list: string, term: string) => ({ '@id': `${authority}/${list}/${term}` })
const day = (on: string) => ({ '@type': 'xsd:date', '@value': on })

/** The catalogue around its data sets: what stands before and after them in the file. */
export const dcatCatalog = (stamp: Stamp): [before: string, after: string] => {
  const { agency, at: issuedAt } = stamp
  const catalog = {
    '@context': context,
    '@type': 'dcat:Catalog',
    'dct:title': zh(`${agency}开放数据目录`),
    'dct:description': zh(stampLine(stamp)),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': zh(agency) },
    'dct:language': at('language', 'ZHO'),
    'dct:issued': { '@type': 'xsd:dateTime', '@value': issuedAt },
  }
  return [`${JSON.stringify(catalog).slice(0, -1)},"dcat:dataset":[`, '\n]}\n']
}

const conditions = (openCondition: string) =>
  openCondition === '' || openCondition === '无'
    ? { 'dct:accessRights': at('access-right', 'PUBLIC') }
    : {
        'dct:accessRights': at('access-right', 'RESTRICTED'),
        'dct:rights': { '@type': 'dct:RightsStatement', 'rdfs:label': zh(openCondition) },
      }

/** The platform gives the address of a distribution; where it is not known, the data set's own name stands for it. */
const distributions = (id: string, formats: EntryContent['formats']) =>
  formats.map(({ formatClass, formatType, formatOther }) => {
    const label = formatOther || formatType || formatClass
    const known = fileTypes[formatType.toLowerCase()]
    return {
      '@type': 'dcat:Distribution',
      'dcat:accessURL': { '@id': id },
      'dct:title': zh(label),
      'dct:format': known === undefined ? { '@type': 'dct:MediaTypeOrExtent', 'rdfs:label': zh(label) } : at('file-type', known),
    }
  })

const optional = <T>(key: string, value: T | null | undefined): Record<string, T> =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0) ? {} : { [key]: value }

/** One data set. Throws when the entry may not leave this way: the caller chooses, this is the second lock. */
export const dcatDataset = ({ id, version, status, content }: ExportEntry): Record<string, unknown> => {
  if (status !== 'published' || content.isOpen !== '是') throw new Error(`entry ${id} is not published as open`)
  const urn = `urn:uuid:${id}`
  const [primary, ...others] = content.codes.map(({ code }) => code).filter((code) => code !== '')
  const provider = {
    '@type': 'foaf:Agent',
    'foaf:name': zh(content.provider),
    ...optional('dct:identifier', content.providerCode || null),
  }
  return {
    '@id': urn,
    '@type': 'dcat:Dataset',
    'dct:title': content.titleEn === '' ? zh(content.title) : [zh(content.title), en(content.titleEn)],
    'dct:description': zh(content.abstract || content.title),
    'dct:identifier': primary ?? urn,
    ...optional(
      'adms:identifier',
      others.map((code) => ({ '@type': 'adms:Identifier', 'skos:notation': code })),
    ),
    'dcat:version': String(version),
    'dct:publisher': provider,
    ...optional('dcat:contactPoint', content.provider === '' ? null : { '@type': 'vcard:Organization', 'vcard:fn': content.provider }),
    ...conditions(content.openCondition.trim()),
    ...optional(
      'dcat:keyword',
      content.keywords
        .split(/[\s,，;；、]+/)
        .filter((word) => word !== '')
        .map(zh),
    ),
    ...optional('dcat:theme', content.theme === '' ? null : { '@type': 'skos:Concept', 'skos:prefLabel': zh(content.theme) }),
    ...optional('dct:accrualPeriodicity', frequencies[content.updateCycle] === undefined ? null : at('frequency', frequencies[content.updateCycle] as string)),
    ...optional('dct:issued', content.publishedOn === null ? null : day(content.publishedOn)),
    'dct:language': at('language', 'ZHO'),
    'dct:conformsTo': { '@type': 'dct:Standard', 'dct:title': zh(cited.guide.zh.replace(/[《》]/g, '')) },
    ...optional(
      'dct:relation',
      content.relatedCodes.map((code) => ({ 'dct:identifier': code })),
    ),
    ...optional('dcat:distribution', distributions(urn, content.formats)),
  }
}
