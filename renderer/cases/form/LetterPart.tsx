import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseKind, Party } from '../../../shared/cases/act.ts'
import { EvidenceField, LetterHead } from '../../catalogue/answers/LetterFields.tsx'
import { Section } from '../../components/Section.tsx'
import type { OpenFile } from '../calls.ts'
import { useCaseWords } from '../words.ts'
import type { Arrived } from './arrival.ts'

type Props = { file: OpenFile; kind: CaseKind; party: Party; letter: Arrived; onChange(letter: Arrived): void }

/** Whose letter it is, who signed it, how and when it came, and where it lies. */
export const LetterPart = ({ file: { head }, kind, party, letter, onChange }: Props) => {
  const { t } = useTranslation()
  const words = useCaseWords(kind)
  const put = (part: Partial<Arrived>) => onChange({ ...letter, ...part })
  const agency = party === 'applicant' ? head.applicant : party === 'respondent' ? head.respondent : ''
  return (
    <Section title={t('cases.record.signed')}>
      <SimpleGrid cols={3} spacing="sm" verticalSpacing="xs">
        <TextInput label={t('cases.record.party')} value={[words.party(party), agency].filter((part) => part !== '').join(' · ')} readOnly />
        <TextInput
          label={t('cases.record.officer')}
          value={letter.officer}
          onChange={(event) => put({ officer: event.currentTarget.value })}
          maxLength={100}
          withAsterisk
        />
        <LetterHead letter={letter} onChange={put} />
        <TextInput label={t('cases.record.ruling')} value={letter.ruling} onChange={(event) => put({ ruling: event.currentTarget.value })} maxLength={100} />
      </SimpleGrid>
      <EvidenceField value={letter.evidence} onChange={(evidence) => put({ evidence })} />
    </Section>
  )
}
