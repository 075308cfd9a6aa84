import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { routeRecipe } from '../../app/route.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { draftsRecipe, unsavedKeys } from './drafts.ts'

/**
 * Unsaved edits survive going from screen to screen; locking or closing drops them, so both ask first. Locking by
 * idleness or suspend does not ask: the key goes, and with it what was not saved.
 */
export const useLockGuard = (lock: () => void): { lock(): void; dialog: ReactNode } => {
  const { t } = useTranslation()
  const entries = useSessionStore(draftsRecipe, (state) => unsavedKeys(state).length)
  // A form that asks before it is left holds edits too.
  const form = useSessionStore(routeRecipe, (route) => route.guarded)
  const unsaved = entries + (form ? 1 : 0)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (unsaved === 0) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
  return {
    lock: () => (unsaved > 0 ? setAsking(true) : lock()),
    dialog: (
      <ConfirmDialog
        opened={asking}
        title={t('catalogue.entry.draftsTitle', { count: unsaved })}
        confirmLabel={t('catalogue.entry.lockAnyway')}
        cancelLabel={t('common.stay')}
        danger
        onConfirm={() => {
          setAsking(false)
          lock()
        }}
        onCancel={() => setAsking(false)}
      >
        {t('catalogue.entry.draftsText')}
      </ConfirmDialog>
    ),
  }
}
