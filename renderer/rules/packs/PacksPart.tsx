import { Group, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { useGo, useRoute } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ImportPack } from './ImportPack.tsx'
import { PackDetail } from './PackDetail.tsx'
import { keyOf, PackList } from './PackList.tsx'
import styles from './packs.module.css'

/** The regulations, each as it stands on a day, and one of them whole. The address names it: `packs/NB-171/1/12`. */
export const PacksPart = () => {
  const { t } = useTranslation()
  const today = dayInChina(new Date().toISOString())
  const [on, setOn] = useState(today)
  const { rest } = useRoute()
  const go = useGo()
  const mayImport = useMay('rules.import')
  const loaded = useLoad('rules.list', { on: on === '' ? today : on }, ['rules', 'profile'])
  const rows = loaded.value?.packs ?? []
  const [, id = '', version = '', article = ''] = rest.split('/')
  const known = rows.filter((row) => row.id === id)
  const chosen = known.find((row) => String(row.version) === version) ?? known.find(({ counts }) => counts) ?? rows.find(({ articles }) => articles > 0)
  return (
    <div className={styles.part}>
      <Group gap="sm" wrap="nowrap" align="flex-end" className={styles.tools}>
        <DayInput label={t('rules.on')} value={on} onChange={setOn} w={150} />
        <Text size="xs" c="dimmed" flex={1} pb={6}>
          {t(on === today || on === '' ? 'rules.onToday' : 'rules.onOther')}
        </Text>
        {mayImport && <ImportPack onImported={(pack) => go('rules', `packs/${keyOf(pack)}`)} />}
      </Group>
      <ErrorNote failure={loaded.failure} onRetry={loaded.reload} />
      {chosen === undefined || loaded.value === null ? (
        loaded.loading && <Skeleton h={300} role="status" aria-label={t('common.loading')} />
      ) : (
        <div className={styles.panes}>
          <PackList rows={rows} on={loaded.value.on} chosen={keyOf(chosen)} onChoose={(key) => go('rules', `packs/${key}`)} />
          <PackDetail key={keyOf(chosen)} row={chosen} on={loaded.value.on} article={article === '' ? null : Number(article)} />
        </div>
      )}
    </div>
  )
}
