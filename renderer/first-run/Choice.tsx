import { Text, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Walk.module.css'

type Props = { icon?: ReactNode; title: string; hint?: string; chosen?: boolean; disabled?: boolean; onClick(): void }

/** One of a few large answers. With `chosen` it stays pressed; without, it acts at once. */
export const Choice = ({ icon, title, hint, chosen, disabled = false, onClick }: Props) => (
  <UnstyledButton
    className={classes.choice ?? ''}
    {...(chosen === undefined ? {} : { 'aria-pressed': chosen, 'data-chosen': chosen })}
    disabled={disabled}
    onClick={onClick}
  >
    {icon !== undefined && (
      <Text component="span" c="var(--mantine-color-anchor)" lh={1} mt={2} aria-hidden>
        {icon}
      </Text>
    )}
    <span>
      <Text component="span" display="block" fw={600}>
        {title}
      </Text>
      {hint !== undefined && (
        <Text component="span" display="block" size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </span>
  </UnstyledButton>
)
