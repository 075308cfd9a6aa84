import { Anchor, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { whoseEntries } from '../../../shared/contract/catalogue.ts'
import { useFacetTitles, useFacetWords } from './facet-words.ts'
import styles from './list.module.css'
import { type FacetName, facetNames, filterCount, toggledFacet } from './list-store.ts'
import { ask } from './search.ts'
import { useList, useListState } from './use-list.ts'

const first = 6

/** What the found entries can be narrowed to, with how many there are of each. Several of one kind are alternatives. */
export const FacetPanel = () => {
  const { t } = useTranslation()
  const list = useList()
  const filter = useListState((state) => state.filter)
  const chosen = filterCount(filter)
  const { amended, ...unamended } = filter
  const { imported: _, existing: __, ...rest } = filter
  // 新编 and 存量 part the catalogue as the check does; what came by a sheet is one part of 存量.
  const source = [
    { name: 'existing', value: false, label: t('catalogue.check.count') },
    { name: 'existing', value: true, label: t('backlog.existing') },
    { name: 'imported', value: true, label: t('catalogue.entry.imported') },
  ] as const
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <aside className={styles.facets} aria-label={t('catalogue.list.filters')} tabIndex={0}>
      <Group justify="space-between" mih={22}>
        <Text size="sm" fw={600}>
          {t('catalogue.list.filters')}
        </Text>
        {chosen > 0 && (
          <Anchor component="button" type="button" size="2xs" onClick={() => void ask(list, { filter: filter.deleted === true ? { deleted: true } : {} })}>
            {t('catalogue.list.clearFilters')}
          </Anchor>
        )}
      </Group>
      <Whose />
      {facetNames.map((name) => (
        <Facet key={name} name={name} />
      ))}
      <fieldset className={styles.facet}>
        <legend className={styles.facetTitle}>{t('catalogue.list.facet.source')}</legend>
        {source.map(({ name, value, label }) => (
          <label key={label} className={styles.facetLine}>
            <input
              type="checkbox"
              className={styles.check}
              checked={filter[name] === value}
              onChange={() => void ask(list, { filter: filter[name] === value ? rest : { ...rest, [name]: value } })}
            />
            {label}
          </label>
        ))}
        <label className={styles.facetLine} title={t('life.amendedHint')}>
          <input
            type="checkbox"
            className={styles.check}
            checked={amended === true}
            onChange={() => void ask(list, { filter: amended === true ? unamended : { ...filter, amended: true } })}
          />
          {t('life.amended')}
        </label>
      </fieldset>
    </aside>
  )
}

/** Whose entries: one's own, or what other agencies have published, where the platform shows it. */
const Whose = () => {
  const { t } = useTranslation()
  const list = useList()
  const filter = useListState((state) => state.filter)
  const othersHere = useListState((state) => state.othersHere)
  if (!othersHere && filter.whose === undefined) return null
  const { whose = 'own', ...rest } = filter
  return (
    <fieldset className={styles.facet}>
      <legend className={styles.facetTitle}>{t('catalogue.list.facet.whose')}</legend>
      {whoseEntries.map((each) => (
        <label key={each} className={styles.facetLine}>
          <input
            type="radio"
            name="whose"
            className={styles.check}
            checked={whose === each}
            onChange={() => void ask(list, { filter: each === 'own' ? rest : { ...rest, whose: each } })}
          />
          {t(`catalogue.list.whose.${each}`)}
        </label>
      ))}
    </fieldset>
  )
}

const Facet = ({ name }: { name: FacetName }) => {
  const { t } = useTranslation()
  const list = useList()
  const filter = useListState((state) => state.filter)
  const counted = useListState((state) => state.facets?.[name])
  const [all, setAll] = useState(false)
  const words = useFacetWords()
  const titles = useFacetTitles()
  const chosen: readonly string[] = filter[name] ?? []
  const found = counted ?? []
  const values = [...found, ...chosen.filter((value) => !found.some((each) => each.value === value)).map((value) => ({ value, count: 0 }))]
  if (values.length === 0) return null
  const shown = all ? values : values.filter(({ value }, index) => index < first || chosen.includes(value))
  return (
    <fieldset className={styles.facet}>
      <legend className={styles.facetTitle}>{t(`catalogue.list.facet.${name}`)}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} className={styles.facetLine} title={titles(name, value)}>
          <input
            type="checkbox"
            className={styles.check}
            checked={chosen.includes(value)}
            onChange={() => void ask(list, { filter: toggledFacet(filter, name, value) })}
          />
          <span className={styles.ruleLabel}>{words(name, value)}</span>
          <span className={styles.facetCount}>{count}</span>
        </label>
      ))}
      {values.length > first && (
        <Anchor component="button" type="button" size="2xs" ml={4} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('catalogue.list.less') : t('catalogue.list.more', { count: values.length - shown.length })}
        </Anchor>
      )}
    </fieldset>
  )
}
