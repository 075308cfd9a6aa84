import { ActionIcon, Badge, Button, Group, Menu, Popover, Title, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import {
  IconAdjustmentsHorizontal,
  IconChecklist,
  IconDots,
  IconFileExport,
  IconFileImport,
  IconHistory,
  IconPlus,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo, useRoute } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useSessionStore } from '../app/session-store.tsx'
import { RecordDialog } from './answers/RecordDialog.tsx'
import type { Recording } from './answers/recording.ts'
import { LedgerDialog } from './bulk/LedgerDialog.tsx'
import { WorkDialog, type Working } from './bulk/WorkDialog.tsx'
import styles from './catalogue.module.css'
import { draftsRecipe, newKey } from './entry/drafts.ts'
import { EntryPane } from './entry/EntryPane.tsx'
import type { Section } from './entry/sections.ts'
import { DeleteDialog } from './list/DeleteDialog.tsx'
import { tableId } from './list/EntryTable.tsx'
import { FacetPanel } from './list/FacetPanel.tsx'
import { ListPane } from './list/ListPane.tsx'
import { filterCount } from './list/list-store.ts'
import { SearchBox } from './list/SearchBox.tsx'
import { ask } from './list/search.ts'
import { useList, useListState, useListUpkeep } from './list/use-list.ts'

/** The catalogue: find at the left, and beside it the entry that is open. */
export const CatalogueScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const go = useGo()
  const list = useList()
  const filter = useListState((state) => state.filter)
  const keepOnly = useSessionStore(draftsRecipe, (state) => state.keepOnly)
  const mayChange = useMay('catalogue.save')
  const mayAgree = useMay('catalogue.agree')
  const mayExport = useMay('catalogue.export')
  const [section, setSection] = useState<Section>(mayAgree && !mayChange ? 'process' : 'basic')
  const [facets, setFacets] = useState(true)
  const [narrowFacets, setNarrowFacets] = useState(false)
  const [deleting, setDeleting] = useState<ReadonlyMap<string, number>>(new Map())
  const [recording, setRecording] = useState<Recording | null>(null)
  const [working, setWorking] = useState<Working | null>(null)
  const [ledger, setLedger] = useState(false)
  const mayBulk = useMay('catalogue.bulkApply')
  const openKey = rest === '' ? null : rest
  const chosen = filterCount(filter)
  // Nothing to narrow: no entry at all, rather than none found.
  const nothing = useListState(({ total, text }) => total === 0 && text === '') && chosen === 0
  const inDeleted = filter.deleted === true
  useListUpkeep(list)

  useEffect(() => {
    if (openKey === null) keepOnly(null)
  }, [openKey, keepOnly])
  const open = useCallback((id: string) => go('catalogue', id), [go])
  const close = useCallback(() => {
    go('catalogue')
    setTimeout(() => document.getElementById(tableId)?.focus())
  }, [go])
  const step = (by: 1 | -1) => {
    const { rows } = list.store.getState()
    const at = rows.findIndex(({ id }) => id === openKey) + by
    const row = rows[at]
    if (row === undefined) return
    list.store.setState({ at })
    go('catalogue', row.id)
  }
  useHotkeys([['mod+alt+N', () => mayChange && go('catalogue', newKey)]], [])

  const filterButton = (pressed: boolean, toggle: () => void) => (
    <Button
      variant="default"
      leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}
      aria-pressed={pressed}
      onClick={toggle}
      {...(chosen > 0 ? { rightSection: <Badge size="sm">{chosen}</Badge> } : {})}
    >
      {t('catalogue.list.showFilters')}
    </Button>
  )

  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <Title order={1} id="screen-title" tabIndex={-1}>
          {inDeleted ? t('catalogue.list.deleted') : t('shell.screens.catalogue')}
        </Title>
        <SearchBox
          onOpenFirst={() => {
            const { rows, at } = list.store.getState()
            const row = rows[at] ?? rows[0]
            if (row !== undefined) open(row.id)
          }}
        />
        {openKey === null ? (
          filterButton(facets, () => setFacets(!facets))
        ) : (
          <Popover opened={narrowFacets} onChange={setNarrowFacets} position="bottom-start" shadow="md" trapFocus>
            <Popover.Target>{filterButton(narrowFacets, () => setNarrowFacets(!narrowFacets))}</Popover.Target>
            <Popover.Dropdown p={0} style={{ maxHeight: '70vh', display: 'flex' }}>
              <FacetPanel />
            </Popover.Dropdown>
          </Popover>
        )}
        <Group gap="xs" ml="auto" wrap="nowrap">
          {mayChange && (
            <Tooltip label="Ctrl+Alt+N">
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go('catalogue', newKey)}>
                {t('catalogue.list.new')}
              </Button>
            </Tooltip>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={30} aria-label={t('common.more')}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayChange && (
                <Menu.Item leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => go('import')}>
                  {t('catalogue.list.import')}
                </Menu.Item>
              )}
              {mayExport && (
                <Menu.Item leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => go('export')}>
                  {t('catalogue.list.export')}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconChecklist size={15} aria-hidden />} onClick={() => go('check')}>
                {t('catalogue.list.check')}
              </Menu.Item>
              {mayBulk && !inDeleted && (
                <Menu.Item
                  leftSection={<IconReplace size={15} aria-hidden />}
                  onClick={() => {
                    const { text, filter: found } = list.store.getState()
                    setWorking({ work: 'bulk', chosen: { text, filter: found } })
                  }}
                >
                  {t('bulk.actionFound')}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconHistory size={15} aria-hidden />} onClick={() => setLedger(true)}>
                {t('bulk.ledger')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => {
                  go('catalogue')
                  void ask(list, { text: '', filter: inDeleted ? {} : { deleted: true } })
                }}
              >
                {inDeleted ? t('catalogue.list.toLiving') : t('catalogue.list.toDeleted')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </header>
      <div className={styles.body}>
        {openKey === null && facets && !nothing && <FacetPanel />}
        <div className={openKey === null ? styles.list : styles.narrow}>
          <ListPane
            openId={openKey}
            onOpen={open}
            onDelete={() => setDeleting(list.store.getState().picked)}
            onRecord={(what) => setRecording({ what, entries: list.store.getState().picked, life: null })}
            onWork={(work) => setWorking({ work, chosen: { filter: { ids: [...list.store.getState().picked.keys()] } } })}
          />
        </div>
        {openKey !== null && (
          <EntryPane
            key={openKey}
            entryKey={openKey}
            section={section}
            onSection={setSection}
            onStep={step}
            onDelete={(id, version) => setDeleting(new Map([[id, version]]))}
            onRecord={setRecording}
            onClose={close}
          />
        )}
      </div>
      {working !== null && (
        <WorkDialog
          working={working}
          onClose={() => setWorking(null)}
          onDone={() => {
            setWorking(null)
            list.store.setState({ picked: new Map() })
          }}
        />
      )}
      {ledger && (
        <LedgerDialog
          onClose={() => setLedger(false)}
          onOpen={(id) => {
            setLedger(false)
            open(id)
          }}
        />
      )}
      {recording !== null && (
        <RecordDialog
          recording={recording}
          onClose={() => setRecording(null)}
          onDone={() => {
            setRecording(null)
            list.store.setState({ picked: new Map() })
          }}
        />
      )}
      <DeleteDialog
        opened={deleting.size > 0}
        entries={deleting}
        onClose={() => setDeleting(new Map())}
        onDone={() => {
          if (openKey !== null && deleting.has(openKey)) close()
          list.store.setState({ picked: new Map() })
        }}
      />
    </div>
  )
}
