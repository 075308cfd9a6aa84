import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** What a list says when it has nothing to show, and the way out. */
export const EmptyState = ({ icon, title, children, actions }: { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode }) => (
  <Stack align="center" justify="center" gap="xs" py="xl" px="md" mih={180}>
    {icon !== undefined && (
      <Text component="span" c="dimmed" lh={1} aria-hidden>
        {icon}
      </Text>
    )}
    <Title order={2} size="h3" ta="center">
      {title}
    </Title>
    {children !== undefined && (
      <Text size="sm" c="dimmed" ta="center" maw={460} component="div">
        {children}
      </Text>
    )}
    {actions}
  </Stack>
)
