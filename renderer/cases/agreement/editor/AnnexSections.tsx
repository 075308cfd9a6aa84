import { Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import styles from '../../../catalogue/entry/entry.module.css'
import { FieldGroup } from '../../../catalogue/entry/FieldGroup.tsx'
import { LineAt, LinesAt, ProseAt, useWord } from './fields.tsx'
import { RowsTable } from './RowsTable.tsx'
import { useText } from './text-store.tsx'

const itemColumns = [
  { cell: 'item', kind: 'text', max: 200 },
  { cell: 'type', kind: 'text', max: 200, width: 82 },
  { cell: 'length', kind: 'text', max: 200, width: 54 },
  { cell: 'grade', kind: 'text', max: 200, width: 56 },
  { cell: 'personal', kind: 'flag', width: 46 },
  { cell: 'note', kind: 'text', max: 200, width: 84 },
  { cell: 'resource', kind: 'text', max: 300, width: 110 },
  { cell: 'resourceCode', kind: 'text', max: 64, width: 76 },
] as const

const personColumns = [
  { cell: 'name', kind: 'text', max: 100, width: 84 },
  { cell: 'office', kind: 'text', max: 200 },
  { cell: 'post', kind: 'text', max: 200, width: 84 },
  { cell: 'permission', kind: 'text', max: 200, width: 96 },
  { cell: 'account', kind: 'text', max: 200, width: 84 },
  { cell: 'from', kind: 'day', width: 122 },
  { cell: 'until', kind: 'day', width: 122 },
] as const

const disposalColumns = [
  { cell: 'data', kind: 'text', max: 300 },
  { cell: 'amount', kind: 'text', max: 200, width: 62 },
  { cell: 'place', kind: 'text', max: 200, width: 80 },
  { cell: 'trigger', kind: 'text', max: 200, width: 80 },
  { cell: 'method', kind: 'text', max: 200, width: 72 },
  { cell: 'on', kind: 'day', width: 122 },
  { cell: 'by', kind: 'text', max: 200, width: 72 },
  { cell: 'witness', kind: 'text', max: 200, width: 72 },
] as const

const emptyPerson = { name: '', office: '', post: '', permission: '', account: '', from: null, until: null }
const emptyDisposal = { data: '', amount: '', place: '', trigger: '', method: '', on: null, by: '', witness: '' }

const useCellWords = (kind: string) => {
  const word = useWord()
  return (cell: string): string => word(`${kind}.${cell}`)
}

const itemCells = ['item', 'type', 'length', 'grade', 'personal', 'note', 'resource', 'resourceCode'] as const
const itemWords = (t: TFunction, cell: string): string => t(`agreement.itemCells.${itemCells.find((one) => one === cell) ?? 'item'}`)

/** 附件1: a further row is of the resource the agreement names first. */
export const ItemsSection = () => {
  const { t } = useTranslation()
  const resource = useText(({ text }) => text.content.resources[0])
  const grade = useText(({ text }) => text.content.grade)
  const words = (cell: string): string => itemWords(t, cell)
  const empty = { resourceCode: resource?.code ?? '', resource: resource?.name ?? '', item: '', type: '', length: '', grade, personal: false, note: '' }
  return (
    <FieldGroup title={t('agreement.annexes.items')} hint={t('agreement.itemsHint')}>
      <div className={styles.wide}>
        <RowsTable list="annexes.items" label={t('agreement.annexes.items')} words={words} columns={itemColumns} empty={empty} most={20_000} />
      </div>
    </FieldGroup>
  )
}

export const PersonsSection = () => {
  const { t } = useTranslation()
  const words = useCellWords('person')
  return (
    <FieldGroup title={t('agreement.annexes.persons')} hint={t('agreement.annexPersonsHint')}>
      <div className={styles.wide}>
        <RowsTable list="annexes.persons" label={t('agreement.annexes.persons')} words={words} columns={personColumns} empty={emptyPerson} most={2000} />
      </div>
    </FieldGroup>
  )
}

/** 附件3: without promises of its own the usual ones are printed. */
export const PledgeSection = () => {
  const { t } = useTranslation()
  const usual = useText(({ text }) => text.annexes.pledge.length === 0)
  return (
    <FieldGroup title={t('agreement.annexes.pledge')}>
      <LinesAt path="annexes.pledge" most={30} each={2000} />
      {usual && (
        <Text size="xs" c="dimmed" className={styles.wide ?? ''}>
          {t('agreement.usualPledge')}
        </Text>
      )}
    </FieldGroup>
  )
}

export const ExchangeSection = () => {
  const { t } = useTranslation()
  const word = useWord()
  return (
    <FieldGroup title={t('agreement.annexes.exchange')} hint={t('agreement.exchangeHint')}>
      <LineAt path="annexes.exchange.endpoint" half label={word('exchange.endpoint')} />
      <LineAt path="annexes.exchange.protocol" label={word('exchange.protocol')} half />
      <LineAt path="annexes.exchange.format" label={word('exchange.format')} half />
      <LineAt path="annexes.exchange.volume" label={word('exchange.volume')} half />
      <LineAt path="annexes.exchange.authentication" label={word('exchange.authentication')} half />
      <LineAt path="annexes.exchange.logging" label={word('exchange.logging')} max={500} half />
      <LineAt path="annexes.exchange.providerContact" label={word('exchange.providerContact')} half />
      <LineAt path="annexes.exchange.userContact" label={word('exchange.userContact')} half />
      <ProseAt path="annexes.exchange.fallback" label={word('exchange.fallback')} max={2000} />
      <LinesAt path="annexes.exchange.steps" label={t('agreement.steps')} most={50} each={1000} />
    </FieldGroup>
  )
}

/** 附件5: with no rows it is a form that is filled in when data are disposed of. */
export const DisposalSection = () => {
  const { t } = useTranslation()
  const words = useCellWords('disposal')
  return (
    <FieldGroup title={t('agreement.annexes.disposal')} hint={t('agreement.disposalHint')}>
      <div className={styles.wide}>
        <RowsTable list="annexes.disposal" label={t('agreement.annexes.disposal')} words={words} columns={disposalColumns} empty={emptyDisposal} most={2000} />
      </div>
    </FieldGroup>
  )
}
