import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PackRow } from '../../../shared/contract/rules.ts'
import { yearOf } from '../../../shared/days.ts'
import { useLanguage } from '../../app/language.ts'
import styles from './packs.module.css'
import { StandingChip } from './StandingChip.tsx'

/** Name, version: what a row is known by. */
export const keyOf = ({ id, version }: Pick<PackRow, 'id' | 'version'>): string => `${id}/${version}`

const firstYear = 2008

/** When a regulation holds, as a bar over the years; the sentence beside it says the same. */
const Validity = ({ row, on }: { row: PackRow; on: string }) => {
  const last = yearOf(on) + 3
  const place = (day: string) => Math.min(100, Math.max(0, ((yearOf(day) + Number(day.slice(5, 7)) / 12 - firstYear) / (last - firstYear)) * 100))
  const from = place(row.standing.from ?? `${firstYear}-01-01`)
  const to = row.standing.to === null ? 100 : place(row.standing.to)
  return (
    <span className={styles.validity} aria-hidden>
      <span className={styles.holds} data-open={row.standing.to === null} style={{ left: `${from}%`, width: `${Math.max(0, to - from)}%` }} />
      <span className={styles.today} style={{ left: `${place(on)}%` }} />
    </span>
  )
}

type Props = { rows: readonly PackRow[]; on: string; chosen: string; onChoose(key: string): void }

/** Every version of every regulation: those that bind the agency first. */
export const PackList = ({ rows, on, chosen, onChoose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const groups = [
    { name: t('rules.national'), rows: rows.filter(({ region, articles }) => region === '' && articles > 0) },
    { name: t('rules.ours'), rows: rows.filter(({ region, binds }) => region !== '' && binds) },
    { name: t('rules.others'), rows: rows.filter(({ region, binds }) => region !== '' && !binds) },
    { name: t('rules.citedOnly'), rows: rows.filter(({ region, articles }) => region === '' && articles === 0) },
  ]
  return (
    <nav className={styles.list} aria-label={t('rules.parts.packs')}>
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h2 className={styles.group}>{group.name}</h2>
            {group.rows.map((row) => (
              <UnstyledButton
                key={keyOf(row)}
                className={styles.row}
                aria-current={keyOf(row) === chosen ? 'true' : undefined}
                onClick={() => onChoose(keyOf(row))}
              >
                <span className={styles.name}>{row.title[language]}</span>
                <span className={styles.facts}>
                  <StandingChip standing={row.standing} />
                  <span>{t(`rules.levels.${row.level}`)}</span>
                  {row.came !== null && <span>{t('rules.fromFile')}</span>}
                  {(row.version > 1 || !row.counts) && <span>{t('rules.version', { version: row.version })}</span>}
                  {!row.counts && <span>{t('rules.notCounted')}</span>}
                </span>
                {row.standing.from !== null && <Validity row={row} on={on} />}
              </UnstyledButton>
            ))}
          </section>
        ))}
    </nav>
  )
}
