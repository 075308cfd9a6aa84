import classes from './Steps.module.css'

type Props = { names: readonly string[]; at: number; vertical?: boolean }

/** Where one is in work of several steps: to read, not to press. */
export const Steps = ({ names, at: current, vertical = false }: Props) => (
  <ol className={classes.steps} data-vertical={vertical || undefined}>
    {names.map((name, at) => (
      <li
        key={name}
        className={classes.step}
        data-state={at < current ? 'done' : at === current ? 'current' : 'ahead'}
        {...(at === current ? { 'aria-current': 'step' as const } : {})}
      >
        <span className={classes.number} aria-hidden>
          {at < current ? '✓' : at + 1}
        </span>
        {name}
      </li>
    ))}
  </ol>
)
