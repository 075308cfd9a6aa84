import { Group, Paper, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { normalRecoveryText, recoveryGroupLength } from '../../shared/recovery-code.ts'

/** Two places of the sheet to type back: one of the first half, one of the second, told by the code itself. */
const asked = (groups: readonly string[]): readonly [number, number] => {
  const sum = [...groups.join('')].reduce((total, symbol) => total + (symbol.codePointAt(0) ?? 0), 0)
  return [1 + (sum % 3), 5 + (sum % 3)]
}

type Props = { groups: readonly string[]; onFocus(): void; onChecked(checked: boolean): void }

/** The officer shows that the paper can be read: two of its groups are typed back from it. */
export const TypeBack = ({ groups, onFocus, onChecked }: Props) => {
  const { t } = useTranslation()
  const places = asked(groups)
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
  const matches = (at: number, text: string) => normalRecoveryText(text) === groups[places[at] ?? 0]
  const change = (at: number, text: string) => {
    const next = typed.map((old, i) => (i === at ? text : old))
    setTyped(next)
    onChecked(next.every((each, i) => matches(i, each)))
  }
  return (
    <Paper p="md">
      <Text size="sm" mb="xs">
        {t('vault.recovery.typeBack', { first: places[0] + 1, second: places[1] + 1 })}
      </Text>
      <Group align="flex-start" gap="md">
        {typed.map((text, at) => {
          const full = normalRecoveryText(text).length >= recoveryGroupLength
          const wrong = full && !matches(at, text)
          return (
            <TextInput
              key={places[at]}
              label={t('vault.recovery.group', { group: (places[at] ?? 0) + 1 })}
              value={text}
              onFocus={onFocus}
              onChange={(event) => change(at, event.currentTarget.value)}
              error={wrong ? t('vault.recovery.differs') : null}
              description={full && !wrong ? t('vault.recovery.matches') : null}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              spellCheck={false}
              w={200}
              styles={{ input: { fontFamily: 'var(--mulu-mono)', letterSpacing: '0.12em', textTransform: 'uppercase' } }}
            />
          )
        })}
      </Group>
    </Paper>
  )
}
