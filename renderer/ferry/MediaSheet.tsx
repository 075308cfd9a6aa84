import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../shared/moments.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useLoad } from '../app/use-load.ts'
import { dayAndWho, type Medium } from './Media.tsx'
import { useFerryWords } from './words.ts'

/** The register on paper. */
export const MediaSheet = ({ media }: { media: readonly Medium[] }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const words = useFerryWords()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  return (
    <div className="mulu-wide">
      <h1>{t('ferry.media.sheetTitle')}</h1>
      <p>
        {pair(t('life.sheet.agency'), agency)}
        <br />
        {pair(t('life.sheet.printedOn'), dayInChina(new Date().toISOString()))}
      </p>
      <table>
        <thead>
          <tr>
            {(['number', 'content', 'route', 'handedOver', 'returned', 'destroyed', 'note'] as const).map((column) => (
              <th key={column}>{t(`ferry.media.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {media.map((medium) => (
            <tr key={medium.id}>
              <td>
                {medium.number}
                <br />
                {medium.mark} {t(`ferry.direction.${medium.direction}`)}
              </td>
              <td>
                {medium.packageId === null ? t('ferry.media.other') : words.kind(medium.kind)}
                {medium.files.map(({ name, sha256 }) => (
                  <div key={name}>
                    <small>
                      {name} <span className="mulu-mono">{sha256}</span>
                    </small>
                  </div>
                ))}
              </td>
              <td>
                {medium.from} → {medium.to}
              </td>
              <td>
                {dayAndWho(medium.handedOverOn, medium.handedOverBy)}
                {medium.receivedBy === '' ? '' : ` → ${medium.receivedBy}`}
              </td>
              <td>{medium.returnedOn}</td>
              <td>{dayAndWho(medium.destroyedOn, medium.destroyedBy, medium.witness)}</td>
              <td>{medium.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
