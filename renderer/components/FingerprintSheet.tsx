import { useTranslation } from 'react-i18next'

type Props = {
  title: string
  facts: readonly (readonly [name: string, value: string])[]
  /** What the fingerprint is called here. */
  name: string
  fingerprint: string
  about: string
  /** Who signs that the two agree. */
  signers: readonly string[]
}

/** A fingerprint on paper: what travels another way than the file it is of. */
export const FingerprintSheet = ({ title, facts, name, fingerprint, about, signers }: Props) => {
  const { t } = useTranslation()
  return (
    <div className="mulu-form">
      <h1>{title}</h1>
      <table>
        <tbody>
          {facts.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{name}</h2>
      <div className="mulu-code">
        {(fingerprint.match(/.{1,4}/g) ?? []).map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one number never move
          <span key={at}>{group}</span>
        ))}
      </div>
      <p>{about}</p>
      <table className="mulu-sign">
        <tbody>
          <tr>
            {signers.map((who) => (
              <td key={who}>
                {who}
                <p>
                  {t('ferry.form.sign')}
                  <br />
                  {t('ferry.form.day')}
                </p>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
