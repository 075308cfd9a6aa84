import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecrecyAnswer } from '../../../shared/catalogue.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { useApi } from '../../app/api-context.tsx'
import { useSessionStore, useSessionStoreApi } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { type Defaults, type ImportState, importRecipe, noImport, type Step } from './import-store.ts'
import { withHeadings } from './mapping.ts'

const sheetExtensions = ['xlsx', 'xls', 'et', 'csv', 'txt', 'tsv', 'json', 'xlsm', 'html']

/** The steps of bringing in a sheet: file, secrecy question, columns, dry run, one write. */
export const useImport = () => {
  const { t } = useTranslation()
  const api = useApi()
  const inspect = useCall('catalogue.inspectFile')
  const run = useCall('catalogue.import')
  const store = useSessionStoreApi(importRecipe)
  const put = (part: Partial<ImportState>) => store.setState(part)
  const state = useSessionStore(importRecipe, (all) => all)
  const { file, inspection, mapping, defaults, allOrNothing } = state

  // What is finished is not shown again to whoever comes back.
  useEffect(
    () => () => {
      if (store.getState().step === 'result') store.setState(noImport)
    },
    [store],
  )

  const kinds = [{ label: t('catalogue.import.kinds'), extensions: sheetExtensions }]
  const look = async (handle: string, sheet?: string) => {
    put({ work: 'inspecting' })
    const found = await inspect.run(sheet === undefined ? { file: handle } : { file: handle, sheet })
    if (found === null) return
    put({ inspection: found, mapping: found.proposal, step: found.secrecyMarks.length > 0 ? 'file' : 'mapping' })
  }
  const input = (apply: boolean, rejectsFile?: string) => ({
    file: file?.handle ?? '',
    secrecy: '不涉密' as const,
    apply,
    ...(mapping === null ? {} : { mapping }),
    defaults: Object.fromEntries(Object.entries(defaults).filter(([, value]) => value.trim() !== '')),
    allOrNothing,
    ...(rejectsFile === undefined ? {} : { rejectsFile }),
  })
  const restart = () => {
    put({ ...noImport, defaults, allOrNothing })
    inspect.clear()
    run.clear()
  }

  return {
    ...state,
    inspect,
    run,
    setStep: (step: Step) => put({ step }),
    setMapping: (mapping: Mapping) => put({ mapping }),
    setDefaults: (defaults: Defaults) => put({ defaults }),
    setAllOrNothing: (allOrNothing: boolean) => put({ allOrNothing }),
    restart,
    choose: async () => {
      const picked = await api.files.open({ title: t('catalogue.import.choose'), kinds })
      if (picked === null) return
      restart()
      put({ file: picked, asking: true })
    },
    answered: async () => {
      put({ asking: false })
      if (file !== null) await look(file.handle)
    },
    /** The file is not opened at all; the refusal is recorded. */
    stopped: async (answer: SecrecyAnswer) => {
      const { handle } = file ?? { handle: '' }
      restart()
      if (handle !== '') await api.call('catalogue.import', { file: handle, secrecy: answer })
    },
    notNow: restart,
    chooseSheet: async (sheet: string) => {
      if (file !== null) await look(file.handle, sheet)
    },
    moveHeadings: (headerRows: number, firstDataRow: number) => {
      if (mapping !== null && inspection !== null) put({ mapping: withHeadings(mapping, inspection.preview, headerRows, firstDataRow) })
    },
    tryOut: async () => {
      put({ work: 'trial' })
      const done = await run.run(input(false))
      if (done === null) return
      put({ trial: done, step: 'trial' })
    },
    apply: async () => {
      put({ work: 'applying' })
      const done = await run.run(input(true))
      if (done === null) return
      put({ trial: done, step: 'result' })
    },
    saveRejects: async () => {
      const place = await api.files.save({
        title: t('catalogue.import.saveRejects'),
        name: t('catalogue.import.rejectsName'),
        kinds: [{ label: 'xlsx', extensions: ['xlsx'] }],
      })
      if (place === null) return
      put({ work: 'rejecting' })
      const done = await run.run(input(false, place.handle))
      if (done !== null) put({ rejectsSaved: place.name })
    },
  }
}
export type Import = ReturnType<typeof useImport>
