import { type ReactNode, useId } from 'react'
import styles from './entry.module.css'

/** Fields that belong together, under their heading; six columns, a field takes two. */
export const FieldGroup = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can not stand in a grid
    <div role="group" aria-labelledby={id} className={styles.group}>
      <div className={styles.legend}>
        <span id={id}>{title}</span>
        {hint !== undefined && <small>{hint}</small>}
      </div>
      {children}
    </div>
  )
}
