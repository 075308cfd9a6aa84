import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { PrintHandOver } from './HandOverDialog.tsx'
import { HandOverView } from './HandOverView.tsx'
import { useFerryWords } from './words.ts'

/** A package that was written: what becomes of it next, and its hand-over form. */
export const WrittenPackage = ({ made, about }: { made: Output<'ferry.export'>; about: string }) => {
  const { t } = useTranslation()
  const words = useFerryWords()
  return (
    <Stack gap="sm">
      <Group gap="xs" role="status">
        <IconCircleCheck size={22} color="var(--mulu-good)" aria-hidden />
        <Title order={3} size="h2">
          {t('ferry.make.done', { kind: words.kind(made.kind), count: made.form.volumes.length })}
        </Title>
      </Group>
      <Text size="sm" c="dimmed">
        {about}
      </Text>
      <Paper p="md">
        <HandOverView form={made.form} />
      </Paper>
      <Group>
        <PrintHandOver form={made.form} />
      </Group>
    </Stack>
  )
}
