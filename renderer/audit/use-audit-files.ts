import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/errors.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { formatNumber } from '../components/moments.ts'

export type AuditFiles = {
  exportLog(): Promise<void>
  saveScript(): Promise<void>
  busy: boolean
  failure: Failure | null
  /** What was written last, with its digest to copy down. */
  saved: string | null
  clear(): void
}

/** The log and its verification script as files; they travel apart (practice P15). */
export const useAuditFiles = (bounds: { from?: string; to?: string }): AuditFiles => {
  const { t } = useTranslation()
  const pick = usePick()
  const log = useCall('audit.export')
  const script = useCall('audit.script')
  const [saved, setSaved] = useState<string | null>(null)
  const begin = () => {
    setSaved(null)
    log.clear()
    script.clear()
  }
  return {
    exportLog: async () => {
      begin()
      const place = await pick.save({
        title: t('audit.exportTitle'),
        name: 'mulu-audit.txt',
        kinds: [{ label: t('audit.exportKind'), extensions: ['txt'] }],
      })
      if (place === null) return
      const done = await log.run({ file: place.handle, ...bounds })
      if (done !== null) setSaved(t('audit.exported', { events: formatNumber(done.events), digest: done.sha256 }))
    },
    saveScript: async () => {
      begin()
      const place = await pick.save({ title: t('audit.scriptTitle'), name: 'verify-audit.sh', kinds: [{ label: t('audit.scriptKind'), extensions: ['sh'] }] })
      if (place === null) return
      const done = await script.run({ file: place.handle })
      if (done !== null) setSaved(t('audit.scriptSaved', { digest: done.sha256 }))
    },
    busy: log.busy || script.busy,
    failure: log.failure ?? script.failure ?? pick.failure,
    saved,
    clear: () => setSaved(null),
  }
}
