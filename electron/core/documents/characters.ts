import { type Block, type DocumentModel, textsOf } from '../../../shared/documents/document.ts'
import { codePointName, refusedCharacter } from '../../../shared/documents/text.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type Faces, faceOf } from './faces.ts'

const kinds: Record<Block['kind'], string> = {
  title: '标题',
  subtitle: '副标题',
  number: '发文字号',
  addressee: '主送机关',
  heading: '小标题',
  paragraph: '正文',
  quote: '引文',
  table: '表格',
  pairs: '表格',
  signatures: '签署栏',
  attachments: '附件说明',
  signOff: '落款',
  note: '附注',
  copyTo: '抄送',
  annex: '附件',
}

function* placesOf({ name, number, agency, stamp, blocks }: DocumentModel): Generator<{ where: string; text: string }> {
  yield { where: '名称', text: name }
  yield { where: '编号', text: number }
  yield { where: '单位', text: agency }
  if (stamp !== undefined) yield { where: '用途', text: Object.values(stamp).join(' ') }
  for (const block of blocks) for (const text of textsOf(block)) yield { where: kinds[block.kind], text }
}

const around = 8

/** 正文“…身边的几个字…”, so that an officer finds it. */
const near = (where: string, text: string, character: string): string => {
  const characters = [...text]
  const at = characters.indexOf(character)
  const shown = characters
    .slice(Math.max(0, at - around), at + around + 1)
    .map((each) => (each === character && refusedCharacter(each) !== null ? '□' : each))
    .join('')
    .replaceAll('\n', ' ')
  return `${where}“${shown}”`
}

/** Controls and marks that change the order of writing are in no paper: what is shown is what is signed. */
export const refuseBadCharacters = (document: DocumentModel): void => {
  for (const { where, text } of placesOf(document)) {
    const character = refusedCharacter(text)
    if (character !== null) throw new Refusal('document.badCharacter', { where: near(where, text, character), code: codePointName(character) })
  }
}

/** A character is set or refused by name, never left out (decisions Y4). */
export const refuseMissingGlyphs = (document: DocumentModel, faces: Faces): void => {
  const seen = new Set<string>()
  for (const { where, text } of placesOf(document)) {
    for (const character of text) {
      if (character === '\n' || seen.has(character)) continue
      seen.add(character)
      if (faceOf(faces, character, false) === null)
        throw new Refusal('document.noGlyph', { where: near(where, text, character), character, code: codePointName(character) })
    }
  }
}
