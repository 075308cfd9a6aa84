import type { SecrecyAnswer } from '../../../shared/catalogue.ts'
import type { ExtensionField } from '../../../shared/contract/profile.ts'
import { Refusal } from '../../../shared/errors.ts'
import { labelOf } from '../../../shared/fields.ts'
import { secrecyCell, secrecyMarks, secrecyRefusal } from '../../../shared/secrecy.ts'

/** Only 不涉密 goes on (practice L1, decisions C4). Throws a Refusal that repeats nothing of the content. */
export const askSecrecy = (answer: SecrecyAnswer | undefined): void => {
  const refusal = secrecyRefusal(answer)
  if (refusal !== null) throw new Refusal(refusal)
}

/** Refuses a value that carries a classification mark anywhere in it. */
export const refuseMarks = (value: unknown, extensionFields: readonly ExtensionField[] = []): void => {
  scan(value, '', extensionFields)
}

const scan = (value: unknown, path: string, extensionFields: readonly ExtensionField[]): void => {
  if (typeof value === 'string') {
    const mark = secrecyMarks(value)[0]
    if (mark !== undefined) throw marked(mark, path)
  } else if (Array.isArray(value)) {
    for (const inside of value) scan(inside, path, extensionFields)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inside] of Object.entries(value)) {
      if (path === 'ext' && typeof inside === 'string') {
        const heading = extensionFields.find((field) => field.key === key)?.label ?? key
        if (secrecyCell(heading, inside) || secrecyCell(key, inside)) throw marked('涉密', 'ext')
      }
      scan(inside, path === '' || path === 'items' ? (path === '' ? key : `items.${key}`) : path, extensionFields)
    }
  }
}

/** Of the mark only its level is told, of the place only the field. */
const marked = (mark: string, path: string): Refusal =>
  new Refusal('secrecy.marked', { mark: /绝密|机密|工作秘密|秘密/u.exec(mark)?.[0] ?? '涉密', where: labelOf(path).zh })
