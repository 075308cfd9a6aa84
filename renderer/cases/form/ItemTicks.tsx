import { Button, Checkbox, Group, Input, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '../cases.module.css'

type Props = {
  label: string
  hint?: string | undefined
  names: readonly string[]
  chosen: readonly string[]
  needed: boolean
  /** What none of them means; '' where the hint says it. */
  none: string
  onChange(chosen: string[]): void
}

/** Items of a resource to tick; none means the resource as a whole. */
export const ItemTicks = ({ label, hint, names, chosen, needed, none, onChange }: Props) => {
  const { t } = useTranslation()
  // What was named and is not listed any more stays to be seen.
  const all = [...new Set([...names, ...chosen])]
  const toggle = (name: string, on: boolean) => onChange(all.filter((one) => (one === name ? on : chosen.includes(one))))
  return (
    <Input.Wrapper label={label} description={hint} withAsterisk={needed} labelElement="div" inputWrapperOrder={['label', 'description', 'input']}>
      <Group gap="xs" my={4}>
        <Button size="compact-xs" variant="default" onClick={() => onChange(all)}>
          {t('cases.open.everyItem')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onChange([])} disabled={chosen.length === 0}>
          {t('cases.open.noItem')}
        </Button>
        <Text size="xs" role="status">
          {chosen.length === 0 ? none : t('cases.open.someItems', { count: chosen.length })}
        </Text>
      </Group>
      {/* biome-ignore lint/a11y/useSemanticElements: a scrolling box of ticks with its name */}
      <div className={classes.ticks} role="group" aria-label={label}>
        {all.map((name) => (
          <Checkbox key={name} label={name} checked={chosen.includes(name)} onChange={(event) => toggle(name, event.currentTarget.checked)} />
        ))}
      </div>
    </Input.Wrapper>
  )
}
