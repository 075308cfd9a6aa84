import { Alert, Button, Group, Text } from '@mantine/core'
import { IconArrowBackUp, IconPencilPlus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newerClauses } from '../../../../shared/agreements/choose.ts'
import type { AgreementClause } from '../../../../shared/cases/agreement-text.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import classes from '../agreement.module.css'
import { clauseKeys, factsOfText, moved, ownClause, taken } from '../model/clauses.ts'
import { AddClauses } from './AddClauses.tsx'
import { ClauseCard } from './ClauseCard.tsx'
import { Notes } from './Notes.tsx'
import { useJump, useNotes, useText } from './text-store.tsx'

/** The clauses in their order: from the library, changed, or the parties' own. */
export const ClausesSection = ({ law, shareType }: { law: PackSet | null; shareType: string }) => {
  const { t } = useTranslation()
  const keys = useText(({ text }) => clauseKeys(text.clauses).join(' '))
  const versions = useText(({ text }) => text.clauses.map(({ version }) => version).join(' '))
  const change = useText((state) => state.change)
  const jumpTo = useText((state) => state.jumpTo)
  const text = useText((state) => state.text)
  const notes = useNotes('clauses')
  const add = useJump<HTMLButtonElement>('clauses')
  const [adding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<{ clause: AgreementClause; at: number } | null>(null)
  const all = keys === '' ? [] : keys.split(' ')
  const put = (how: (clauses: AgreementClause[]) => AgreementClause[]) => change((old) => ({ ...old, clauses: how(old.clauses) }))
  const newer = law === null || versions === '' ? [] : newerClauses(text, law)
  const write = () => {
    put((clauses) => [...clauses, ownClause(clauses)])
    jumpTo(`clauses.${all.length}.heading`)
  }
  const full = all.length >= 60
  return (
    <section aria-label={t('agreement.sections.clauses')}>
      <Notes findings={notes} />
      <ol className={classes.clauses}>
        {all.map((key, at) => {
          const offered = newer.find(({ id }) => key.startsWith(`${id}#`))?.offered ?? null
          return (
            <ClauseCard
              key={key}
              at={at}
              last={at === all.length - 1}
              offered={offered}
              onMove={(by) => put((clauses) => moved(clauses, at, by))}
              onRemove={(clause) => {
                setRemoved({ clause, at })
                put((clauses) => clauses.toSpliced(at, 1))
              }}
              onTake={() =>
                offered !== null &&
                law !== null &&
                put((clauses) => clauses.map((one, i) => (i === at ? taken(one, offered, law, factsOfText(text, shareType)) : one)))
              }
            />
          )
        })}
      </ol>
      {all.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('agreement.clauses.none')}
        </Text>
      )}
      {removed !== null && (
        <Alert color="gray" p="xs" mt="xs" role="status" withCloseButton onClose={() => setRemoved(null)}>
          <Group gap="sm">
            {t('agreement.clauses.removed', { heading: removed.clause.heading })}
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconArrowBackUp size={13} aria-hidden />}
              onClick={() => {
                put((clauses) => clauses.toSpliced(removed.at, 0, removed.clause))
                setRemoved(null)
              }}
            >
              {t('agreement.clauses.restore')}
            </Button>
          </Group>
        </Alert>
      )}
      <Group gap="xs" mt="sm">
        <Button ref={add} variant="light" leftSection={<IconPlus size={15} aria-hidden />} disabled={law === null || full} onClick={() => setAdding(true)}>
          {t('agreement.clauses.add')}
        </Button>
        <Button variant="default" leftSection={<IconPencilPlus size={15} aria-hidden />} disabled={full} onClick={write}>
          {t('agreement.clauses.write')}
        </Button>
      </Group>
      {adding && law !== null && <AddClauses law={law} shareType={shareType} onClose={() => setAdding(false)} />}
    </section>
  )
}
