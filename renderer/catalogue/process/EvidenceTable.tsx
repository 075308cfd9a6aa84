import { Badge, Button, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../shared/contract/answers.ts'
import { type AssessmentKind, type EvidenceKind, evidenceKinds } from '../../../shared/entry-life.ts'
import { useMay } from '../../app/session.tsx'
import { agreementKeys, assessedKeys } from '../answers/words.ts'

const slots = {
  保密风险评估: { label: 'life.assessments.secrecyAssessed', kinds: ['secrecyAssessed'], assessment: 'secrecyAssessed' },
  个人信息保护影响评估: { label: 'life.assessments.privacyAssessed', kinds: ['privacyAssessed'], assessment: 'privacyAssessed' },
  部门负责人审核同意: { label: 'life.agreement', kinds: ['agreed', 'declined'], assessment: null },
} as const satisfies Record<EvidenceKind, { label: string; kinds: readonly Answer['kind'][]; assessment: AssessmentKind | null }>

type Props = {
  answers: readonly Answer[]
  asked: readonly EvidenceKind[]
  missing: readonly EvidenceKind[]
  disabled: boolean
  onRecord(what: 'assess', assessment: AssessmentKind): void
}

/** What must be there before a submission, slot by slot: there, missing, or of an older text. */
export const EvidenceTable = ({ answers, asked, missing, disabled, onRecord }: Props) => {
  const { t } = useTranslation()
  const mayAssess = useMay('catalogue.recordAssessment')
  return (
    <Table verticalSpacing={5}>
      <Table.Tbody>
        {evidenceKinds.map((kind) => {
          const { label, kinds, assessment } = slots[kind]
          const newest = answers.find((answer) => kinds.some((wanted) => wanted === answer.kind))
          const lacks = missing.includes(kind)
          const state = !asked.includes(kind) ? 'notAsked' : lacks ? 'lacks' : 'has'
          return (
            <Table.Tr key={kind}>
              <Table.Td w={190}>{t(label)}</Table.Td>
              <Table.Td w={110}>
                <Badge size="sm" color={state === 'has' ? 'green' : state === 'lacks' ? 'orange' : 'gray'}>
                  {t(`life.${state}`)}
                </Badge>
              </Table.Td>
              <Table.Td>{newest !== undefined && <Slot answer={newest} />}</Table.Td>
              <Table.Td w={80} ta="right">
                {assessment !== null && mayAssess && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={disabled}
                    aria-label={`${t('life.record')}：${t(label)}`}
                    onClick={() => onRecord('assess', assessment)}
                  >
                    {t('life.record')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}

const Slot = ({ answer }: { answer: Answer }) => {
  const { t } = useTranslation()
  const on = 'agreedOn' in answer ? answer.agreedOn : 'reviewedOn' in answer ? answer.reviewedOn : ''
  if (answer.outdated) {
    return (
      <Text size="sm" c="dimmed">
        {t('life.was', { on })}
      </Text>
    )
  }
  const said =
    'agreedBy' in answer
      ? [t(`answers.${answer.kind}`), answer.agreedBy, on, t(agreementKeys[answer.source]), answer.reason]
      : 'conclusion' in answer && answer.kind !== 'secrecyReviewed'
        ? [t(assessedKeys[answer.conclusion]), answer.handledBy, on, answer.reason]
        : []
  return <Text size="sm">{said.filter((part) => part !== '').join(' · ')}</Text>
}
