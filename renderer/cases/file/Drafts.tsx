import { Badge, Button, Group, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Need } from '../../../shared/cases/act.ts'
import { hasLetter } from '../../../shared/cases/letters.ts'
import type { CaseAct } from '../../../shared/contract/case-views.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { canFill, nodeOf } from '../form/schema.ts'
import { useGoTo } from '../use-place.ts'
import { useCaseWords } from '../words.ts'
import type { FileProps } from './CaseFile.tsx'
import { ConsentDialog } from './ConsentDialog.tsx'
import { ConsentLines } from './ConsentLines.tsx'
import { FieldsView } from './FieldsView.tsx'
import { IssueDialog } from './IssueDialog.tsx'
import { LetterDialog } from './LetterDialog.tsx'

/** What is being drafted and what came back, with what it still needs before it may leave. */
export const Drafts = (props: FileProps) => {
  const { t } = useTranslation()
  const drafts = props.file.acts.filter(({ status }) => status === 'draft' || status === 'returned')
  if (drafts.length === 0) return null
  return (
    <div style={{ marginBottom: 20 }}>
      <Section title={t('cases.file.drafts')}>
        <div className={classes.stack}>
          {drafts.map((draft) => (
            <DraftCard key={draft.id} draft={draft} {...props} />
          ))}
        </div>
      </Section>
    </div>
  )
}

const DraftCard = ({ draft, row, file, machine }: FileProps & { draft: CaseAct }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  const { kind, id } = row
  const words = useCaseWords(kind)
  const mayConsent = useMay(callOf(kind, 'consent'))
  const drop = useCall(callOf(kind, 'drop'))
  const [consenting, setConsenting] = useState<Need | null>(null)
  const [issuing, setIssuing] = useState(false)
  const [dropping, setDropping] = useState(false)
  const [writing, setWriting] = useState(false)
  const mayWrite = useMay('document.attach')
  const spec = machine.acts[draft.act]
  if (spec === undefined) return null
  const what = words.act(draft.act)
  const returned = draft.status === 'returned'
  const mine = !sealed && spec.roles.some((role) => user.roles.includes(role))
  const written = draft.lacks?.code !== 'case.fieldsWrong'
  // A consent or a paper that is missing is seen by its mark.
  const told = draft.lacks === null || draft.lacks.code === 'case.lacksConsent' || draft.lacks.code === 'case.lacksPaper' ? null : draft.lacks
  const agreed = (need: Need) => draft.records.some((record) => record.need === need && record.decision === 'agreed')
  const checks: { name: string; has: boolean }[] = [
    { name: t('cases.file.content'), has: written },
    ...spec.needs.map((need) => ({ name: t(`cases.needs.${need}`), has: agreed(need) })),
    ...(spec.paper ? [{ name: t('cases.file.paper'), has: draft.papers.length > 0 }] : []),
  ]
  const remove = async () => {
    if ((await drop.run({ id, actId: draft.id })) === null) return
    setDropping(false)
    toastDone(t('cases.file.dropped'))
  }
  return (
    <article className={classes.draft} data-status={draft.status} data-act={draft.act} aria-label={what}>
      <Group gap={8} align="baseline">
        <Text size="sm" fw={600}>
          {what}
        </Text>
        {(returned || draft.lacks === null) && (
          <Badge size="sm" color={returned ? 'orange' : 'green'}>
            {t(returned ? 'cases.file.returned' : 'cases.file.ready')}
          </Badge>
        )}
        <Text span size="2xs" c="dimmed">
          {t('cases.file.draftBy', { officer: draft.officer, at: formatMoment(draft.madeAt) })}
        </Text>
      </Group>
      {returned && draft.problem !== null && (
        <Text size="sm" c="var(--mulu-warning)" mt={4}>
          {t('cases.file.returnedWhy', { why: draft.problem.message })}
        </Text>
      )}
      <ul className={classes.checks}>
        {checks.map(({ name, has }) => (
          <li key={name} data-has={has}>
            {has ? <IconCircleCheck size={15} aria-hidden /> : <IconCircleDashed size={15} aria-hidden />}
            <span>
              {name}
              <Text span size="2xs" c="dimmed" ml={4}>
                {t(has ? 'cases.file.has' : 'cases.file.missing')}
              </Text>
            </span>
          </li>
        ))}
      </ul>
      {told !== null && !returned && (
        <Text size="xs" c="var(--mulu-warning)">
          {words.lack(draft.act, told)}
        </Text>
      )}
      <FieldsView kind={kind} act={draft.act} fields={draft.fields} note={draft.note} shareType={file.head.shareType} />
      <ConsentLines records={draft.records} />
      <Group gap={6} mt="xs">
        {mine && canFill(nodeOf(spec)) && draft.fields.way !== 'electronic' && (
          <Button size="compact-sm" variant="default" onClick={() => goTo({ kind, view: 'draft', id, actId: draft.id })}>
            {t(returned ? 'cases.file.redo' : 'cases.file.edit')}
          </Button>
        )}
        {mine && mayWrite && !returned && hasLetter(kind, draft.act) && (
          <Button size="compact-sm" variant="default" disabled={!written} onClick={() => setWriting(true)}>
            {t('cases.letter.open')}
          </Button>
        )}
        {mayConsent &&
          !returned &&
          spec.needs.map((need) => (
            <Button key={need} size="compact-sm" variant={agreed(need) ? 'subtle' : 'light'} disabled={!written} onClick={() => setConsenting(need)}>
              {t('cases.file.consent', { need: t(`cases.needs.${need}`) })}
            </Button>
          ))}
        {mine && !returned && (
          <Button size="compact-sm" disabled={draft.lacks !== null} onClick={() => setIssuing(true)}>
            {t('cases.file.issue')}
          </Button>
        )}
        {mine && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDropping(true)} aria-label={`${t('cases.file.drop')} ${what}`}>
            {t('cases.file.drop')}
          </Button>
        )}
      </Group>
      {consenting !== null && <ConsentDialog row={row} draft={draft} need={consenting} onClose={() => setConsenting(null)} />}
      {writing && <LetterDialog row={row} act={draft} open onClose={() => setWriting(false)} />}
      {issuing && <IssueDialog row={row} draft={draft} spec={spec} machine={machine} onClose={() => setIssuing(false)} />}
      <ConfirmDialog
        opened={dropping}
        title={t('cases.file.dropTitle')}
        confirmLabel={t('cases.file.drop')}
        danger
        busy={drop.busy}
        onConfirm={() => void remove()}
        onCancel={() => setDropping(false)}
      >
        {t('cases.file.dropAsk', { what })}
        <ErrorNote failure={drop.failure} />
      </ConfirmDialog>
    </article>
  )
}
