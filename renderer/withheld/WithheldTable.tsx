import { Anchor, Checkbox, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WithheldRow } from '../../shared/contract/withheld.ts'
import { dayInChina } from '../../shared/moments.ts'
import type { Words } from '../../shared/regulations/pack.ts'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { DueChip } from '../components/DueChip.tsx'

type Props = { rows: readonly WithheldRow[]; article: Words | null; picked: ReadonlySet<string>; onPick(picked: ReadonlySet<string>): void }

export const WithheldTable = ({ rows, article, picked, onPick }: Props) => {
  const { t } = useTranslation()
  const go = useGo()
  const all = rows.every(({ id }) => picked.has(id))
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    onPick(next)
  }
  return (
    <Table className="mulu-table" verticalSpacing={6} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={36}>
            <Checkbox
              size="xs"
              aria-label={t('life.withheld.pickAll')}
              checked={all}
              indeterminate={!all && picked.size > 0}
              onChange={() => onPick(all ? new Set() : new Set(rows.map(({ id }) => id)))}
            />
          </Table.Th>
          <Table.Th w={250}>{t('life.withheld.title')}</Table.Th>
          <Table.Th>{t('life.withheld.reason')}</Table.Th>
          <Table.Th>{t('life.withheld.basis')}</Table.Th>
          <Table.Th w={280}>{t('life.withheld.result')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id} style={{ verticalAlign: 'top' }}>
            <Table.Td>
              <Checkbox size="xs" aria-label={t('life.withheld.pick', { title: row.title })} checked={picked.has(row.id)} onChange={() => toggle(row.id)} />
            </Table.Td>
            <Table.Td>
              <Anchor component="button" type="button" size="sm" ta="left" onClick={() => go('catalogue', row.id)}>
                {row.title}
              </Anchor>
              <Text size="2xs" c="dimmed" className="mulu-mono" style={{ overflowWrap: 'anywhere' }}>
                {row.code}
              </Text>
            </Table.Td>
            <Table.Td>{row.reason === '' ? t('life.withheld.noReason') : row.reason}</Table.Td>
            <Table.Td>
              <Basis row={row} />
            </Table.Td>
            <Table.Td>
              <Result row={row} article={article} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const Basis = ({ row: { basis } }: { row: WithheldRow }) => {
  const { t } = useTranslation()
  if (basis.length === 0) return t('life.withheld.noBasis')
  return basis.map(({ kind, title, number, article }) => (
    <div key={`${title} ${number} ${article}`}>{[kind, title, number, article].filter((part) => part !== '').join(' · ')}</div>
  ))
}

/** What was said of it, and who acts next. */
const Result = ({ row: { result }, article }: { row: WithheldRow; article: Words | null }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const step = result === null || result.outdated ? 'submit' : result.kind === 'withheldRefused' ? 'mend' : 'confirm'
  const settled = result?.kind === 'withheldConfirmed' && !result.outdated
  return (
    <>
      {!settled && (
        <DueChip
          who={t(step === 'confirm' ? 'life.actor.department' : 'life.actor.officer')}
          what={t(`life.withheld.wait.${step}`)}
          due={null}
          article={article?.[language] ?? ''}
        />
      )}
      {result !== null && (
        <Text size="2xs" c="dimmed">
          {[
            t(`life.withheld.kinds.${result.kind}`),
            dayInChina(result.receivedAt),
            result.number,
            result.reason,
            ...(result.outdated ? [t('life.withheld.outdated')] : []),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      )}
    </>
  )
}
