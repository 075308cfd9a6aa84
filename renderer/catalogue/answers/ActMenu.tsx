import { Menu } from '@mantine/core'
import { IconChecklist, IconFileCheck, IconMailCheck, IconPrinter, IconSend, IconShieldCheck, IconUserCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { What } from './recording.ts'

const icons = {
  check: IconChecklist,
  assess: IconFileCheck,
  approval: IconPrinter,
  agree: IconUserCheck,
  submit: IconSend,
  answer: IconMailCheck,
  review: IconShieldCheck,
}

/** What can be recorded or decided, as lines of a menu. `why` says why none of it can be now. */
export const ActItems = ({ whats, why, onRecord }: { whats: readonly What[]; why?: string | undefined; onRecord(what: What): void }) => {
  const { t } = useTranslation()
  return whats.map((what) => {
    const Icon = icons[what]
    return (
      <Menu.Item key={what} leftSection={<Icon size={15} aria-hidden />} disabled={why !== undefined} title={why} onClick={() => onRecord(what)}>
        {t(`life.actions.${what}`)}
      </Menu.Item>
    )
  })
}
