import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGo, useRoute } from '../app/route.ts'
import { Screen } from '../components/Screen.tsx'
import { Cards } from './Cards.tsx'
import { MakeExchange } from './MakeExchange.tsx'
import { MakePackage } from './MakePackage.tsx'
import { Media } from './Media.tsx'
import { Packages } from './Packages.tsx'
import { TakeIn } from './TakeIn.tsx'

const tabs = ['packages', 'media', 'cards'] as const

/** 介质交换: the same changes as by the network, carried on discs. */
export const FerryScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const go = useGo()
  const tab = tabs.find((each) => each === rest) ?? 'packages'
  return (
    <Screen title={t('shell.screens.ferry')} about={t('ferry.about')}>
      {rest === 'make' ? (
        <MakePackage onBack={() => go('ferry')} />
      ) : rest === 'exchange' || rest.startsWith('exchange/') ? (
        <MakeExchange about={rest.slice('exchange/'.length)} onBack={() => go('ferry')} />
      ) : rest === 'take' ? (
        <TakeIn onBack={() => go('ferry')} />
      ) : (
        <Tabs value={tab} onChange={(value) => go('ferry', value === 'packages' || value === null ? '' : value)} keepMounted={false}>
          <Tabs.List mb="md">
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`ferry.tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="packages">
            <Packages />
          </Tabs.Panel>
          <Tabs.Panel value="media">
            <Media />
          </Tabs.Panel>
          <Tabs.Panel value="cards">
            <Cards />
          </Tabs.Panel>
        </Tabs>
      )}
    </Screen>
  )
}
