import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { Refusal } from '../../../shared/errors.ts'
import { type ListingTemplate, listingStates, listingTemplateSchema, usualStatusWords } from '../../../shared/listing/template.ts'
import { isEmptyPatch, patchBetween } from '../../../shared/sync/patch.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import { entryById } from '../catalogue/queries.ts'
import type { Context, VaultHandlers, ViewContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { dropOutgoing, frozen, outgoing } from '../sync/outbox.ts'
import { logLine, readPlatform } from '../sync/platform.ts'
import { countUnconfirmed, shadowOf, unconfirmed } from '../sync/shadow.ts'
import { inspect } from '../transfer/inspect.ts'
import { openLine, steps } from '../transfer/line.ts'
import type { FromReader, ToReader } from '../transfer/protocol.ts'
import { readSmallFile } from '../trust/small-file.ts'
import { readDevice } from '../vault/device.ts'
import { carriedByAll, carriedPatch } from './carried.ts'
import { exportListing } from './export.ts'
import { handedAt, handovers, imports } from './handover.ts'
import { importListing } from './import.ts'
import { beginListing, listingPlatform } from './platform.ts'
import { checkTemplate, dropTemplate, keptTemplates, knownTemplate, putTemplate, workbookOf } from './templates.ts'

const say = ({ ports }: Pick<Context, 'ports'>): void => {
  ports.emit('changed', { noun: 'sync', ids: [] })
}

/** Headings of columns that speak of the row; data only, compared by `headingKey`. */
const listingHeadings: Readonly<Record<string, readonly string[]>> = {
  'meta.platformId': ['平台编号', '平台目录编号', '目录ID', '目录唯一标识', '数据目录ID', '系统编号', '资源ID'],
  'meta.status': ['审核状态', '目录状态', '状态', '发布状态', '审批状态', '处理状态', '资源状态'],
  'meta.reason': ['退回原因', '退回理由', '驳回原因', '驳回理由', '审核意见', '处理意见', '审批意见'],
  'meta.answeredOn': ['审核时间', '审核日期', '审批时间', '办理时间', '处理时间'],
  'meta.number': ['通告文号', '发布文号', '审核文号', '公告文号'],
  'meta.action': ['操作类型', '变更类型', '变更方式', '操作方式', '报送类型'],
  'meta.items': ['数据项列表', '信息项列表', '字段列表', '数据项集合', '信息项集合', '全部信息项', '数据项清单', '信息项清单'],
}

const proposed = (mapping: ListingTemplate['mapping'], statusWords: readonly string[]): ListingTemplate => {
  const paths = new Set(mapping.columns.map(({ field }) => field))
  const byRow = paths.has('items.name') || paths.has('items.nameEn')
  return {
    format: 'mulu-listing-template',
    version: 1,
    mapping,
    items: byRow ? { as: 'rows', repeat: false } : paths.has('meta.items') ? { as: 'cell', between: '、', parts: ['name'], within: ':' } : { as: 'none' },
    words: {},
    status: Object.fromEntries(statusWords.flatMap((word) => (usualStatusWords[word] === undefined ? [] : [[word, usualStatusWords[word]]]))),
    days: 'yyyy-MM-dd',
    keys: ['entryId', 'code', 'platformId', 'name'],
    blank: 'empty',
    complete: 'asked',
    holds: [...listingStates].filter((state) => state !== 'gone' && state !== 'draft'),
    out: { added: '新增', changed: '变更', deleted: '撤销', deletions: paths.has('meta.action') ? { as: 'rows' } : { as: 'none' } },
  }
}

/** The platform's sheet without rows of data, and every text in it. Throws what the reading process refuses it for. */
const emptySheet = async (
  { mapping, out }: ListingTemplate,
  { path, name, bytes }: { path: string; name: string; bytes: Uint8Array | null },
  context: Pick<ViewContext, 'ports' | 'signal'>,
): Promise<{ bytes: Buffer; words: string }> => {
  const sheets = [{ sheet: mapping.sheet, firstDataRow: mapping.firstDataRow }]
  if (out.deletions.as === 'sheet') sheets.push({ sheet: out.deletions.sheet, firstDataRow: out.deletions.firstDataRow })
  const line = openLine<ToReader, FromReader>(context.ports, 'sheetRead', context.signal)
  try {
    line.send({ kind: 'start', job: { purpose: 'template', path, name, extensionFields: [], kept: [], bytes, sheets } })
    const answer = await steps<FromReader, ToReader>(line, () => undefined)
    if (answer.kind !== 'looked') throw new Refusal('sheet.stopped', { why: answer.kind })
    return { bytes: Buffer.from(answer.workbook), words: answer.words }
  } finally {
    line.close()
  }
}

/** A template on its way to another agency, with its workbook. */
const templateFileSchema = z.strictObject({
  format: z.literal('mulu-listing-template-file'),
  version: z.literal(1),
  name: z.string().trim().min(1).max(100),
  template: listingTemplateSchema,
  /** The xlsx, base64; null: there is none. */
  workbook: z
    .base64()
    .max(12 << 20)
    .nullable(),
})

const openChanges = (db: ReadDb) => frozen(db).filter(({ kind }) => kind === 'patch' || kind === 'delete')

type Calls =
  | 'listing.begin'
  | 'listing.inspect'
  | 'listing.saveTemplate'
  | 'listing.templates'
  | 'listing.removeTemplate'
  | 'listing.exportTemplate'
  | 'listing.importTemplate'
  | 'listing.import'
  | 'listing.export'
  | 'listing.status'
  | 'listing.recall'

export const listingHandlers: VaultHandlers<Calls> = {
  'listing.begin': ({ platform: name }, context) => {
    refuseMarks(name)
    const { db, ports } = context
    const before = readPlatform(db)
    // An address that was typed and never enrolled is no way yet.
    if (before !== undefined && before.kind !== 'listing' && before.platformId !== null) throw new Refusal('listing.otherWay')
    const agency = readProfile(db).agency
    context.commit(
      () => {
        beginListing(db, { platformId: ports.newId(), name, agencyId: ports.newId(), agencyName: agency, deviceId: readDevice(db).id })
        logLine(db, ports.now().toISOString(), 'configured', null, name)
      },
      () => ({ entity: 'listing', fields: ['platform'] }),
    )
    say(context)
    return { platform: name, agency }
  },

  'listing.inspect': async (input, context) => {
    const kept = keptTemplates(context.db)
    const seen = await inspect(
      input,
      kept.map(({ name, template }) => ({ name, mapping: template.mapping })),
      listingHeadings,
      context,
    )
    const [mark] = seen.secrecyMarks
    if (mark !== undefined) throw new Refusal('secrecy.marked', { mark: mark.mark, where: mark.sheet })
    const known = kept.find(({ name }) => name === seen.template)
    const at = seen.proposal.columns.find(({ field }) => field === 'meta.status')?.column ?? -1
    const words = seen.preview.slice(seen.proposal.firstDataRow - 1).flatMap((row) => (row[at] === undefined || row[at] === '' ? [] : [row[at].trim()]))
    const statusWords = [...new Set(words)].slice(0, 50)
    return {
      known: known?.name ?? null,
      template: known === undefined ? proposed(seen.proposal, statusWords) : { ...known.template, mapping: seen.proposal },
      confidence: seen.confidence,
      sheets: seen.sheets,
      preview: seen.preview,
      statusWords,
    }
  },

  'listing.saveTemplate': async ({ name, template, workbook: handle }, context) => {
    refuseMarks({ name, template })
    checkTemplate(template)
    const file = handle === undefined ? null : await context.ports.files.read(handle)
    const workbook = file === null ? null : await emptySheet(template, { ...file, bytes: null }, context)
    keep(context, name, template, workbook)
    return { workbook: knownTemplate(context.db, name).workbook }
  },

  'listing.templates': (_input, { db }) => ({ templates: keptTemplates(db) }),

  'listing.removeTemplate': ({ name }, context) => {
    knownTemplate(context.db, name)
    context.commit(
      () => {
        dropTemplate(context.db, name)
      },
      () => ({ entity: 'listing', note: 'template removed' }),
    )
    say(context)
    return {}
  },

  'listing.exportTemplate': async ({ name, file: handle }, context) => {
    const { template, workbook } = knownTemplate(context.db, name)
    const text = JSON.stringify(
      { format: 'mulu-listing-template-file', version: 1, name, template, workbook: workbook ? workbookOf(context.db, name).toString('base64') : null },
      null,
      2,
    )
    const sha256 = sha256Hex(text)
    const file = await context.ports.files.write(handle)
    let done = false
    try {
      await writeFile(file.path, text)
      context.commit(
        () => undefined,
        () => ({ entity: 'listing', digest: sha256, note: 'template' }),
      )
      await file.done()
      done = true
      return { sha256 }
    } finally {
      if (!done) await file.discard()
    }
  },

  'listing.importTemplate': async ({ file: handle, name }, context) => {
    const file = await context.ports.files.read(handle)
    const parsed = templateFileSchema.safeParse(jsonIn(await readSmallFile(file.path, file.name)))
    if (!parsed.success) throw new Refusal('listing.badTemplate', { why: parsed.error.issues[0]?.path.join('.') || file.name })
    const { template, workbook } = parsed.data
    const title = name ?? parsed.data.name
    refuseMarks({ title, template })
    checkTemplate(template)
    keep(
      context,
      title,
      template,
      workbook === null ? null : await emptySheet(template, { path: '', name: file.name, bytes: Buffer.from(workbook, 'base64') }, context),
    )
    return { name: title, workbook: knownTemplate(context.db, title).workbook }
  },

  'listing.import': importListing,
  'listing.export': exportListing,

  'listing.status': (_input, { db }) => {
    const platform = readPlatform(db)
    const begun = platform?.kind === 'listing'
    const changes = begun ? openChanges(db) : []
    const waiting = changes.flatMap((out) => {
      const at = handedAt(db, out.changeId)
      const entry = entryById(db, out.id)
      return at === null
        ? []
        : [
            {
              change: out.changeId,
              entry: out.id,
              title: entry?.content.title ?? '',
              kind: out.kind,
              handedAt: at,
              changedSince: (entry?.version ?? 0) > out.localVersion,
            },
          ]
    })
    return {
      begun,
      platform: begun ? platform.name : '',
      open: begun ? openEntries(db, platform.agencyId) + changes.length - waiting.length : 0,
      waiting: waiting.slice(0, 5_000),
      handovers: handovers(db),
      imports: imports(db),
    }
  },

  'listing.recall': ({ changes }, context) => {
    const { db } = context
    listingPlatform(db)
    context.commit(
      () => {
        for (const id of changes) {
          if (outgoing(db, id)?.state !== 'sent') throw new Refusal('listing.notHanded')
          dropOutgoing(db, id)
        }
        logLine(db, context.ports.now().toISOString(), 'recalled', null, String(changes.length))
      },
      () => ({ entity: 'listing', note: `recalled ${changes.length}` }),
    )
    say(context)
    return { open: countUnconfirmed(db) }
  },
}

/** As far as this many are looked at one by one. */
const looked = 300

/** Entries with something to tell: a step of the work in house, or a field no template has, is nothing. Beyond some hundreds it is counted roughly. */
const openEntries = (db: ReadDb, agencyId: string): number => {
  const ids = unconfirmed(db, agencyId, looked, [])
  if (ids.length === looked) return countUnconfirmed(db)
  const anywhere = carriedByAll(keptTemplates(db).map(({ template }) => template))
  return ids.filter((id) => {
    const shadow = shadowOf(db, id)
    const entry = entryById(db, id)
    if (shadow === undefined || entry === undefined || entry.deletedAt !== null || shadow.gone !== null) return true
    return !isEmptyPatch(carriedPatch(patchBetween(shadow.content, entry.content), anywhere, shadow.content))
  }).length
}

const jsonIn = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '') as unknown
  } catch {
    return null
  }
}

const keep = (context: Context, name: string, template: ListingTemplate, workbook: { bytes: Buffer; words: string } | null): void => {
  const savedAt = context.ports.now().toISOString()
  context.commit(
    () => {
      putTemplate(context.db, { name, template, workbook, savedAt })
    },
    () => ({ entity: 'listing', digest: sha256Hex(JSON.stringify({ name, template })), note: 'template' }),
  )
  say(context)
}
