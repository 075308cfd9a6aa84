import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import type { Face, FaceName, Faces } from './faces.ts'

/** The faces papers are set in, whole and under the OFL. The Japanese one only lends characters the Chinese one has not (𠮷). */
const files = {
  regular: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  further: '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
} as const satisfies Record<FaceName, string>

const openFace = (name: FaceName): Face => {
  const font = create(readFileSync(createRequire(import.meta.url).resolve(files[name]))) as Font
  const known = new Map<string, { id: number; advance: number }>()
  const point = (character: string): number => character.codePointAt(0) ?? 0
  return {
    name,
    font,
    has: (character) => font.hasGlyphForCodePoint(point(character)),
    glyph: (character) => {
      const before = known.get(character)
      if (before !== undefined) return before
      const { id, advanceWidth } = font.glyphForCodePoint(point(character))
      const glyph = { id, advance: advanceWidth / font.unitsPerEm }
      known.set(character, glyph)
      return glyph
    },
  }
}

export const openFaces = (): Faces => ({ regular: openFace('regular'), bold: openFace('bold'), further: openFace('further') })
