import { Box, Group, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** A titled part of a form or page. */
export const Section = ({ title, about, actions, children }: { title: string; about?: ReactNode; actions?: ReactNode; children: ReactNode }) => {
  const id = useId()
  return (
    <Box component="section" aria-labelledby={id}>
      <Group justify="space-between" wrap="nowrap" gap="md" mb={6} align="flex-start">
        <div>
          <Title order={2} size="h3" id={id}>
            {title}
          </Title>
          {about !== undefined && (
            <Text size="xs" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Box>
  )
}
