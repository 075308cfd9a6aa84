import { Box, Center, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'

/** The page while no vault is open: product, language, and one card in the middle. */
export const Frame = ({ title, width = 420, children }: { title: string; width?: number; children: ReactNode }) => {
  const { t } = useTranslation()
  const { language, setLanguage } = useLanguage()
  return (
    <Box component="main" h="100dvh" display="flex" bg="var(--mulu-rail)" style={{ flexDirection: 'column' }}>
      <Group justify="space-between" px="lg" py="sm">
        <Group gap="xs" align="baseline">
          <Text fw={700} size="xl" c="var(--mantine-color-anchor)">
            {t('shell.product')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('shell.tagline')}
          </Text>
        </Group>
        <SegmentedControl
          aria-label={t('shell.language')}
          value={language}
          onChange={(value) => setLanguage(value === 'en' ? 'en' : 'zh')}
          data={[
            { value: 'zh', label: t('shell.zh') },
            { value: 'en', label: t('shell.en') },
          ]}
        />
      </Group>
      <Center flex={1} mih={0} p="md" style={{ overflow: 'auto' }}>
        <Paper p="lg" w={width} maw="100%" my="auto">
          <Stack gap="sm">
            <Title order={1}>{title}</Title>
            {children}
          </Stack>
        </Paper>
      </Center>
    </Box>
  )
}
