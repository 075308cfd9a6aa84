import { Radio, SegmentedControl, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Need } from '../../../shared/cases/act.ts'
import type { CaseAct, CaseRow } from '../../../shared/contract/case-views.ts'
import type { Role } from '../../../shared/roles.ts'
import { useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { callOf } from '../calls.ts'
import { useCaseWords } from '../words.ts'

/** Who decides on this screen (Order 809 art.20, practice P5, L6); others record the signed form. */
const rolesOf: Readonly<Record<Need, Role>> = { headConsent: 'workingBodyHead', secrecyReview: 'confidentialityOfficer', departmentHead: 'departmentHead' }

type Props = { row: CaseRow; draft: CaseAct; need: Need; onClose(): void }

/** A consent: by whoever holds the role and did not draft it, here, or from the signed form. */
export const ConsentDialog = ({ row: { kind, id }, draft, need, onClose }: Props) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const words = useCaseWords(kind)
  const holds = user.roles.includes(rolesOf[need])
  const drafted = draft.officer === user.name
  const mayHere = holds && !drafted
  const [paper, setPaper] = useState(!mayHere)
  const [decision, setDecision] = useState<'agreed' | 'declined'>('agreed')
  const [form, setForm] = useState({ by: '', on: '', evidence: '', handledBy: '', officeHead: '', reason: '' })
  const { run, busy, failure, clear } = useCall(callOf(kind, 'consent'))
  const put = (part: Partial<typeof form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  const review = need === 'secrecyReview'
  const filled = (...values: string[]) => values.every((value) => value.trim() !== '')
  const complete =
    (!paper || filled(form.by, form.on, form.evidence)) &&
    (!review || filled(form.handledBy, form.officeHead)) &&
    (decision === 'agreed' || filled(form.reason))
  const submit = async () => {
    const { by, on, evidence, handledBy, officeHead, reason } = form
    const done = await run({
      id,
      actId: draft.id,
      need,
      decision,
      reason,
      ...(review ? { handledBy, officeHead } : {}),
      ...(paper ? { by, on, evidence } : {}),
    })
    if (done === null) return
    toastDone(t('cases.consent.done'))
    onClose()
  }
  return (
    <FormDialog
      title={t('cases.consent.title', { need: t(`cases.needs.${need}`), what: words.act(draft.act) })}
      confirm={t('cases.consent.confirm')}
      complete={complete}
      busy={busy}
      failure={words.failure(draft.act, failure)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {mayHere ? (
        <SegmentedControl
          aria-label={t('cases.consent.how')}
          value={paper ? 'paper' : 'screen'}
          onChange={(value) => setPaper(value === 'paper')}
          data={(['screen', 'paper'] as const).map((value) => ({ value, label: t(`cases.consent.${value}`) }))}
        />
      ) : (
        <Text size="sm" c="dimmed">
          {t(drafted && holds ? 'cases.file.ownDraft' : 'cases.consent.notYours')}
        </Text>
      )}
      <Radio.Group label={t('cases.consent.decision')} value={decision} onChange={(value) => setDecision(value === 'declined' ? 'declined' : 'agreed')}>
        <SimpleGrid cols={2} mt={4}>
          {(['agreed', 'declined'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`cases.consent.${value}`)} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {review && (
        <SimpleGrid cols={2} spacing="sm">
          <Person label={t('cases.consent.handledBy')} value={form.handledBy} onChange={(handledBy) => put({ handledBy })} />
          <Person
            label={t('cases.consent.officeHead')}
            hint={t('cases.consent.reviewer')}
            value={form.officeHead}
            onChange={(officeHead) => put({ officeHead })}
          />
        </SimpleGrid>
      )}
      {paper && (
        <>
          <SimpleGrid cols={2} spacing="sm">
            <Person label={t('cases.consent.by')} value={form.by} onChange={(by) => put({ by })} />
            <DayInput label={t('cases.consent.on')} value={form.on} onChange={(on) => put({ on })} withAsterisk />
          </SimpleGrid>
          <TextInput
            label={t('cases.consent.evidence')}
            value={form.evidence}
            onChange={(event) => put({ evidence: event.currentTarget.value })}
            maxLength={300}
            withAsterisk
          />
        </>
      )}
      <Textarea
        label={t(decision === 'declined' ? 'cases.consent.reason' : 'cases.consent.remark')}
        value={form.reason}
        onChange={(event) => put({ reason: event.currentTarget.value })}
        maxLength={2000}
        withAsterisk={decision === 'declined'}
        autosize
        minRows={decision === 'declined' ? 2 : 1}
        maxRows={6}
      />
    </FormDialog>
  )
}

const Person = ({ label, hint, value, onChange }: { label: string; hint?: string; value: string; onChange(value: string): void }) => (
  <TextInput label={label} description={hint} value={value} onChange={(event) => onChange(event.currentTarget.value)} maxLength={100} withAsterisk />
)
