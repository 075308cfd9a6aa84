import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { readIds } from './read-ids.ts'
import { SpillPlaces } from './SpillPlaces.tsx'

/** What shall go: whole entries by their number, papers by their digest, words by themselves. `count` is where the words were found to stand. */
export type PurgeChoice = { entryIds: string[]; attachments: string[]; texts: string[]; count: number }

const linesOf = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')

/** Words are looked for before they can be erased, so that two people know how much goes. */
export const PurgeFields = ({ onChange }: { onChange(choice: PurgeChoice | null): void }) => {
  const { t } = useTranslation()
  const [idsText, setIdsText] = useState('')
  const [wordsText, setWordsText] = useState('')
  const [found, setFound] = useState<Output<'vault.findText'> | null>(null)
  const find = useCall('vault.findText')
  const { wrongLine } = readIds(idsText)
  const tell = (ids: string, words: string, result: Output<'vault.findText'> | null) => {
    const { ids: entryIds, digests: attachments, wrongLine: wrong } = readIds(ids)
    const texts = linesOf(words)
    const ready = wrong === null && entryIds.length + attachments.length + texts.length > 0 && (texts.length === 0 || (result !== null && result.count > 0))
    onChange(ready ? { entryIds, attachments, texts, count: result?.count ?? 0 } : null)
  }
  const look = async () => {
    const result = await find.run({ texts: linesOf(wordsText) })
    setFound(result)
    tell(idsText, wordsText, result)
  }
  return (
    <Stack gap="sm">
      <Textarea
        label={t('vault.purge.texts')}
        description={t('vault.purge.textsHint')}
        value={wordsText}
        onChange={(event) => {
          setWordsText(event.currentTarget.value)
          setFound(null)
          tell(idsText, event.currentTarget.value, null)
        }}
        autosize
        minRows={2}
        maxRows={6}
        disabled={find.busy}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => void look()} loading={find.busy} disabled={linesOf(wordsText).length === 0}>
          {t('vault.purge.find')}
        </Button>
        {found !== null && (
          <Text size="sm" role="status">
            {t('vault.purge.found', { count: found.count, entries: found.entryIds.length })}
          </Text>
        )}
      </Group>
      {found !== null && <SpillPlaces places={found.places} />}
      {found !== null && found.attachments > 0 && <Text size="sm">{t('vault.purge.papers', { count: found.attachments })}</Text>}
      <ErrorNote failure={find.failure} />
      <Textarea
        label={t('vault.purge.ids')}
        description={t('vault.purge.idsHint')}
        value={idsText}
        onChange={(event) => {
          setIdsText(event.currentTarget.value)
          tell(event.currentTarget.value, wordsText, found)
        }}
        error={wrongLine === null ? null : t('vault.purge.idsBad', { line: wrongLine })}
        autosize
        minRows={2}
        maxRows={8}
        styles={{ input: { fontFamily: 'var(--mulu-mono)' } }}
      />
    </Stack>
  )
}
