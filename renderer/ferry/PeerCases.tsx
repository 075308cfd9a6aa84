import { Button, Group, Paper, Select, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../shared/contract.ts'
import type { PlacedCase } from '../../shared/ferry/placed.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useGo } from '../app/route.ts'
import { writePlace } from '../cases/place.ts'
import { Section } from '../components/Section.tsx'
import { usePassedOverWords } from './passed-over.ts'
import { useFerryWords } from './words.ts'

export type Decided = NonNullable<Input<'ferry.import'>['cases']>
const anew = 'new'
/** Where the officer puts a case that is not known here: a file's id, or `new`. */
export type Places = Readonly<Record<string, string | undefined>>

const asked = (cases: readonly PlacedCase[]): PlacedCase[] => cases.filter(({ place }) => place === 'undecided')
export const isDecided = (cases: readonly PlacedCase[], places: Places): boolean => asked(cases).every(({ id }) => places[id] !== undefined)
export const decidedOf = (cases: readonly PlacedCase[], places: Places): Decided =>
  asked(cases).flatMap(({ id }) => {
    const into = places[id]
    return into === undefined ? [] : [{ id, into: into === anew ? null : into }]
  })

/** The cases of an agency's package, and which of our files each is shown in. */
export const PeerCases = ({ cases, places, onPlace }: { cases: readonly PlacedCase[]; places: Places; onPlace(id: string, into: string): void }) => {
  const { t } = useTranslation()
  const words = useFerryWords()
  const note = cases.find((one) => one.note !== '')?.note
  return (
    <Section title={t('ferry.take.casesTitle')} about={t('ferry.take.casesAbout')}>
      {note !== undefined && (
        <Text size="sm" mb="xs" style={{ whiteSpace: 'pre-wrap' }}>
          {t('cases.received.note', { note })}
        </Text>
      )}
      <Paper style={{ overflow: 'hidden' }}>
        <Table className="mulu-table" layout="fixed" aria-label={t('ferry.take.casesTitle')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ferry.take.theirs')}</Table.Th>
              <Table.Th w={220}>{t('ferry.packages.inside')}</Table.Th>
              <Table.Th w={340}>{t('ferry.take.into')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cases.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {one.number} {one.title}
                  <Text size="2xs" c="dimmed">
                    {t(`cases.kinds.${one.kind}`)}
                    {one.byPlatform && ` · ${t('ferry.take.byPlatform')}`}
                  </Text>
                </Table.Td>
                <Table.Td>{words.counts({ copies: one.copies, issued: one.issued, drafts: one.drafts, papers: one.papers })}</Table.Td>
                <Table.Td>
                  <Where one={one} into={places[one.id] ?? null} onPlace={(into) => onPlace(one.id, into)} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Section>
  )
}

const Where = ({ one, into, onPlace }: { one: PlacedCase; into: string | null; onPlace(into: string): void }) => {
  const { t } = useTranslation()
  const why = usePassedOverWords()
  if (one.place === 'passedOver') return <Text size="sm">{why(one.why)}</Text>
  if (one.into !== null) return <>{t('ferry.take.placeKnown', one.into)}</>
  return (
    <Select
      aria-label={t('ferry.take.placeOf', { number: one.number })}
      placeholder={t('ferry.take.choosePlace')}
      data={[...one.candidates.map((file) => ({ value: file.id, label: t('ferry.take.placeKnown', file) })), { value: anew, label: t('ferry.take.newFile') }]}
      value={into}
      onChange={(value) => {
        if (value !== null) onPlace(value)
      }}
      allowDeselect={false}
    />
  )
}

/** Where what came is to be looked at. */
export const TakenCases = ({ cases }: { cases: readonly PlacedCase[] }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const go = useGo()
  const files = [...new Map(cases.flatMap(({ into }) => (into === null ? [] : [[into.id, into] as const]))).values()]
  if (files.length === 0) return null
  return (
    <Section title={t('ferry.take.casesDone')}>
      {files.map(({ id, kind, number, title }) => (
        <Group key={id} gap="sm" mt={6} wrap="nowrap">
          <Button size="compact-sm" style={{ flexShrink: 0 }} onClick={() => go('cases', writePlace({ kind, view: 'file', id }))}>
            {t('ferry.take.toFile', { number })}
          </Button>
          <Text size="sm" className="mulu-ellipsis" title={title}>
            {pair(t(`cases.kinds.${kind}`), title)}
          </Text>
        </Group>
      ))}
    </Section>
  )
}
