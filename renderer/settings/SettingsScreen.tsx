import { Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { version } from '../../package.json'
import { useMay } from '../app/session.tsx'
import { LanguageControl, SchemeControl } from '../components/DisplayChoice.tsx'
import { Screen } from '../components/Screen.tsx'
import { Section } from '../components/Section.tsx'
import { TrustedKeys } from '../trust/TrustedKeys.tsx'
import { UpdatePart } from './UpdatePart.tsx'

export const SettingsScreen = () => {
  const { t } = useTranslation()
  const mayUpdate = useMay('update.verify')
  const facts = [
    [t('settings.version'), version],
    [t('settings.network'), t('settings.networkText')],
    [t('settings.secrecy'), t('settings.secrecyText')],
    [t('settings.licence'), t('settings.licenceText')],
  ] as const
  return (
    <Screen title={t('shell.screens.settings')} about={t('settings.about')}>
      <Stack gap="md" maw={720}>
        <Paper p="md">
          <Section title={t('settings.display')}>
            <Stack gap="sm">
              <Group justify="space-between">
                <Text size="sm" id="settings-language">
                  {t('shell.language')}
                </Text>
                <LanguageControl aria-labelledby="settings-language" />
              </Group>
              <Group justify="space-between">
                <Text size="sm" id="settings-scheme">
                  {t('shell.scheme')}
                </Text>
                <SchemeControl aria-labelledby="settings-scheme" />
              </Group>
            </Stack>
          </Section>
        </Paper>
        {mayUpdate && (
          <Paper p="md">
            <UpdatePart />
          </Paper>
        )}
        <Paper p="md">
          <TrustedKeys />
        </Paper>
        <Paper p="md">
          <Section title={t('settings.aboutTitle')}>
            <Stack component="dl" gap="xs" m={0}>
              {facts.map(([label, value]) => (
                <Group key={label} wrap="nowrap" align="flex-start" gap="md">
                  <Text component="dt" size="sm" c="dimmed" w={80} style={{ flexShrink: 0 }}>
                    {label}
                  </Text>
                  <Text component="dd" size="sm" m={0}>
                    {value}
                  </Text>
                </Group>
              ))}
            </Stack>
          </Section>
        </Paper>
      </Stack>
    </Screen>
  )
}
