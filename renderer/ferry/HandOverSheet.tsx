import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePunctuation } from '../app/punctuation.ts'
import { formatMoment, formatNumber } from '../components/moments.ts'
import { inGroups } from '../trust/fingerprint.ts'
import { type HandOver, useFerryWords } from './words.ts'

/** 介质交接单 on A4: what is on the medium, by what it is checked, and who hands it to whom (practice P15). */
export const HandOverSheet = ({ form }: { form: HandOver }) => {
  const { t } = useTranslation()
  const { pair, aside } = usePunctuation()
  const words = useFerryWords()
  const rows: [string, ReactNode, string, ReactNode][] = [
    [t('ferry.form.medium'), `${form.medium.number}　${form.medium.mark}`, t('ferry.form.kind'), words.kind(form.kind)],
    [t('ferry.form.sender'), words.party(form.sender), t('ferry.form.recipient'), words.party(form.recipient)],
    [t('ferry.form.madeAt'), formatMoment(form.madeAt), t('ferry.form.expires'), form.expiresOn ?? '—'],
    [t('ferry.form.mode'), t(`ferry.modes.${form.mode}`), t('ferry.form.inside'), words.counts(form.counts)],
    [t('ferry.form.purpose'), form.purpose || '—', t('ferry.form.officer'), form.officer],
  ]
  const { review } = form
  return (
    <div className="mulu-form">
      <h1>{t('ferry.form.title')}</h1>
      <p className="mulu-right">{pair(t('ferry.form.number'), form.packageId)}</p>
      <table>
        <tbody>
          {rows.map(([left, leftValue, right, rightValue]) => (
            <tr key={left}>
              <th scope="row">{left}</th>
              <td>{leftValue}</td>
              <th scope="row">{right}</th>
              <td>{rightValue}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('ferry.form.signer')}</th>
            <td colSpan={3} className="mulu-mono">
              {inGroups(form.sender.fingerprint)}
            </td>
          </tr>
          {review !== null && (
            <tr>
              <th scope="row">{t('ferry.form.review')}</th>
              <td colSpan={3}>
                {review.number === '' ? '' : `${review.number}　`}
                {t('ferry.form.reviewLine', { handledBy: review.handledBy, officeHead: review.officeHead, leader: review.leader, on: review.reviewedOn })}
                {review.evidence === '' ? '' : aside('', review.evidence)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <h2>{t('ferry.form.files')}</h2>
      <table>
        <thead>
          <tr>
            <th>{t('ferry.form.file')}</th>
            <th>{t('ferry.form.bytes')}</th>
            <th>{t('ferry.form.sha256')}</th>
          </tr>
        </thead>
        <tbody>
          {form.volumes.map(({ name, bytes, sha256 }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{formatNumber(bytes)}</td>
              <td className="mulu-mono">{inGroups(sha256)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('ferry.form.check')}</h2>
      <p>{t('ferry.form.checkUnix')}</p>
      <pre>{form.volumes.map(({ sha256sum }) => sha256sum).join('\n')}</pre>
      <p>{t('ferry.form.checkWindows')}</p>
      <pre>{form.volumes.map(({ certutil }) => certutil).join('\n')}</pre>
      <p>{t('ferry.form.checkSigner')}</p>
      <table className="mulu-sign">
        <tbody>
          <tr>
            {(['signOut', 'signIn', 'signWatch'] as const).map((who) => (
              <td key={who}>
                {t(`ferry.form.${who}`)}
                <p>
                  {t('ferry.form.sign')}
                  <br />
                  {t('ferry.form.day')}
                </p>
              </td>
            ))}
          </tr>
          <tr>
            <td colSpan={3} className="mulu-remark">
              {t('ferry.form.remark')}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
