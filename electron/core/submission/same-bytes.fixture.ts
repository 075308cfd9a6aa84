import { submissionPaper } from '../../../shared/submissions/paper.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { renderDocument } from '../documents/render-document.ts'
import { cityForm } from '../sheets/city-form.fixture.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'
import { fillCityForm } from './fill-city-form.ts'
import { submissionFiles } from './write-form.ts'

/** Every file one frozen submission leaves as, by its digest. */
export const filesOfASubmission = async (): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const language of ['zh', 'en'] as const) {
    const document = frozenSubmission({ rows: 8, requests: 5003 })
    const given = { document, digests: submissionText(document), language }
    const { workbook, beside } = await submissionFiles(given)
    found[`${language} xlsx`] = sha256Hex(workbook)
    for (const { table, bytes } of beside) found[`${language} ${table}`] = sha256Hex(bytes)
    const rendering = { ports: { startTask: startTaskHere }, signal: new AbortController().signal }
    found[`${language} pdf`] = (await renderDocument(submissionPaper(document, given.digests, language), 'pdf', rendering)).sha256
    found.json = given.digests.sha256
    const binding = {
      cells: [
        { sheet: '报表', cell: 'D4', value: { kind: 'figure', indicator: 'entry.total', key: null } },
        { sheet: '报表', cell: 'E2', value: { kind: 'cover', field: 'on' } },
      ],
      blocks: [{ sheet: '报表', firstRow: 14, table: 'outside', columns: ['resource', 'recordedOn'] }],
    } as const
    found[`${language} form`] = sha256Hex(await fillCityForm(given, { bytes: await cityForm(), name: '报表.xlsx' }, structuredClone(binding) as never))
  }
  return found
}

// Called by itself, in a process of its own.
if (process.argv[1] === import.meta.filename) process.stdout.write(`${JSON.stringify(await filesOfASubmission())}\n`)
