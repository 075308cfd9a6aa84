import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'

export const BackButton = ({ label, onClick }: { label: string; onClick(): void }) => (
  <Button variant="default" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onClick}>
    {label}
  </Button>
)
