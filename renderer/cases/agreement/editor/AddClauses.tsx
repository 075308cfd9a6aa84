import { Badge, Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clausesFor, rulesInForce } from '../../../../shared/agreements/choose.ts'
import { cite } from '../../../../shared/regulations/cited.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import { useLanguage } from '../../../app/language.ts'
import { usePunctuation } from '../../../app/punctuation.ts'
import { FormDialog } from '../../../today/FormDialog.tsx'
import classes from '../agreement.module.css'
import { factsOfText, withClauses } from '../model/clauses.ts'
import { useTextStore } from './text-store.tsx'

/** Clauses of the country and the region that are not in the text yet, each with what it rests on. */
export const AddClauses = ({ law, shareType, onClose }: { law: PackSet; shareType: string; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  const store = useTextStore()
  const { text, change } = store.getState()
  const facts = factsOfText(text, shareType)
  const offered = clausesFor(law, facts)
  const there = new Set(text.clauses.map(({ id }) => id))
  const missing = offered.filter(({ clause }) => !there.has(clause.id))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(missing.filter(({ required }) => required.length > 0).map(({ clause }) => clause.id)))
  const toggle = (id: string, on: boolean) => setChosen(new Set([...chosen].filter((one) => one !== id).concat(on ? [id] : [])))
  const add = () => {
    const added = missing.filter(({ clause }) => chosen.has(clause.id))
    change((old) => ({ ...old, clauses: withClauses(old.clauses, added, offered, law, facts).slice(0, 60) }))
    onClose()
  }
  return (
    <FormDialog
      title={t('agreement.clauses.add')}
      about={t('agreement.clauses.addAbout')}
      confirm={t('agreement.clauses.addChosen', { count: chosen.size })}
      complete={chosen.size > 0}
      busy={false}
      failure={null}
      onSubmit={add}
      onClose={onClose}
      size={720}
    >
      {missing.length === 0 && <Text size="sm">{t('agreement.clauses.allThere')}</Text>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.library} aria-label={t('agreement.clauses.add')} tabIndex={0}>
        {missing.map(({ clause, required }) => (
          <div key={clause.id} className={classes.offered}>
            <Checkbox
              label={clause.heading[language]}
              checked={chosen.has(clause.id)}
              onChange={(event) => toggle(clause.id, event.currentTarget.checked)}
              fw={600}
            />
            <div className={classes.offeredText}>
              {required.length > 0 && (
                <Badge size="xs" color="orange">
                  {t('agreement.clauses.required')}
                </Badge>
              )}{' '}
              <Text span size="2xs" c="dimmed">
                {list([...new Set(rulesInForce(law, clause.rules).map((row) => cite(row).title[language]))])} ·{' '}
                {t('agreement.clauses.library', { version: clause.version })}
              </Text>
              <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                {clause.text[language].replaceAll(/\{\w+\}/g, '＿＿')}
              </Text>
            </div>
          </div>
        ))}
      </section>
    </FormDialog>
  )
}
