import { Alert } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from './api-context.tsx'
import { idleStep } from './idle.ts'
import { useSession } from './session.tsx'

/** Tells the core while somebody works here without a call, and warns before it locks by itself. */
export const IdleWatch = () => {
  const { t } = useTranslation()
  const api = useApi()
  const { idleLockMinutes } = useSession()
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)

  useEffect(() => {
    let activeMs = Date.now()
    let toldMs = activeMs
    const check = () => {
      const nowMs = Date.now()
      const step = idleStep({ nowMs, activeMs, toldMs, minutes: idleLockMinutes })
      setSecondsLeft(step.secondsLeft)
      if (!step.beat) return
      toldMs = nowMs
      void api.call('vault.stayOpen', {})
    }
    const notice = () => {
      const nowMs = Date.now()
      const asleep = nowMs - activeMs > 1000
      activeMs = nowMs
      if (asleep) check()
    }
    const signs = ['keydown', 'pointerdown', 'wheel'] as const
    for (const sign of signs) window.addEventListener(sign, notice, { capture: true, passive: true })
    const timer = setInterval(check, 1000)
    return () => {
      for (const sign of signs) window.removeEventListener(sign, notice, { capture: true })
      clearInterval(timer)
    }
  }, [api, idleLockMinutes])

  if (secondsLeft === null) return null
  return (
    <Alert color="orange" icon={<IconClock size={18} aria-hidden />} radius={0} p="xs" role="alert">
      {t('shell.idleSoon')}
      <span aria-hidden> {t('common.seconds', { count: secondsLeft })}</span>
    </Alert>
  )
}
