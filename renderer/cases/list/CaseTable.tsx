import { Anchor, Badge, Table, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import type { CaseRow } from '../../../shared/contract/case-views.ts'
import { useLanguage } from '../../app/language.ts'
import { formatRoute } from '../../app/route.ts'
import { DueChip } from '../../components/DueChip.tsx'
import { formatMoment } from '../../components/moments.ts'
import { isOwnKind } from '../opens.ts'
import { writePlace } from '../place.ts'
import { useGoTo } from '../use-place.ts'
import { useCaseWords } from '../words.ts'
import { StateChip } from './StateChip.tsx'

export const CaseTable = ({ kind, rows }: { kind: CaseKind; rows: readonly CaseRow[] }) => {
  const { t } = useTranslation()
  const own = isOwnKind(kind)
  return (
    <Table className="mulu-table" layout="fixed" aria-label={t(`cases.kinds.${kind}`)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={92}>{t('cases.columns.number')}</Table.Th>
          <Table.Th>{t('cases.columns.title')}</Table.Th>
          {!own && <Table.Th w={170}>{t('cases.columns.other')}</Table.Th>}
          {!own && <Table.Th w={112}>{t('cases.columns.side')}</Table.Th>}
          <Table.Th w={130}>{t('cases.columns.state')}</Table.Th>
          <Table.Th w={270}>{t('cases.columns.next')}</Table.Th>
          <Table.Th w={96}>{t('cases.columns.changed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Line key={row.id} row={row} own={own} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

const Line = ({ row, own }: { row: CaseRow; own: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const words = useCaseWords(row.kind)
  const { id, kind, number, title, other, party, sealed, next, due, closed, state } = row
  const title_ = sealed ? t('cases.sealedTitle') : title
  return (
    <Table.Tr data-state={state}>
      <Table.Td>{number}</Table.Td>
      <Table.Td className="mulu-ellipsis" title={title_}>
        <Anchor
          size="sm"
          href={formatRoute({ screen: 'cases', rest: writePlace({ kind, view: 'file', id }) })}
          onClick={(event) => {
            event.preventDefault()
            goTo({ kind, view: 'file', id })
          }}
        >
          {title_}
        </Anchor>
      </Table.Td>
      {!own && (
        <Table.Td className="mulu-ellipsis" title={other}>
          {other}
        </Table.Td>
      )}
      {!own && (
        <Table.Td>
          {!sealed && (
            <Badge size="sm" color={party === 'applicant' ? 'office' : party === 'respondent' ? 'teal' : 'grape'}>
              {t(kind === 'agreement' && party !== 'department' ? `agreement.side.${party}` : `cases.side.${party}`)}
            </Badge>
          )}
        </Table.Td>
      )}
      <Table.Td>{sealed ? <SealedChip /> : <StateChip row={row} />}</Table.Td>
      <Table.Td>
        {closed || sealed ? (
          ''
        ) : next === null ? (
          state === 'new' ? (
            <DueChip who={null} what={t(party === 'applicant' ? 'cases.notOpened' : 'cases.waitsForThem')} due={null} article="" />
          ) : (
            <Text span size="2xs" c="dimmed">
              {t('cases.noNext')}
            </Text>
          )
        ) : (
          <DueChip who={next.mine ? t('cases.ours') : words.party(next.party)} what={next.words[language]} due={due} article={next.article?.[language] ?? ''} />
        )}
      </Table.Td>
      <Table.Td>{formatMoment(row.changedAt).slice(0, 10)}</Table.Td>
    </Table.Tr>
  )
}

const SealedChip = () => {
  const { t } = useTranslation()
  return (
    <Badge size="sm" color="red" leftSection={<IconLock size={11} aria-hidden />}>
      {t('cases.seal.chip')}
    </Badge>
  )
}
