import { Box, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageControl } from '../components/DisplayChoice.tsx'
import { Steps } from '../components/Steps.tsx'
import classes from './Walk.module.css'

export const walkSteps = ['language', 'network', 'start', 'vault', 'recovery', 'users', 'profile', 'catalogue'] as const
export type WalkStep = (typeof walkSteps)[number]

type Props = { step: WalkStep; title: string; about?: ReactNode; children: ReactNode; footer: ReactNode }

/** One page of the first-run walk: the steps at the left, the question in the middle, the way on at the bottom. */
export const Walk = ({ step, title, about, children, footer }: Props) => {
  const { t } = useTranslation()
  return (
    <Box h="100dvh" display="flex" bg="var(--mulu-rail)">
      <Box component="nav" aria-label={t('firstRun.title')} className={classes.rail ?? ''}>
        <Text fw={700} size="xl" c="var(--mantine-color-anchor)" px="md">
          {t('shell.product')}
        </Text>
        <Text size="xs" c="dimmed" px="md" mb="lg">
          {t('firstRun.title')}
        </Text>
        <Steps vertical names={walkSteps.map((name) => t(`firstRun.steps.${name}`))} at={walkSteps.indexOf(step)} />
        <Box mt="auto" p="md">
          <LanguageControl fullWidth aria-label={t('shell.language')} />
        </Box>
      </Box>
      <Box component="main" className={classes.page ?? ''}>
        <Box className={classes.content ?? ''} key={step}>
          <Title order={1} size="1.25rem">
            {title}
          </Title>
          {about !== undefined && (
            <Text size="sm" c="dimmed" mt={4} maw={720} component="div">
              {about}
            </Text>
          )}
          <Box mt="md">{children}</Box>
        </Box>
        {footer !== false && (
          <Group className={classes.footer ?? ''} justify="flex-end" gap="xs">
            {footer}
          </Group>
        )}
      </Box>
    </Box>
  )
}
