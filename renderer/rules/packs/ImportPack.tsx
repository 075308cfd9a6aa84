import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackRow } from '../../../shared/contract/rules.ts'
import type { Output } from '../../../shared/contract.ts'
import { sayPlace } from '../../../shared/regulations/cited.ts'
import { sayStanding } from '../../../shared/regulations/standing-words.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { WordDiff } from '../../catalogue/history/WordDiff.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone, toastInfo } from '../../components/toast.tsx'
import styles from './packs.module.css'

type Preview = { handle: string; shown: Output<'rules.import'> }

/** A signed regulation: what it would change first, in words; then appended beside the older versions. */
export const ImportPack = ({ onImported }: { onImported(pack: PackRow): void }) => {
  const { t } = useTranslation()
  const pick = usePick()
  const call = useCall('rules.import')
  const [preview, setPreview] = useState<Preview | null>(null)
  const choose = async () => {
    call.clear()
    const file = await pick.open({ title: t('rules.import'), kinds: [{ label: t('rules.fileKind'), extensions: ['json'] }] })
    if (file === null) return
    const shown = await call.run({ file: file.handle, apply: false })
    if (shown === null) return
    if (shown.already) toastInfo(t('rules.already', { version: shown.row.version }))
    else setPreview({ handle: file.handle, shown })
  }
  const apply = async () => {
    if (preview === null) return
    const done = await call.run({ file: preview.handle, apply: true })
    if (done === null) return
    setPreview(null)
    toastDone(t('rules.imported', { count: done.entries }))
    onImported(done.row)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => void choose()} loading={call.busy && preview === null}>
        {t('rules.import')}
      </Button>
      <Modal
        opened={preview === null && (pick.failure ?? call.failure) !== null}
        onClose={() => (pick.failure === null ? call.clear() : pick.clear())}
        title={t('rules.import')}
      >
        <ErrorNote failure={pick.failure ?? call.failure} />
      </Modal>
      <Modal opened={preview !== null} onClose={() => setPreview(null)} title={t('rules.importTitle')} size={760}>
        {preview !== null && (
          <Stack gap="xs">
            <PackPreview shown={preview.shown} />
            <ErrorNote failure={call.failure} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setPreview(null)} data-autofocus>
                {t('common.cancel')}
              </Button>
              <Button onClick={() => void apply()} loading={call.busy}>
                {t('rules.apply')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}

const PackPreview = ({ shown }: { shown: Output<'rules.import'> }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { row, articles, rules, replaces } = shown
  return (
    <>
      <Title order={3} size="h3">
        {row.title[language]} · {t('rules.version', { version: row.version })}
      </Title>
      <Text size="sm">{sayStanding(row.standing, language)}</Text>
      <Text size="sm">{t('rules.signedBy', { name: shown.signedBy })}</Text>
      {replaces.map(({ pack, title, from }) => (
        <Text size="sm" key={pack}>
          {from === null ? t('rules.corrects', { title: title[language] }) : t('rules.replaces', { from, title: title[language] })}
        </Text>
      ))}
      {!row.binds && <Text size="sm">{t('rules.notOurs')}</Text>}
      <Text size="sm" fw={600}>
        {t('rules.changes', { articles: articles.length, rules: rules.length })}
      </Text>
      {/* A scrolling region must be reachable by keyboard even when nothing in it is. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className={styles.preview} aria-label={t('rules.importTitle')} tabIndex={0}>
        {articles.map(({ article, lang, before, after }) => (
          <p key={`${article} ${lang}`} lang={lang}>
            <strong>{sayPlace({ article })[language]}</strong> <WordDiff from={before} to={after} />
          </p>
        ))}
        {rules.map(({ id, change, before, after }) => (
          <p key={id}>
            <strong>{t(`rules.ruleChange.${change}`)}</strong> <code>{id}</code> {change === 'changed' && <WordDiff from={before} to={after} />}
          </p>
        ))}
      </section>
    </>
  )
}
