import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import { useLanguage } from '../app/language.ts'
import { failureWords } from './failure-words.ts'

/** A refusal as the officer reads it: what happened, what to do, and the code to quote. */
export const ErrorNote = ({ failure, onRetry, onClose }: { failure: Failure | null; onRetry?: () => void; onClose?: () => void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (failure === null) return null
  const { message, action } = failureWords(failure, language, (role) => t(`roles.${role as Role}`))
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertCircle size={18} aria-hidden />}
      withCloseButton={onClose !== undefined}
      {...(onClose === undefined ? {} : { onClose })}
      p="xs"
    >
      <Text size="sm" fw={600}>
        {message}
      </Text>
      <Text size="sm">{action}</Text>
      <Group gap="sm" mt={4}>
        {onRetry !== undefined && (
          <Button variant="default" size="compact-xs" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        <Text size="2xs" c="dimmed" className="mulu-mono">
          {failure.code}
        </Text>
      </Group>
    </Alert>
  )
}
