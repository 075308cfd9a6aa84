import { childrenOf, cursor, type Der, readOid, readText, tags } from './der.ts'
import { der, oid, printable, sequence, setOf, utf8 } from './der-write.ts'
import { oids } from './oids.ts'

const labels: Readonly<Record<string, string>> = {
  [oids.commonName]: 'CN',
  [oids.organization]: 'O',
  [oids.organizationalUnit]: 'OU',
  [oids.country]: 'C',
  '2.5.4.8': 'ST',
  '2.5.4.7': 'L',
  '2.5.4.5': 'serialNumber',
}

/** A distinguished name's parts, the most general first as it is written. */
export const partsOfName = (name: Der): { label: string; text: string }[] =>
  childrenOf(name).flatMap((set) =>
    childrenOf(set).map((each) => {
      const part = cursor(each)
      const type = readOid(part.next(tags.oid))
      const text = readText(part.next(null))
      part.end()
      return { label: labels[type] ?? type, text }
    }),
  )

/** In one line, as an administrator compares it with paper. Control characters do not reach a screen. */
export const nameInWords = (name: Der): string =>
  partsOfName(name)
    .map(({ label, text }) => `${label}=${text.replaceAll(/\p{C}/gu, '?')}`)
    .join(', ')
    .slice(0, 500)

export const partOfName = (name: Der, label: string): string => partsOfName(name).find((part) => part.label === label)?.text ?? ''

/** C=CN, O, CN, as the agency's certificate will say them. */
export const writeName = (organization: string, commonName: string): Buffer => {
  const part = (type: string, value: Buffer) => setOf(sequence(oid(type), value))
  return der(
    tags.sequence,
    part(oids.country, printable('CN')),
    ...(organization === '' ? [] : [part(oids.organization, utf8(organization))]),
    part(oids.commonName, utf8(commonName)),
  )
}
