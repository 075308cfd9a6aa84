import { Alert, Button, Group, Modal, SegmentedControl, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryContent } from '../../../shared/catalogue.ts'
import { type ShareAnswer, shareAnswers } from '../../../shared/checks/share-type.ts'
import type { Output } from '../../../shared/contract.ts'
import { wordIn } from '../../../shared/dictionaries.ts'
import type { Cited } from '../../../shared/regulations/cited.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { CitedRule } from '../../components/CitedRule.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useLabel } from './fields.tsx'
import { useContent, useEdit, useForm } from './form-context.tsx'
import styles from './share-type.module.css'

type Answer = Output<'catalogue.proposeShareType'>
type Question = Answer['questions'][number]

/** What may be written in the dialog itself; bases have their own table in the form. */
const texts = ['shareCondition', 'shareScope', 'shareUse', 'shareReason'] as const
type TextField = (typeof texts)[number]

/** What the questions know of an entry: its items only as far as they are marked. */
const factsOf = (content: EntryContent): Partial<EntryContent> => {
  const { codes, libraryKind, items, shareBasis, shareCondition, shareScope, shareUse, shareReason } = content
  const marked = items.filter(({ personalInformation, commercialSecret }) => personalInformation || commercialSecret)
  return { codes, libraryKind, items: marked, shareBasis, shareCondition, shareScope, shareUse, shareReason }
}

/** Asks what the regulations ask and proposes a type with its reasons; what is adopted is written into the form, not saved. */
export const ShareTypeDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { readOnly } = useForm()
  const content = useContent()
  const edit = useEdit()
  const [answers, setAnswers] = useState<Record<string, ShareAnswer>>({})
  const [written, setWritten] = useState<Partial<Record<TextField, string>>>({})
  const { value, failure, reload } = useLoad(
    'catalogue.proposeShareType',
    content === undefined ? null : { content: { ...factsOf(content), ...written }, answers },
    ['profile', 'rules'],
  )
  const type = value?.proposal.shareType ?? null
  const typeWord = type === null ? '' : wordIn('shareType', type, language)
  const adopt = () => {
    if (type === null || value === null) return
    const wanted = new Set(value.proposal.fill.map(({ field }) => field))
    const kept = Object.fromEntries(Object.entries(written).filter(([field]) => wanted.has(field)))
    edit({ shareType: type, ...kept })
    toastDone(t('sharing.adopted'))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('sharing.title')} size={980} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('sharing.about')}
        </Text>
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && failure === null && <Skeleton h={320} />}
        {value !== null && value.questions.length === 0 && (
          <EmptyState icon={<IconScale size={32} stroke={1.3} />} title={t('sharing.none')}>
            {t('sharing.noneHint')}
          </EmptyState>
        )}
        {value !== null && value.questions.length > 0 && (
          <div className={styles.halves}>
            <Stack component="section" gap="sm" aria-label={t('sharing.questions')}>
              {value.questions.map((question) => (
                <Asked
                  key={question.rule}
                  question={question}
                  cited={value.cited.find(({ rule }) => rule === question.rule)}
                  onAnswer={(answer) => setAnswers({ ...answers, [question.rule]: answer })}
                />
              ))}
            </Stack>
            <Proposal value={value} typeWord={typeWord}>
              {value.proposal.fill.length > 0 && content !== undefined && (
                <ToFill
                  fill={value.proposal.fill}
                  cited={value.cited}
                  textOf={(field) => written[field] ?? content[field]}
                  readOnly={readOnly}
                  onChange={(field, text) => setWritten({ ...written, [field]: text })}
                />
              )}
            </Proposal>
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(readOnly ? 'common.close' : 'common.cancel')}
          </Button>
          {!readOnly && (
            <Button disabled={type === null} onClick={adopt}>
              {t('sharing.adopt', { type: type === null ? '…' : typeWord })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

const Asked = ({ question, cited, onAnswer }: { question: Question; cited: Cited | undefined; onAnswer(answer: ShareAnswer): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const id = useId()
  return (
    <div className={styles.question}>
      <div className={styles.words}>
        <Text size="sm" id={id}>
          {question.question[language]}
        </Text>
        {question.hint !== null && (
          <Text size="xs" c="dimmed">
            {question.hint[language]}
          </Text>
        )}
        {question.fromEntry && (
          <Text size="xs" c="dimmed">
            {t('sharing.fromEntry')}
          </Text>
        )}
        {cited !== undefined && <CitedRule cited={cited} />}
      </div>
      <SegmentedControl
        size="xs"
        aria-labelledby={id}
        value={question.answer ?? ''}
        data={shareAnswers.map((value) => ({ value, label: t(`sharing.answer.${value}`) }))}
        onChange={(value) => {
          const answer = shareAnswers.find((each) => each === value)
          if (answer !== undefined) onAnswer(answer)
        }}
      />
    </div>
  )
}

const Proposal = ({ value: { proposal, questions, cited }, typeWord, children }: { value: Answer; typeWord: string; children: ReactNode }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const why = (rule: string) => questions.find((question) => question.rule === rule)?.why[language] ?? ''
  const rules = (ids: readonly string[]) => (
    <ul className={styles.list}>
      {ids.map((rule) => {
        const row = cited.find((each) => each.rule === rule)
        return (
          <li key={rule}>
            <Text size="sm">{why(rule) || row?.about[language]}</Text>
            {row !== undefined && <CitedRule cited={row} />}
          </li>
        )
      })}
    </ul>
  )
  return (
    <Stack component="section" gap="xs" aria-label={t('sharing.result')}>
      <Title order={3} role="status">
        {proposal.shareType === null ? t('sharing.nothing') : t('sharing.proposed', { type: typeWord })}
      </Title>
      {proposal.shareType === null && <Text size="sm">{t('sharing.nothingHint')}</Text>}
      {proposal.shareType !== null && proposal.open.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('sharing.provisional', { count: proposal.open.length })}
        </Text>
      )}
      {proposal.reasons.length > 0 && rules(proposal.reasons)}
      {proposal.conflicts.map(({ kind, says, rules: ids }) => (
        <Alert key={`${kind} ${ids.join(' ')}`} color="yellow" title={t('sharing.conflicts')} p="xs">
          <Text size="sm">{says[language]}</Text>
          {rules(ids)}
        </Alert>
      ))}
      {proposal.barred.map(({ shareType, rules: ids }) => (
        <div key={shareType}>
          <Text size="sm" fw={600}>
            {t('sharing.barred', { type: wordIn('shareType', shareType, language) })}
          </Text>
          {rules(ids)}
        </div>
      ))}
      {proposal.agreements.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('sharing.agreements')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('sharing.agreementHint')}
          </Text>
          {rules(proposal.agreements)}
        </div>
      )}
      {children}
    </Stack>
  )
}

type FillProps = {
  fill: Answer['proposal']['fill']
  cited: readonly Cited[]
  textOf(field: TextField): string
  readOnly: boolean
  onChange(field: TextField, text: string): void
}

const ToFill = ({ fill, cited, textOf, readOnly, onChange }: FillProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const label = useLabel()
  const source = (rules: readonly string[]) => [...new Set(cited.filter(({ rule }) => rules.includes(rule)).map(({ title }) => title[language]))].join(' · ')
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('sharing.fill')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('sharing.fillHint')}
      </Text>
      <Stack gap="xs" mt={4}>
        {texts
          .filter((field) => fill.some((each) => each.field === field))
          .map((field) => (
            <Textarea
              key={field}
              label={label(field)}
              description={source(fill.find((each) => each.field === field)?.rules ?? [])}
              value={textOf(field)}
              readOnly={readOnly}
              maxLength={2000}
              autosize
              minRows={1}
              maxRows={6}
              onChange={(event) => onChange(field, event.currentTarget.value)}
            />
          ))}
        {fill.some(({ field }) => field === 'shareBasis') && (
          <Text size="xs">
            {label('shareBasis')}：{t('sharing.basisHint')} {source(fill.find(({ field }) => field === 'shareBasis')?.rules ?? [])}
          </Text>
        )}
      </Stack>
    </div>
  )
}
