import type { Font } from 'fontkit'

export type FaceName = 'regular' | 'bold' | 'further'

export type Face = {
  name: FaceName
  font: Font
  has(character: string): boolean
  glyph(character: string): { id: number /** Of an em of 1. */; advance: number }
}

export type Faces = Record<FaceName, Face>

/** The face that sets a character, or null where none has it. Apart from what opens them: the core asks for papers and draws none. */
export const faceOf = (faces: Faces, character: string, bold: boolean): Face | null =>
  (bold ? [faces.bold, faces.regular, faces.further] : [faces.regular, faces.further]).find((face) => face.has(character)) ?? null
