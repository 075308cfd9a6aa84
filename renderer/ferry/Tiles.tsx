import classes from './ferry.module.css'

/** Counts beside each other; those that need somebody stand out. */
export const Tiles = ({ tiles }: { tiles: readonly { name: string; count: number; warning?: boolean }[] }) => (
  <div className={classes.tiles}>
    {tiles.map(({ name, count, warning = false }) => (
      <div key={name} className={classes.tile} {...(warning && count > 0 ? { 'data-tone': 'warning' } : {})}>
        <b>{count}</b>
        <span>{name}</span>
      </div>
    ))}
  </div>
)
