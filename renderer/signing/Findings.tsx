import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { BundleVerdict } from '../../shared/signing/verdict.ts'
import { useLanguage } from '../app/language.ts'
import classes from './signing.module.css'
import { withMoments } from './with-moments.ts'

/** What verifying found, problems first: each is said, none is passed over. */
export const Findings = ({ findings }: { findings: BundleVerdict['findings'] }) => {
  const { language } = useLanguage()
  if (findings.length === 0) return null
  const sorted = findings.toSorted((a, b) => Number(b.problem) - Number(a.problem))
  return (
    <ul className={classes.findings}>
      {sorted.map((one) => (
        <li key={`${one.code} ${one.zh}`} data-problem={one.problem}>
          {one.problem ? <IconAlertTriangle size={14} aria-hidden /> : <IconInfoCircle size={14} aria-hidden />}
          <span>{withMoments(one[language])}</span>
        </li>
      ))}
    </ul>
  )
}
