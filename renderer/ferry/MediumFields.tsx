import { Group, NumberInput, Radio, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { mediumMarks, mediumNumberSchema } from '../../shared/ferry/manifest.ts'

export type Writing = { number: string; mark: (typeof mediumMarks)[number]; size: 'whole' | 'cd' | 'dvd' | 'custom'; customMb: number; encrypt: boolean }
export const emptyWriting: Writing = { number: '', mark: '内部', size: 'whole', customMb: 100, encrypt: false }

const sizes = ['whole', 'cd', 'dvd', 'custom'] as const
/** As the labels of media count, less what a file system takes. */
const mb = 1_000_000
const bytesOf = ({ size, customMb }: Writing): number | undefined =>
  size === 'whole' ? undefined : size === 'cd' ? 690 * mb : size === 'dvd' ? 4_600 * mb : customMb * mb

/** What the core is sent of it; null while the number is none. */
export const sentWriting = (writing: Writing) => {
  const number = mediumNumberSchema.safeParse(writing.number)
  if (!number.success) return null
  const mediaBytes = bytesOf(writing)
  return { medium: { number: number.data, mark: writing.mark }, encrypt: writing.encrypt, ...(mediaBytes === undefined ? {} : { mediaBytes }) }
}

/** The medium a package is written to: number, mark, size, in clear or encrypted. */
export const MediumFields = ({ writing, onChange }: { writing: Writing; onChange(part: Partial<Writing>): void }) => {
  const { t } = useTranslation()
  const mark = useId()
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="md">
        <TextInput
          w={260}
          label={t('ferry.make.number')}
          description={t('ferry.make.numberHint')}
          value={writing.number}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
          maxLength={40}
          withAsterisk
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <Text size="xs" fw={500} id={mark} mt={2} mb={2}>
            {t('ferry.mark')}
          </Text>
          <SegmentedControl
            aria-labelledby={mark}
            value={writing.mark}
            onChange={(value) => onChange({ mark: mediumMarks.find((each) => each === value) ?? '内部' })}
            data={[...mediumMarks]}
          />
          <Text size="2xs" c="dimmed" mt={4}>
            {t('ferry.make.markHint')}
          </Text>
        </div>
        <Select
          w={170}
          label={t('ferry.make.size')}
          data={sizes.map((value) => ({ value, label: t(`ferry.make.sizes.${value}`) }))}
          value={writing.size}
          onChange={(value) => onChange({ size: sizes.find((each) => each === value) ?? 'whole' })}
          allowDeselect={false}
        />
        {writing.size === 'custom' && (
          <NumberInput
            w={100}
            label={t('ferry.make.sizeMb')}
            value={writing.customMb}
            onChange={(value) => onChange({ customMb: Math.max(1, Math.round(Number(value)) || 1) })}
            min={1}
            max={1_000_000}
          />
        )}
      </Group>
      <Radio.Group
        label={t('ferry.make.mode')}
        value={writing.encrypt ? 'encrypted' : 'clear'}
        onChange={(value) => onChange({ encrypt: value === 'encrypted' })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="clear" label={t('ferry.make.modeClear')} />
          <Radio value="encrypted" label={t('ferry.make.modeEncrypted')} />
        </Stack>
      </Radio.Group>
    </Stack>
  )
}
