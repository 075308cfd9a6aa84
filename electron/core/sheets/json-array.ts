import { broken, tooLarge } from './refuse.ts'

export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && value !== undefined && typeof value === 'object' && !Array.isArray(value)

export const parseJson = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw broken('JSON')
  }
}

/** The elements of a JSON array of any length that comes in pieces, holding the text of one at a time. */
export function* arrayElements(pieces: Iterable<string>, maxElement: number): Generator<Json> {
  let element = ''
  let depth = 0
  let inString = false
  let escaped = false
  for (const piece of pieces) {
    let from = 0
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at)
      if (inString) {
        if (escaped) escaped = false
        else if (code === 92) escaped = true
        else if (code === 34) inString = false
        continue
      }
      if (code === 34) inString = true
      else if (code === 91 || code === 123) {
        if (depth === 0) from = at + 1
        depth++
      } else if (code === 93 || code === 125) depth--
      else if (code !== 44) continue
      const ends = (code === 44 && depth === 1) || ((code === 93 || code === 125) && depth === 0)
      if (!ends) continue
      element += piece.slice(from, at)
      from = at + 1
      if (element.trim() !== '') yield parseJson(element)
      element = ''
      if (depth === 0) return
    }
    if (depth > 0) element += piece.slice(from)
    if (element.length > maxElement) throw tooLarge(maxElement)
  }
  throw broken('JSON')
}

/** The longest list of objects anywhere in a document: portals wrap theirs as {"code":0,"data":{"list":[…]}}. */
export const listInside = (value: Json, depth = 0): Json[] => {
  if (Array.isArray(value)) return value.some(isObject) ? value : []
  if (!isObject(value) || depth > 5) return []
  return Object.values(value)
    .map((inner) => listInside(inner, depth + 1))
    .reduce((best, found) => (found.length > best.length ? found : best), [])
}
