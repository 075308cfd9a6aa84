/** Where one is among the submissions, as it stands in the window's address. */
export const parts = ['tables', 'cover', 'checks', 'reconcile', 'delta', 'selfCheck', 'history'] as const
export type Part = (typeof parts)[number]

export type Place =
  | { view: 'periods' }
  | { view: 'notices' }
  | { view: 'templates' }
  | { view: 'template'; id: string }
  /** `version` null: the newest. */
  | { view: 'one'; id: string; version: number | null; part: Part }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The list for anything that is no place. */
export const readPlace = (rest: string): Place => {
  const [first = '', second = '', third = '', fourth = ''] = rest.split('/')
  if (first === 'notices' || first === 'templates') return { view: first }
  if (first === 'template' && second !== '') return { view: 'template', id: second }
  if (first === 'one' && uuid.test(second)) {
    const version = /^[1-9]\d{0,5}$/.test(third) ? Number(third) : null
    return { view: 'one', id: second, version, part: parts.find((part) => part === fourth) ?? 'tables' }
  }
  return { view: 'periods' }
}

export const writePlace = (place: Place): string => {
  switch (place.view) {
    case 'periods':
      return ''
    case 'notices':
    case 'templates':
      return place.view
    case 'template':
      return `template/${place.id}`
    case 'one':
      return `one/${place.id}/${place.version ?? 'newest'}/${place.part}`
  }
}
