import { Radio, Stack } from '@mantine/core'

type Props<F extends string> = {
  label: string
  value: F
  onChange(format: NoInfer<F>): void
  formats: readonly { value: F; label: string; hint?: string }[]
}

/** As what kind of file. */
export const FormatChoice = <F extends string>({ label, value, onChange, formats }: Props<F>) => (
  <Radio.Group
    label={label}
    value={value}
    onChange={(next) => {
      const chosen = formats.find((each) => each.value === next)
      if (chosen !== undefined) onChange(chosen.value)
    }}
  >
    <Stack gap={6} mt={6} mb={4}>
      {formats.map((each) => (
        <Radio key={each.value} value={each.value} label={each.label} {...(each.hint === undefined ? {} : { description: each.hint })} />
      ))}
    </Stack>
  </Radio.Group>
)
