import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SecrecyAnswer, secrecyAnswers } from '../../../shared/catalogue.ts'
import { cited } from '../../../shared/regulations/named.ts'
import { secrecyGate } from '../../../shared/regulations/secrecy-gate.ts'
import { useLanguage } from '../../app/language.ts'

type Props = {
  opened: boolean
  about: 'save' | 'import' | 'sync' | 'schedule' | 'carry' | 'take' | 'attach' | 'export'
  /** 不涉密, the only answer that lets text in. */
  onAnswer(): void
  /** The other answers, once the officer has read what to do; whoever asked drops the text. */
  onStopped(answer: SecrecyAnswer): void
  onCancel(): void
}

const choice = (answer: SecrecyAnswer) => secrecyGate.answers.find((each) => each.answer === answer)

/** The secrecy question (practice L1): before anything is held. Nothing is answered beforehand. */
export const SecrecyDialog = ({ opened, about, onAnswer, onStopped, onCancel }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [answer, setAnswer] = useState<SecrecyAnswer | null>(null)
  const [stopped, setStopped] = useState(false)
  const close = (then: () => void) => {
    setAnswer(null)
    setStopped(false)
    then()
  }
  if (stopped && answer !== null) {
    return (
      <Modal
        opened={opened}
        onClose={() => close(() => onStopped(answer))}
        title={t('catalogue.secrecy.stoppedTitle')}
        withCloseButton={false}
        closeOnClickOutside={false}
      >
        <Stack gap="sm">
          <Alert color="red" icon={<IconHandStop size={18} aria-hidden />} role="alert">
            {choice(answer)?.next[language]}
          </Alert>
          {answer === '不确定' && (
            <Text size="2xs" c="dimmed">
              {t('catalogue.secrecy.sources', { sources: cited.secrecyUnsure[language] })}
            </Text>
          )}
          <Text size="sm">{t('catalogue.secrecy.dropped')}</Text>
          <Group justify="flex-end">
            <Button data-autofocus onClick={() => close(() => onStopped(answer))}>
              {t('catalogue.secrecy.understood')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    )
  }
  return (
    <Modal opened={opened} onClose={() => close(onCancel)} title={t('catalogue.secrecy.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Radio.Group
          label={secrecyGate.question[about][language]}
          value={answer}
          onChange={(value) => setAnswer(secrecyAnswers.find((each) => each === value) ?? null)}
        >
          <Stack gap="xs" mt="xs">
            {secrecyAnswers.map((each, index) => (
              <Radio
                key={each}
                value={each}
                label={choice(each)?.label[language]}
                description={choice(each)?.hint[language]}
                {...(index === 0 ? { 'data-autofocus': true } : {})}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="2xs" c="dimmed">
          {secrecyGate.because[language]}
          {language === 'en' && ' '}
          {t('catalogue.secrecy.sources', {
            sources: [cited.noSecrets, cited.noClassifiedNetwork].map((each) => each[language]).join(language === 'zh' ? '、' : '; '),
          })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => close(onCancel)}>
            {t('common.cancel')}
          </Button>
          <Button disabled={answer === null} onClick={() => (answer !== null && choice(answer)?.lets === true ? close(onAnswer) : setStopped(true))}>
            {t(about === 'save' ? 'catalogue.secrecy.confirm' : 'catalogue.secrecy.confirmImport')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
