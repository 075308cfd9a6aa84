import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../shared/moments.ts'
import { DayInput } from '../components/DayInput.tsx'
import { Section } from '../components/Section.tsx'

export type Review = { reviewedOn: string; handledBy: string; officeHead: string; leader: string; number: string; evidence: string }

export const reviewToday = (): Review => ({
  reviewedOn: dayInChina(new Date().toISOString()),
  handledBy: '',
  officeHead: '',
  leader: '',
  number: '',
  evidence: '',
})

export const isReviewed = ({ reviewedOn, handledBy, officeHead, leader }: Review): boolean =>
  reviewedOn !== '' && [handledBy, officeHead, leader].every((name) => name.trim() !== '')

/** 保密审查 of what is taken out (practice P5). */
export const ReviewFields = ({ review, onChange }: { review: Review; onChange(review: Review): void }) => {
  const { t } = useTranslation()
  const person = (field: 'handledBy' | 'officeHead' | 'leader') => (
    <TextInput
      label={t(`ferry.make.${field}`)}
      value={review[field]}
      onChange={(event) => onChange({ ...review, [field]: event.currentTarget.value })}
      maxLength={100}
      withAsterisk
    />
  )
  return (
    <Section title={t('ferry.make.reviewPart')} about={t('ferry.make.reviewAbout')}>
      <SimpleGrid cols={3} spacing="sm" mt="xs">
        {person('handledBy')}
        {person('officeHead')}
        {person('leader')}
        <DayInput label={t('ferry.make.reviewedOn')} value={review.reviewedOn} onChange={(reviewedOn) => onChange({ ...review, reviewedOn })} withAsterisk />
        <TextInput
          label={t('ferry.make.reviewNumber')}
          value={review.number}
          onChange={(event) => onChange({ ...review, number: event.currentTarget.value })}
          maxLength={100}
        />
        <TextInput
          label={t('ferry.make.evidence')}
          value={review.evidence}
          onChange={(event) => onChange({ ...review, evidence: event.currentTarget.value })}
          maxLength={500}
        />
      </SimpleGrid>
    </Section>
  )
}
