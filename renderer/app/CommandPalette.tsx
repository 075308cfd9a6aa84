import { Highlight, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightStore } from '@mantine/spotlight'
import { IconArrowRight, IconBolt, IconFileText, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from './route.ts'
import { useMay } from './session.tsx'
import { useLoad } from './use-load.ts'
import { useScreens } from './use-screens.ts'

export type Command = { id: string; label: string; run(): void }

/** Ctrl+K: go to a screen, do something, or find an entry of the catalogue. */
export const CommandPalette = ({ store, commands }: { store: SpotlightStore; commands: readonly Command[] }) => {
  const { t } = useTranslation()
  const go = useGo()
  const [query, setQuery] = useState('')
  const [asked] = useDebouncedValue(query.trim(), 60)
  const maySearch = useMay('catalogue.search')
  const found = useLoad('catalogue.search', maySearch && asked !== '' ? { text: asked, limit: 8, facets: false, exact: false } : null)
  const matches = (label: string) => label.toLowerCase().includes(query.trim().toLowerCase())

  const screens = useScreens()
    .map(({ name, icon }) => ({ name, icon, label: t(`shell.screens.${name}`) }))
    .filter(({ label }) => matches(label))
  const actions = commands.filter(({ label }) => matches(label))
  const entries = asked === '' ? [] : (found.value?.items ?? [])
  const first = entries[0]?.id ?? ''

  // Spotlight marks its choice on the element; entries that arrive later have none yet, and Enter must work on them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever what is listed changes
  useEffect(() => {
    const list = document.getElementById(store.getState().listId)
    if (query === '' || list === null || list.querySelector('[data-selected]') !== null) return
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
    store.updateState((state) => ({ ...state, selected: 0 }))
  }, [query, first, store])

  const empty = screens.length + actions.length + entries.length === 0

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={440}
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      transitionProps={{ duration: 0 }}
      title={t('shell.palette')}
      styles={{ header: { display: 'none' } }}
    >
      <Spotlight.Search
        placeholder={t('shell.palettePlaceholder')}
        aria-label={t('shell.palette')}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {empty && <Spotlight.Empty>{t('shell.paletteEmpty')}</Spotlight.Empty>}
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label={t('shell.paletteScreens')}>
            {screens.map(({ name, icon: Icon, label }) => (
              <Spotlight.Action key={name} onClick={() => go(name)} leftSection={<Icon size={18} stroke={1.6} />} label={label} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label={t('shell.paletteActions')}>
            {actions.map(({ id, label, run }) => (
              <Spotlight.Action key={id} onClick={run} leftSection={<IconBolt size={18} stroke={1.6} />} label={label} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {entries.length > 0 && (
          <Spotlight.ActionsGroup label={t('shell.paletteEntries')}>
            {entries.map((entry) => (
              <Spotlight.Action
                key={entry.id}
                onClick={() => go('catalogue', entry.id)}
                leftSection={<IconFileText size={18} stroke={1.6} />}
                rightSection={<IconArrowRight size={14} />}
              >
                <div style={{ flex: 1, minWidth: 0 }}>
                  <Highlight highlight={asked} size="sm" className="mulu-ellipsis">
                    {entry.title}
                  </Highlight>
                  <Text size="2xs" c="inherit" opacity={0.85} className="mulu-ellipsis">
                    {[entry.provider, entry.code].filter((part) => part !== '').join(' · ')}
                  </Text>
                </div>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
