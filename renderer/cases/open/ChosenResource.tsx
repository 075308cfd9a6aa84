import { Button, Group, Input, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { label: string; name: string; code: string; provider?: string; onChange(): void }

/** The resource that was chosen, and the way to another. */
export const ChosenResource = ({ label, name, code, provider = '', onChange }: Props) => {
  const { t } = useTranslation()
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Group gap="sm" wrap="nowrap" align="baseline">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="2xs" c="dimmed" className="mulu-ellipsis">
          {[code, provider].filter((part) => part !== '').join(' · ')}
        </Text>
        <Button size="compact-xs" variant="default" onClick={onChange} style={{ flexShrink: 0 }}>
          {t('cases.open.change')}
        </Button>
      </Group>
    </Input.Wrapper>
  )
}
