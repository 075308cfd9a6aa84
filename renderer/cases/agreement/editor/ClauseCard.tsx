import { ActionIcon, Anchor, Badge, Button, Group, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { Fragment, memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { libraryClause } from '../../../../shared/agreements/choose.ts'
import type { Clause } from '../../../../shared/agreements/clauses/clause.ts'
import type { AgreementClause } from '../../../../shared/cases/agreement-text.ts'
import { useLanguage } from '../../../app/language.ts'
import { WordDiff } from '../../../catalogue/history/WordDiff.tsx'
import { upper } from '../../words.ts'
import classes from '../agreement.module.css'
import { originOf, restored, withText } from '../model/clauses.ts'
import { articleOf } from '../model/whole.ts'
import { Notes, noteProps } from './Notes.tsx'
import { useJump, useNotes, usePut, useText } from './text-store.tsx'

type Props = {
  at: number
  last: boolean
  /** A newer wording of it in the library. */
  offered: Clause | null
  onMove(by: 1 | -1): void
  onRemove(clause: AgreementClause): void
  onTake(): void
}

const empty: AgreementClause = { id: 'own/0', version: 0, heading: '', text: '', blanks: {} }

/** One clause: its words with the blanks in them, what is filled in, and what can be done with it. */
export const ClauseCard = memo(
  ({ at, last, offered, onMove, onRemove, onTake }: Props) => {
    const { t } = useTranslation()
    const clause = useText(({ text }) => text.clauses[at]) ?? empty
    const { language } = useLanguage()
    const put = usePut()
    const jumped = useText(({ jump }) => jump === `clauses.${at}.text` || jump === `clauses.${at}.heading`)
    const notes = useNotes(`clauses.${at}`)
    const headNotes = useNotes(`clauses.${at}.heading`)
    const textNotes = useNotes(`clauses.${at}.text`)
    const [writing, setWriting] = useState(false)
    const origin = originOf(clause)
    const words = writing || jumped || clause.text === '' || clause.heading === ''
    if (words && !writing) setWriting(true)
    const named = clause.heading === '' ? t('agreement.clauses.unnamed') : clause.heading
    return (
      <li className={classes.clause} data-clause={clause.id} aria-label={named}>
        <Group gap={6} wrap="nowrap" align="center">
          <strong className={classes.clauseHead}>
            {articleOf(at)[language]} {named}
          </strong>
          <Badge size="xs" color={origin === 'library' ? 'gray' : origin === 'changed' ? 'orange' : 'grape'} title={clause.id}>
            {t(`agreement.clauses.${origin}`, { version: clause.version })}
          </Badge>
          <Group gap={2} wrap="nowrap" ml="auto">
            <Button
              size="compact-xs"
              variant="subtle"
              aria-expanded={writing}
              aria-label={`${t('agreement.clauses.edit')} ${named}`}
              onClick={() => setWriting(!writing)}
            >
              {t(writing ? 'agreement.clauses.fold' : 'agreement.clauses.edit')}
            </Button>
            <ActionIcon size="sm" disabled={at === 0} aria-label={t('agreement.clauses.up', { heading: named })} onClick={() => onMove(-1)}>
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon size="sm" disabled={last} aria-label={t('agreement.clauses.down', { heading: named })} onClick={() => onMove(1)}>
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon size="sm" aria-label={t('agreement.clauses.remove', { heading: named })} onClick={() => onRemove(clause)}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
        {writing ? <Writing at={at} clause={clause} /> : <Read clause={clause} />}
        <Notes findings={writing ? notes : [...notes, ...headNotes, ...textNotes]} />
        {Object.keys(clause.blanks).length > 0 && (
          <div className={classes.blanks}>
            {Object.keys(clause.blanks).map((name) => (
              <BlankAt key={name} at={at} clause={clause} name={name} />
            ))}
          </div>
        )}
        {origin === 'changed' && (
          <Anchor component="button" type="button" size="xs" onClick={() => put(`clauses.${at}`, restored(clause))}>
            {t('agreement.clauses.asLibrary')}
          </Anchor>
        )}
        {offered !== null && (
          <div className={classes.newer}>
            <Group gap="sm">
              {t('agreement.clauses.newer', { version: offered.version })}
              <Button size="compact-xs" variant="default" onClick={onTake}>
                {t('agreement.clauses.take')}
              </Button>
            </Group>
            <WordDiff from={clause.text} to={offered.text.zh} />
          </div>
        )}
      </li>
    )
  },
  (before, after) => before.at === after.at && before.last === after.last && before.offered === after.offered,
)

/** The words as they will be read; a blank that is empty is seen as one. */
const Read = ({ clause: { id, version, text, blanks } }: { clause: AgreementClause }) => {
  const known = libraryClause(id, version)
  const { language } = useLanguage()
  return (
    <div className={classes.clauseText}>
      {text.split('\n').map((line, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <p key={nth}>
          {line.split(/(\{\w+\})/).map((part, index) => {
            const name = /^\{(\w+)\}$/.exec(part)?.[1]
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
            if (name === undefined) return <Fragment key={index}>{part}</Fragment>
            const said = blanks[name]?.trim() ?? ''
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <span key={index} className={classes.blank} data-empty={said === ''}>
                {said === '' ? (known?.blanks[name]?.words[language] ?? name) : said}
              </span>
            )
          })}
        </p>
      ))}
    </div>
  )
}

const Writing = ({ at, clause }: { at: number; clause: AgreementClause }) => {
  const { t } = useTranslation()
  const put = usePut()
  const heading = useJump<HTMLInputElement>(`clauses.${at}.heading`)
  const text = useJump<HTMLTextAreaElement>(`clauses.${at}.text`)
  const headNotes = useNotes(`clauses.${at}.heading`)
  const textNotes = useNotes(`clauses.${at}.text`)
  return (
    <div className={classes.writing}>
      <TextInput
        ref={heading}
        label={t('agreement.clauses.heading')}
        value={clause.heading}
        maxLength={100}
        withAsterisk
        {...noteProps(headNotes)}
        onChange={(event) => put(`clauses.${at}.heading`, event.currentTarget.value)}
      />
      <Textarea
        ref={text}
        label={t('agreement.clauses.text')}
        value={clause.text}
        maxLength={4000}
        withAsterisk
        autosize
        minRows={3}
        maxRows={16}
        {...noteProps(textNotes, t('agreement.clauses.textHint'))}
        onChange={(event) => put(`clauses.${at}`, withText(clause, event.currentTarget.value))}
      />
    </div>
  )
}

const BlankAt = ({ at, clause, name }: { at: number; clause: AgreementClause; name: string }) => {
  const { language } = useLanguage()
  const path = `clauses.${at}.blanks.${name}`
  const put = usePut()
  const notes = useNotes(path)
  const box = useJump<HTMLInputElement>(path)
  const label = libraryClause(clause.id, clause.version)?.blanks[name]?.words[language] ?? name
  return (
    <TextInput
      ref={box}
      label={upper(label)}
      aria-label={`${clause.heading} ${label}`}
      value={clause.blanks[name] ?? ''}
      maxLength={500}
      {...noteProps(notes)}
      onChange={(event) => put(path, event.currentTarget.value)}
    />
  )
}
