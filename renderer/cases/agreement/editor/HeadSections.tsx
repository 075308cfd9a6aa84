import { Checkbox, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { agreementKinds, agreementWays } from '../../../../shared/cases/agreement-text.ts'
import styles from '../../../catalogue/entry/entry.module.css'
import { FieldGroup } from '../../../catalogue/entry/FieldGroup.tsx'
import { useCaseWords } from '../../words.ts'
import { ChoiceAt, DayAt, FlagAt, LineAt, ProseAt, usePlaceLabel, useWord, WordAt } from './fields.tsx'
import { RowsTable } from './RowsTable.tsx'
import { useText } from './text-store.tsx'

/** 协议编号, 名称, 类型, and the requests it belongs to. */
export const HeadSection = () => {
  const { t } = useTranslation()
  const renews = useText(({ text }) => text.head.renews)
  const requests = useText(({ text }) => text.head.requests.length)
  const label = usePlaceLabel()
  return (
    <>
      <FieldGroup title={t('agreement.sections.head')} hint={t('agreement.noSecrets')}>
        <LineAt path="head.title" wide needed />
        <LineAt path="head.number" max={100} hint={t('agreement.numberHint')} />
        <ChoiceAt path="head.kind" options={agreementKinds.map((kind) => ({ value: kind, label: t(`agreement.kinds.${kind}`) }))} />
        {renews !== null && (
          <Text size="sm" className={styles.cell ?? ''}>
            {t('agreement.renewsNote')}
          </Text>
        )}
      </FieldGroup>
      <FieldGroup title={label('head.requests')}>
        {requests === 0 && (
          <Text size="sm" c="dimmed" className={styles.wide ?? ''}>
            {t('agreement.noRequests')}
          </Text>
        )}
        {Array.from({ length: requests }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <LineAt key={at} path={`head.requests.${at}.number`} label={t('agreement.requestNumber')} max={100} half />
        ))}
      </FieldGroup>
    </>
  )
}

const sides = ['provider', 'user', 'operator'] as const
const nobody = { name: '', code: '', workingBody: '', representative: '', contact: '', phone: '' }

/** 甲方, 乙方 and, where there is one, 丙方. */
export const PartiesSection = () => {
  const { t } = useTranslation()
  const label = usePlaceLabel()
  const word = useWord()
  const third = useText(({ text }) => text.parties.operator !== null)
  const put = useText((state) => state.put)
  return (
    <>
      {sides
        .filter((side) => side !== 'operator' || third)
        .map((side) => (
          <FieldGroup key={side} title={label(`parties.${side}`)}>
            <LineAt path={`parties.${side}.name`} label={word('party.name')} needed half />
            <LineAt path={`parties.${side}.code`} label={word('party.code')} max={50} half />
            <LineAt path={`parties.${side}.workingBody`} label={word('party.workingBody')} half />
            <LineAt path={`parties.${side}.representative`} label={word('party.representative')} half />
            <LineAt path={`parties.${side}.contact`} label={word('party.contact')} half />
            <LineAt path={`parties.${side}.phone`} label={word('party.phone')} half />
          </FieldGroup>
        ))}
      <Checkbox
        mt="xs"
        label={t('agreement.third')}
        checked={third}
        onChange={(event) => put('parties.operator', event.currentTarget.checked ? nobody : null)}
      />
    </>
  )
}

const resourceColumns = [
  { cell: 'code', kind: 'text', max: 64, width: 230 },
  { cell: 'name', kind: 'text', max: 300 },
] as const

/** What is shared: resources, grade, and whether it holds personal information or commercial secrets. */
export const ContentSection = () => {
  const { t } = useTranslation()
  const label = usePlaceLabel()
  const word = useWord()
  return (
    <>
      <FieldGroup title={t('agreement.sections.content')}>
        <WordAt path="content.grade" dictionary="dataGrade" />
        <FlagAt path="content.personalInformation" />
        <FlagAt path="content.commercialSecret" />
      </FieldGroup>
      <FieldGroup title={label('content.resources')}>
        <div className={styles.wide}>
          <RowsTable
            list="content.resources"
            label={label('content.resources')}
            words={(cell) => (cell === 'code' ? word('resource.code') : t('agreement.resourceName'))}
            columns={resourceColumns}
            empty={{ code: '', name: '' }}
            most={200}
          />
        </div>
      </FieldGroup>
    </>
  )
}

export const PurposeSection = () => {
  const { t } = useTranslation()
  return (
    <FieldGroup title={t('agreement.sections.purpose')}>
      <ProseAt path="purpose.basis" needed />
      <ProseAt path="purpose.scene" needed />
      <ProseAt path="purpose.scope" needed />
      <ProseAt path="purpose.persons" rows={1} hint={t('agreement.personsHint')} />
      <ProseAt path="purpose.systems" rows={1} />
      <DayAt path="purpose.from" />
      <DayAt path="purpose.until" />
    </FieldGroup>
  )
}

export const WaySection = () => {
  const { t } = useTranslation()
  const words = useCaseWords('agreement')
  return (
    <FieldGroup title={t('agreement.sections.way')}>
      <ChoiceAt path="way.way" needed options={agreementWays.map((way) => ({ value: way, label: words.value(way) }))} />
      <WordAt path="way.frequency" dictionary="updateCycle" />
      <WordAt path="way.network" dictionary="network" />
      <LineAt path="way.encryption" max={500} half />
      <LineAt path="way.handOver" half />
    </FieldGroup>
  )
}
