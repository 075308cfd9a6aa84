import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo, useRoute } from '../app/route.ts'
import { Screen } from '../components/Screen.tsx'
import { CalendarPart } from './calendar/CalendarPart.tsx'
import { CountPart } from './count/CountPart.tsx'
import { CoveragePart } from './covered/CoveragePart.tsx'
import { PacksPart } from './packs/PacksPart.tsx'

/** The parts of the screen, in the order of the tabs; the first is shown when the address names none. */
const parts = {
  packs: PacksPart,
  coverage: CoveragePart,
  calendar: CalendarPart,
  count: CountPart,
} as const satisfies Record<string, ComponentType>
const names = ['packs', 'coverage', 'calendar', 'count'] as const satisfies readonly (keyof typeof parts)[]

/** What the office works under: regulations and how far they are covered, and the calendar and the count of deadlines. */
export const RulesScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const go = useGo()
  const [part] = rest.split('/')
  const shown = names.find((name) => name === part) ?? names[0]
  const Part = parts[shown]
  return (
    <Screen title={t('shell.screens.rules')} fill>
      <Tabs value={shown} onChange={(name) => go('rules', name ?? '')} display="flex" flex={1} mih={0} style={{ flexDirection: 'column' }}>
        <Tabs.List px="md" aria-label={t('shell.screens.rules')}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`rules.parts.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} className="mulu-scroll" p="md" tabIndex={0}>
          <Part />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  )
}
