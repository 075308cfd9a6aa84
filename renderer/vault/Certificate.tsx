import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { formatMoment } from '../components/moments.ts'
import { SpillPlaces } from './SpillPlaces.tsx'

type Props = { certificate: Output<'vault.purge'>['certificate']; approvalNumber: string; approvedOn: string }

/** What was erased, under which ruling: on screen and on paper alike. */
export const Certificate = ({ certificate, approvalNumber, approvedOn }: Props) => {
  const { t } = useTranslation()
  const places = (list: typeof certificate.erased) => (list.length === 0 ? t('vault.purge.nowhere') : <SpillPlaces places={list} />)
  const rows: (readonly [string, ReactNode])[] = [
    [t('vault.seal.at'), formatMoment(certificate.at)],
    [t('vault.purge.approval'), approvalNumber],
    [t('vault.purge.approvedOn'), approvedOn],
    [t('vault.purge.entries'), String(certificate.entries)],
    [t('vault.purge.versions'), String(certificate.versions)],
    [t('vault.purge.attachments'), String(certificate.attachments)],
    [t('vault.purge.erased'), places(certificate.erased)],
    [t('vault.purge.left'), places(certificate.left)],
    [t('vault.purge.backups'), certificate.backups.join('\n')],
    [t('vault.purge.digest'), certificate.digest],
  ]
  return (
    <table>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row" style={{ textAlign: 'left', paddingRight: 16, verticalAlign: 'top', whiteSpace: 'nowrap' }}>
              {label}
            </th>
            <td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
