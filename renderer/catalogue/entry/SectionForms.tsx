import { Button, Text } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EntryField, surveyFields } from '../../../shared/catalogue.ts'
import { shareWayTypes, wordIn } from '../../../shared/dictionaries.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { useListState } from '../list/use-list.ts'
import { BasisJudgement } from './BasisJudgement.tsx'
import { standing, withWayClass } from './cascade.ts'
import { DayEntry } from './DayEntry.tsx'
import styles from './entry.module.css'
import { FieldGroup } from './FieldGroup.tsx'
import { ChoiceEntry, CodesOfOthers, listedWords, NumberEntry, SuggestEntry, TextEntry } from './fields.tsx'
import { useContent, useEdit } from './form-context.tsx'
import { BasisEntry, CodesEntry, FormatsEntry } from './Records.tsx'
import { ShareTypeDialog } from './ShareTypeDialog.tsx'
import { SimilarNote } from './SimilarNote.tsx'

const none: readonly { value: string }[] = []

export const BasicSection = () => {
  const { t } = useTranslation()
  const offices = useListState(({ facets }) => facets?.office ?? none)
  return (
    <>
      <FieldGroup title={t('catalogue.form.identity')}>
        <TextEntry field="title" asked wide />
        <SimilarNote />
        <TextEntry field="provider" asked />
        <SuggestEntry field="providerOffice" words={offices.map(({ value }) => value)} />
        <TextEntry field="providerCode" asked />
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.codes')}>
        <CodesEntry />
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.description')}>
        <TextEntry field="abstract" asked wide rows={3} />
        <FormatsEntry />
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.dates')}>
        <ChoiceEntry field="updateCycle" dictionary="updateCycle" asked />
        <DayEntry field="publishedOn" asked />
        <CodesOfOthers />
      </FieldGroup>
    </>
  )
}

/** Shows its fields where they are called for, and keeps in sight what was filled in but is not. */
const Asked = ({ field, note, children }: { field: EntryField; note: string; children: ReactNode }) => {
  const content = useContent()
  const state = content === undefined ? 'hidden' : standing(field, content)
  if (state === 'hidden') return null
  return (
    <>
      {state === 'leftOver' && <span className={`${styles.wide} ${styles.leftOver}`}>{note}</span>}
      {children}
    </>
  )
}

export const SharingSection = () => {
  const { t } = useTranslation()
  const content = useContent()
  const edit = useEdit()
  const [asking, setAsking] = useState(false)
  const note = t('catalogue.form.notApplicable')
  const shareType = content?.shareType ?? ''
  const hint = shareType === '有条件共享' ? t('catalogue.form.conditionHint') : shareType === '不予共享' ? t('catalogue.form.basisHint') : undefined
  return (
    <>
      <FieldGroup title={t('catalogue.form.sharing')} {...(hint === undefined ? {} : { hint })}>
        <ChoiceEntry field="shareType" dictionary="shareType" asked />
        <span className={styles.askType}>
          <Button variant="default" size="xs" leftSection={<IconListCheck size={15} aria-hidden />} onClick={() => setAsking(true)}>
            {t('sharing.open')}
          </Button>
        </span>
        <Asked field="shareCondition" note={note}>
          <TextEntry field="shareCondition" wide rows={2} />
        </Asked>
        <Asked field="shareScope" note={note}>
          <TextEntry field="shareScope" wide rows={2} asked />
        </Asked>
        <Asked field="shareUse" note={note}>
          <TextEntry field="shareUse" wide rows={2} asked />
        </Asked>
        <Asked field="shareReason" note={note}>
          <TextEntry field="shareReason" wide rows={2} asked />
        </Asked>
        <Asked field="shareBasis" note={note}>
          <BasisEntry />
          <BasisJudgement />
        </Asked>
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.way')}>
        <Asked field="shareWayClass" note={note}>
          <ChoiceEntry
            field="shareWayClass"
            dictionary="shareWayClass"
            asked
            onChange={(next) => {
              if (content !== undefined) edit(withWayClass(content, next))
            }}
          />
        </Asked>
        <Asked field="shareWayType" note={note}>
          <ChoiceEntry
            field="shareWayType"
            dictionary="shareWayType"
            asked
            words={[...(shareWayTypes[content?.shareWayClass ?? ''] ?? listedWords('shareWayType'))]}
          />
        </Asked>
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.opening')}>
        <ChoiceEntry field="isOpen" dictionary="isOpen" asked />
        <Asked field="openCondition" note={t('catalogue.form.notApplicableOpen')}>
          <TextEntry field="openCondition" wide rows={2} asked />
        </Asked>
      </FieldGroup>
      {asking && <ShareTypeDialog onClose={() => setAsking(false)} />}
    </>
  )
}

export const GradingSection = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const content = useContent()
  const grades = Map.groupBy(content?.items ?? [], ({ grade }) => grade)
  return (
    <>
      <FieldGroup title={t('catalogue.form.grading')}>
        <TextEntry field="dataClass" asked />
        <ChoiceEntry field="dataGrade" dictionary="dataGrade" asked />
        <ChoiceEntry field="libraryKind" dictionary="libraryKind" />
      </FieldGroup>
      {grades.size > 0 && (
        <FieldGroup title={t('catalogue.form.itemsGrading')} hint={t('catalogue.form.itemsGradingHint')}>
          <Text size="sm" className={styles.wide}>
            {[...grades]
              .map(([grade, items]) =>
                t('catalogue.form.gradeCount', {
                  grade: grade === '' ? t('catalogue.form.ungraded') : wordIn('dataGrade', grade, language),
                  count: items.length,
                }),
              )
              .join(' · ')}
          </Text>
        </FieldGroup>
      )}
      <FieldGroup title={t('catalogue.form.theme')}>
        <ChoiceEntry field="theme" dictionary="theme" />
        <TextEntry field="keywords" wide />
      </FieldGroup>
    </>
  )
}

export const FurtherSection = () => {
  const { t } = useTranslation()
  const registers = useLoad('register.list', {}, ['register']).value?.rows ?? []
  const named = (kind: 'matter' | 'system') => registers.filter((row) => row.kind === kind).map(({ name }) => name)
  return (
    <>
      <FieldGroup title={t('catalogue.form.duty')}>
        <TextEntry field="dutyBasis" wide rows={2} />
        <SuggestEntry field="matter" words={named('matter')} />
        <SuggestEntry field="sourceSystem" words={named('system')} />
        <TextEntry field="sourceDepartment" />
        <ChoiceEntry field="collectionMethod" dictionary="collectionMethod" />
        <ChoiceEntry field="providedByProvince" dictionary="providedByProvince" />
        <TextEntry field="upperId" />
        <TextEntry field="contact" />
        <TextEntry field="titleEn" />
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.storing')}>
        <ChoiceEntry field="network" dictionary="network" />
        <ChoiceEntry field="storageMode" dictionary="storageMode" />
        <ChoiceEntry field="mountStatus" dictionary="mountStatus" />
        <TextEntry field="accessNote" wide rows={2} />
      </FieldGroup>
      <FieldGroup title={t('catalogue.form.survey')} hint={t('catalogue.form.surveyHint')}>
        {surveyFields.map((field) => (
          <NumberEntry key={field} field={field} />
        ))}
      </FieldGroup>
    </>
  )
}
