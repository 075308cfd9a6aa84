import { Fieldset, SimpleGrid, Text, TextInput } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { recoveryGroupState } from '../../shared/recovery-code.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { type Groups, groupsState, typedGroups } from './recovery-input.ts'

/** Eight boxes of five; each group is checked as soon as it is full. */
export const RecoveryCodeInput = ({ value, onChange }: { value: Groups; onChange(groups: Groups): void }) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const boxes = useRef<(HTMLInputElement | null)[]>([])
  const { wrong, good, complete } = groupsState(value)
  const type = (at: number, text: string) => {
    const { groups, focus } = typedGroups(value, at, text)
    onChange(groups)
    if (focus !== at) boxes.current[focus]?.focus()
  }
  return (
    <Fieldset legend={t('vault.recovery.input')} p="xs">
      <SimpleGrid cols={4} spacing="xs" verticalSpacing="xs">
        {value.map((group, at) => {
          const state = recoveryGroupState(group, at)
          return (
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: the boxes are eight fixed places
              key={at}
              ref={(element) => {
                boxes.current[at] = element
              }}
              aria-label={t('vault.recovery.group', { group: at + 1 })}
              value={group}
              onChange={(event) => type(at, event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Backspace' && group === '' && at > 0) boxes.current[at - 1]?.focus()
              }}
              onPaste={(event) => {
                event.preventDefault()
                type(at, event.clipboardData.getData('text'))
              }}
              error={state === 'bad'}
              rightSection={
                state === 'good' ? <IconCheck size={14} color="var(--mulu-good)" aria-hidden /> : state === 'bad' ? <IconX size={14} aria-hidden /> : null
              }
              rightSectionWidth={22}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--mulu-mono)', letterSpacing: '0.08em' } }}
            />
          )
        })}
      </SimpleGrid>
      <Text size="2xs" mt={6} aria-live="polite" c={wrong.length > 0 ? 'var(--mantine-color-error)' : complete ? 'var(--mulu-good)' : 'dimmed'}>
        {wrong.length > 0
          ? t('vault.recovery.groupBad', { groups: list(wrong.map(String)) })
          : complete
            ? t('vault.recovery.allGood')
            : t('vault.recovery.partial', { count: good })}
      </Text>
    </Fieldset>
  )
}
