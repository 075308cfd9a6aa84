import { writeFile } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { type Template, templateSchema } from '../../../shared/submissions/template.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context, VaultHandlers, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readUpTo } from '../read-up-to.ts'
import { runInspect } from '../statistics/run-figures.ts'
import { writeRecorded } from '../transfer/export.ts'
import { lookAtForm } from '../transfer/look-at-form.ts'
import { readLaw } from '../work/law.ts'
import { inspectCityForm } from './inspect-city-form.ts'
import { builtInTemplates, knownTemplate, refuseTrouble, removeTemplate, saveTemplate, workbookOf } from './templates.ts'

type Handled = 'submission.inspectForm' | 'submission.saveTemplate' | 'submission.exportTemplate' | 'submission.importTemplate' | 'submission.removeTemplate'

const lawNow = ({ db, ports }: Pick<ViewContext, 'db' | 'ports'>) => {
  const law = readLaw(db, ports.now().toISOString())
  return law.on(law.today)
}

/** A template with its city's form, as it is passed on. */
type Carried = { template: unknown; workbook: string | null }
const mostBytes = 16 << 20

const keep = (context: Context, template: Template, workbook: { bytes: Buffer; words: string } | null) => {
  refuseMarks(template)
  if (workbook !== null) refuseMarks(workbook.words)
  refuseTrouble(template, lawNow(context))
  const { at, author } = stampOf(context)
  return context.commit(
    () => ({ id: template.id, version: saveTemplate(context.db, { template, workbook, at, by: author }) }),
    ({ version }) => ({ entity: 'template', fields: [template.id], digest: sha256Hex(JSON.stringify(template)), note: String(version) }),
  )
}

const carriedFile = async (path: string, name: string): Promise<{ template: Template; workbook: Buffer | null }> => {
  const data = await readUpTo(path, name, (size) => {
    if (size > mostBytes) throw new Refusal('submission.templateFile', { name, why: `> ${mostBytes >> 20} MiB` })
  })
  try {
    const { template, workbook } = JSON.parse(data.toString('utf8')) as Carried
    return { template: templateSchema.parse(template), workbook: workbook === null ? null : Buffer.from(workbook, 'base64') }
  } catch (error) {
    throw new Refusal('submission.templateFile', { name, why: error instanceof Error ? error.name : 'JSON' })
  }
}

export const templateHandlers: Pick<VaultHandlers, Handled> = {
  'submission.inspectForm': (input, context) => inspectCityForm(input, context),

  'submission.saveTemplate': async ({ template, workbook: handle, secrecy }, context) => {
    askSecrecy(secrecy)
    if (handle === undefined) return keep(context, template, null)
    const { path, name } = await context.ports.files.read(handle)
    const { bytes, words } = await runInspect(path, name, template, context)
    return keep(context, template, { bytes: Buffer.from(bytes), words })
  },

  'submission.exportTemplate': ({ id, file, secrecy, purpose }, context) => {
    askSecrecy(secrecy)
    const { template } = knownTemplate(context.db, id, lawNow(context))
    const write = async (path: string) => {
      const carried: Carried = { template, workbook: workbookOf(context.db, id)?.toString('base64') ?? null }
      const text = `${JSON.stringify(carried, null, 1)}\n`
      await writeFile(path, text)
      return { bytes: Buffer.byteLength(text), sha256: sha256Hex(text) }
    }
    return writeRecorded({ what: 'template', handle: file, purpose, write, note: () => id }, context)
  },

  'submission.importTemplate': async ({ file, secrecy }, context) => {
    askSecrecy(secrecy)
    const { path, name } = await context.ports.files.read(file)
    const { template, workbook } = await carriedFile(path, name)
    return keep(context, template, workbook === null ? null : { bytes: workbook, words: (await lookAtForm(workbook, name)).words })
  },

  'submission.removeTemplate': ({ id }, context) => {
    const law = lawNow(context)
    knownTemplate(context.db, id, law)
    if (builtInTemplates(law).some((template) => template.id === id)) throw new Refusal('submission.builtIn', { id })
    return context.commit(
      () => {
        removeTemplate(context.db, id)
        return {}
      },
      () => ({ entity: 'template', fields: [id] }),
    )
  },
}
