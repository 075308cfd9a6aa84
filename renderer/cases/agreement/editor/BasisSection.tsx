import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { agreementNeeded } from '../../../../shared/agreements/needed.ts'
import { cite } from '../../../../shared/regulations/cited.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import { useLanguage } from '../../../app/language.ts'
import styles from '../../../catalogue/entry/entry.module.css'
import { FieldGroup } from '../../../catalogue/entry/FieldGroup.tsx'
import { LawPicker } from '../../form/LawPicker.tsx'
import { factsOfText } from '../model/clauses.ts'
import { ProseAt, usePlaceLabel } from './fields.tsx'
import { RowsTable } from './RowsTable.tsx'
import { useText } from './text-store.tsx'

const columns = [{ cell: 'title', kind: 'text', max: 300 }] as const

/** What the agreement rests on: rules that ask for it are one click away, any article can be cited. */
export const BasisSection = ({ law, shareType }: { law: PackSet | null; shareType: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const label = usePlaceLabel()
  const text = useText((state) => state.text)
  const change = useText((state) => state.change)
  const there = text.basis.rules
  const add = (rule: string, title: string) =>
    change((old) => ({ ...old, basis: { ...old.basis, rules: [...old.basis.rules, { rule, title: title.slice(0, 300) }].slice(0, 30) } }))
  const offered = law === null ? [] : agreementNeeded(law, factsOfText(text, shareType)).rules.filter(({ rule }) => !there.some((one) => one.rule === rule.id))
  return (
    <FieldGroup title={t('agreement.sections.basis')}>
      <div className={styles.wide}>
        <RowsTable
          list="basis.rules"
          label={label('basis.rules')}
          words={() => t('agreement.citation')}
          columns={columns}
          empty={{ rule: '', title: '' }}
          most={30}
        />
      </div>
      {offered.length > 0 && (
        <Group gap={6} className={styles.wide ?? ''}>
          {offered.map((row) => {
            const { title } = cite(row)
            return (
              <Button
                key={row.rule.id}
                size="compact-xs"
                variant="light"
                leftSection={<IconPlus size={13} aria-hidden />}
                onClick={() => add(row.rule.id, title.zh)}
              >
                {t('agreement.asksForIt', { rule: title[language] })}
              </Button>
            )
          })}
        </Group>
      )}
      <div className={styles.wide}>
        <LawPicker onPick={({ title, article }) => add('', `${title}${article}`)} />
      </div>
      <ProseAt path="basis.duty" hint={t('agreement.dutyHint')} />
    </FieldGroup>
  )
}
