import { useTranslation } from 'react-i18next'
import type { ApprovalLine } from '../../../shared/contract/life.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useLoad } from '../../app/use-load.ts'

/** In fours, as a person compares and types it. */
const grouped = (hash: string): string => (hash.match(/.{1,4}/g) ?? []).join(' ')

/** The paper the department head signs. */
export const ApprovalSheet = ({ hash, lines }: { hash: string; lines: readonly ApprovalLine[] }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const added = lines.filter(({ change }) => change === '新增').length
  return (
    <>
      <h1>{t('life.sheet.title')}</h1>
      <p>
        {pair(t('life.sheet.agency'), agency)}
        <br />
        {pair(t('life.sheet.printedOn'), dayInChina(new Date().toISOString()))}
        <br />
        {t('life.sheet.total', { count: lines.length, added, changed: lines.length - added })}
      </p>
      <table>
        <thead>
          <tr>
            {(['number', 'entry', 'change', 'content', 'assessments', 'lineHash'] as const).map((column) => (
              <th key={column}>{t(`life.sheet.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={line.id}>
              <td>{at + 1}</td>
              <td>
                {line.title}
                <br />
                <small>{line.code}</small>
              </td>
              <td>{line.change}</td>
              <td>
                <Content line={line} />
              </td>
              <td>
                <Assessments line={line} />
              </td>
              <td>
                <small>{line.sha256.slice(0, 8)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {pair(t('life.sheet.hash'), grouped(hash))}
        <br />
        {t('life.sheet.hashHint')}
      </p>
      <table className="mulu-sign">
        <tbody>
          <tr>
            {(['compiledBy', 'bodyHead', 'secrecy'] as const).map((who) => (
              <td key={who}>
                {t(`life.sheet.${who}`)}
                <Signature />
              </td>
            ))}
          </tr>
          <tr>
            <td colSpan={3}>
              {t('life.sheet.head')}
              <p>{t('life.sheet.opinion')}</p>
              <Signature />
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

const Signature = () => {
  const { t } = useTranslation()
  return (
    <p>
      {t('life.sheet.sign')}
      <br />
      {t('life.sheet.day')}
    </p>
  )
}

const Content = ({ line }: { line: ApprovalLine }) => {
  const { t } = useTranslation()
  const passed = line.errors > 0 && line.checkReason !== '' ? t('life.sheet.passedWithErrors', { count: line.errors, reason: line.checkReason }) : ''
  const said =
    line.change === '新增'
      ? [t('life.sheet.added', { shareType: line.shareType, count: line.items }), line.abstract]
      : line.changes.map(({ item, label, from, to }) => {
          const values = { label: item === '' ? label : `${item} ${label}`, from, to }
          return t(from === '' ? 'life.sheet.addedTo' : to === '' ? 'life.sheet.removed' : 'life.sheet.changed', values)
        })
  return [...said, passed]
    .filter((text) => text !== '')
    .map((text) => (
      <div key={text} style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </div>
    ))
}

const Assessments = ({ line: { assessments } }: { line: ApprovalLine }) => {
  const { t } = useTranslation()
  if (assessments.length === 0) return t('life.sheet.none')
  return assessments.map(({ name, conclusion, reason, on, handledBy }) => (
    <div key={name}>{[name, conclusion, reason, handledBy, on].filter((part) => part !== '').join(' · ')}</div>
  ))
}
