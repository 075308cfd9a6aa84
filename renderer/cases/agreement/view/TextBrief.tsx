import { Anchor, Modal } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import { useLoad } from '../../../app/use-load.ts'
import { FindingsList } from '../editor/FindingsList.tsx'
import { useLaw } from '../editor/use-law.ts'
import { emptyFinding, openPlaces, readText, wholeOf } from '../model/whole.ts'
import { FullText } from './FullText.tsx'

/** What an act put on the table, in a line; the whole text when asked for. Of a draft also what is to be looked at in it. */
export const TextBrief = ({ value, shareType }: { value: unknown; shareType?: string }) => {
  const { t } = useTranslation()
  const [reading, setReading] = useState(false)
  const text = useMemo(() => readText(value), [value])
  if (text === null) return t('agreement.unreadable')
  const { head, validity, clauses, annexes } = text
  return (
    <>
      {t('agreement.brief', {
        title: head.title,
        kind: t(`agreement.kinds.${head.kind}`),
        from: validity.from ?? '－',
        until: validity.until ?? '－',
        clauses: clauses.length,
        items: annexes.items.length,
      })}{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => setReading(true)}>
        {t('agreement.readWhole')}
      </Anchor>
      {shareType !== undefined && <Checked text={text} shareType={shareType} />}
      {reading && <FullText text={text} onClose={() => setReading(false)} />}
    </>
  )
}

/** For who reviews a draft: how much is to be looked at, and what. */
const Checked = ({ text, shareType }: { text: AgreementText; shareType: string }) => {
  const { t } = useTranslation()
  const law = useLaw()
  const [opened, setOpened] = useState(false)
  const whole = useMemo(() => wholeOf(text), [text])
  const { value } = useLoad('agreement.check', whole === null ? null : { text: whole, shareType }, ['rules', 'profile'])
  if (value === null) return null
  const findings = [...openPlaces(text).map(emptyFinding), ...value.findings]
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length
  return (
    <>
      {' · '}
      <Anchor component="button" type="button" size="sm" onClick={() => setOpened(true)}>
        {findings.length === 0 ? t('agreement.check.none') : t('catalogue.findings.count', { errors: count('error'), warnings: count('warning') })}
      </Anchor>
      {opened && (
        <Modal opened onClose={() => setOpened(false)} title={t('agreement.check.title')} size={640}>
          <FindingsList findings={findings} law={law} />
        </Modal>
      )}
    </>
  )
}
