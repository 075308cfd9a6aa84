import { crc32, deflateRawSync } from 'node:zlib'
import { CFB } from '@e965/xlsx'

/** Bytes of files for tests: encodings without an encoder of their own, zip packages that may lie, OLE2 containers. */

const tables = new Map<string, Map<string, number[]>>()

/** The decoder's table the other way round; two-byte characters only. */
const tableOf = (encoding: 'gb18030' | 'big5'): Map<string, number[]> => {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [lead, trail])
    }
  tables.set(encoding, table)
  return table
}

export const encodeAs = (encoding: 'gb18030' | 'big5', text: string): Buffer =>
  Buffer.from(
    [...text].flatMap((character) => {
      if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)]
      const bytes = tableOf(encoding).get(character)
      if (bytes === undefined) throw new Error(`${character} is not in ${encoding}`)
      return bytes
    }),
  )

export const utf16 = (text: string, mark: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return mark === 'le' ? bytes : bytes.swap16()
}

export type Part = {
  name: string
  content: string | Buffer
  /** What the directory says instead of the truth. */
  unpacked?: number
  crc?: number
  flags?: number
  method?: number
}

/** A zip package; its directory says what it is told to. */
export const zip = (parts: readonly Part[], comment = ''): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, unpacked, crc, flags = 0, method = 8 } of parts) {
    const raw = Buffer.from(content as string)
    const packed = method === 8 ? deflateRawSync(raw, { level: 9 }) : raw
    const nameBytes = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(crc ?? crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(unpacked ?? raw.length, 18)
    fields.writeUInt16LE(nameBytes.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, nameBytes, packed])
    bodies.push(body)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, nameBytes]))
    at += body.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...bodies, listing, end, Buffer.from(comment)])
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An xlsx package around the XML of one worksheet. */
export const workbookAround = (sheet: string | Part, more: Part[] = [], workbook = '<sheet name="目录" sheetId="1" r:id="rId1"/>'): Part[] => [
  { name: '_rels/.rels', content: `<Relationships><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
  {
    name: 'xl/workbook.xml',
    content: `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets>${workbook}</sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  },
  typeof sheet === 'string' ? { name: 'xl/worksheets/sheet1.xml', content: sheet } : sheet,
  ...more,
]

export const worksheet = (rows: string, after = ''): string => `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`

/** An OLE2 container of the given streams. */
export const compound = (streams: Readonly<Record<string, Buffer>>): Buffer => {
  const container = CFB.utils.cfb_new() as unknown
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, name, content)
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer)
}
