import { divisionNames } from './names.ts'

/** 行政区划. `code` has 2, 4 or 6 digits: province, city, county. A place lies in another when its code begins with the other's. */
export type Division = { code: string; name: string }

export const divisionsOf = (lines: string): Division[] =>
  lines.split('\n').map((line) => {
    const at = line.indexOf(' ')
    return { code: line.slice(0, at), name: line.slice(at + 1) }
  })

/** What a name is called without its last word: 宁波市 宁波, 宁夏回族自治区 宁夏, 南明区 南明; '' where nothing of two characters is left. */
const stemOf = (name: string): string => {
  const stem = name.replace(
    /(?:壮族|回族|维吾尔|特别行政|蒙古族|藏族|苗族|侗族|彝族|土家族|布依族|傣族|哈尼族|朝鲜族)*(?:自治区|自治州|自治县|省|市|区|县|旗|盟|地区)$/u,
    '',
  )
  return stem.length >= 2 && stem !== name ? stem : ''
}

/** Development zones and new areas have no code of their own and lie where they lie: names found in catalogues. */
const zones = /^(?:经开区|经济技术开发区|高新区|高新技术产业开发区|综保区|综合保税区|保税区|开发区|新区|自贸区|自贸试验区)/u

export type PlaceFinder = {
  /** Places named in a text, the longest names first, and the text without them. */
  find(text: string): { places: string[][]; zones: string[]; rest: string }
}

/** Built once for many texts. */
export const createPlaceFinder = (lines: string = divisionNames): PlaceFinder => {
  const codes = new Map<string, string[]>()
  const stems = new Map<string, string[]>()
  let longest = 0
  const put = (into: Map<string, string[]>, key: string, code: string) => {
    into.set(key, [...(into.get(key) ?? []), code])
    longest = Math.max(longest, key.length)
  }
  for (const { code, name } of divisionsOf(lines)) {
    put(codes, name, code)
    const stem = stemOf(name)
    // County stems are everyday words too often (公安, 和平, 新城); the others count at the beginning of a text.
    if (stem !== '' && code.length <= 4) put(stems, stem, code)
  }
  return {
    find: (text) => {
      const places: string[][] = []
      const found: string[] = []
      let rest = ''
      for (let at = 0; at < text.length; ) {
        const zone = zones.exec(text.slice(at, at + 9))
        let length = 0
        for (let n = Math.min(longest, text.length - at); n >= 2 && length === 0; n--) {
          const part = text.slice(at, at + n)
          const known = codes.get(part) ?? (rest === '' ? stems.get(part) : undefined)
          if (known === undefined) continue
          places.push(known)
          length = n
        }
        if (length === 0 && zone !== null) {
          found.push(zone[0])
          length = zone[0].length
        }
        if (length === 0) {
          rest += text[at]
          at++
        } else at += length
      }
      return { places, zones: found, rest }
    },
  }
}

const related = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.some((other) => one.startsWith(other) || other.startsWith(one)))

/** Whether two texts speak of places of which none lies in the other. Where one names no place nothing is known, and they agree. */
export const placesDiffer = (
  a: { places: readonly string[][]; zones: readonly string[] },
  b: { places: readonly string[][]; zones: readonly string[] },
): boolean => {
  if (a.zones.length > 0 && b.zones.length > 0 && !a.zones.some((zone) => b.zones.includes(zone))) return true
  const finestA = a.places.at(-1)
  const finestB = b.places.at(-1)
  return finestA !== undefined && finestB !== undefined && !related(finestA, finestB)
}
