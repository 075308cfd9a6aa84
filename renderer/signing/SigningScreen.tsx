import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGo, useRoute } from '../app/route.ts'
import { Screen } from '../components/Screen.tsx'
import { Authorisations } from './authorisations/Authorisations.tsx'
import { Authorities } from './authorities/Authorities.tsx'
import { Bundles } from './bundles/Bundles.tsx'
import { NewSigning } from './bundles/NewSigning.tsx'
import { Keys } from './keys/Keys.tsx'

const tabs = ['bundles', 'keys', 'authorisations', 'authorities'] as const

/** 签名与证书: keys, who may sign for the agency, who is believed, and bundles themselves. */
export const SigningScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const go = useGo()
  const tab = tabs.find((each) => each === rest) ?? 'bundles'
  return (
    <Screen title={t('shell.screens.signing')} about={t('signing.about')}>
      {rest === 'make' ? (
        <NewSigning onBack={() => go('signing')} />
      ) : (
        <Tabs value={tab} onChange={(value) => go('signing', value === 'bundles' || value === null ? '' : value)} keepMounted={false}>
          <Tabs.List mb="md">
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`signing.tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="bundles">
            <Bundles onSign={() => go('signing', 'make')} />
          </Tabs.Panel>
          <Tabs.Panel value="keys">
            <Keys />
          </Tabs.Panel>
          <Tabs.Panel value="authorisations">
            <Authorisations />
          </Tabs.Panel>
          <Tabs.Panel value="authorities">
            <Authorities />
          </Tabs.Panel>
        </Tabs>
      )}
    </Screen>
  )
}
