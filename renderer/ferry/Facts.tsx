import type { ReactNode } from 'react'
import classes from './ferry.module.css'

/** Names and values under each other; null leaves a line out. */
export const Facts = ({ rows }: { rows: readonly (readonly [string, ReactNode] | null)[] }) => (
  <dl className={classes.facts}>
    {rows.map((row) =>
      row === null ? null : (
        <div key={row[0]} style={{ display: 'contents' }}>
          <dt>{row[0]}</dt>
          <dd>{row[1]}</dd>
        </div>
      ),
    )}
  </dl>
)
