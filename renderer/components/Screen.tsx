import { Box, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  title: string
  /** One sentence under the title. */
  about?: ReactNode
  actions?: ReactNode
  /** The screen lays itself out over the whole height and scrolls inside (lists, editors). */
  fill?: boolean
  children: ReactNode
}

/** The frame of every screen: title, actions at the right, and a body that scrolls alone. */
export const Screen = ({ title, about, actions, fill = false, children }: Props) => (
  <Box display="flex" h="100%" mih={0} style={{ flexDirection: 'column' }}>
    <Group
      component="header"
      justify="space-between"
      wrap="nowrap"
      px="md"
      py="xs"
      mih={48}
      gap="md"
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
    >
      <Box miw={0}>
        <Title order={1} id="screen-title" tabIndex={-1} className="mulu-ellipsis" title={title}>
          {title}
        </Title>
        {about !== undefined && (
          <Text size="2xs" c="dimmed" lineClamp={2}>
            {about}
          </Text>
        )}
      </Box>
      {actions !== undefined && (
        <Group gap="xs" wrap="nowrap" className="mulu-no-print" style={{ flexShrink: 0 }}>
          {actions}
        </Group>
      )}
    </Group>
    {fill ? (
      <Box flex={1} mih={0} display="flex" style={{ flexDirection: 'column' }}>
        {children}
      </Box>
    ) : (
      // A scrolling region must be reachable by keyboard even when nothing in it is.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      <section className="mulu-scroll" aria-labelledby="screen-title" tabIndex={0} style={{ padding: 'var(--mantine-spacing-md)' }}>
        {children}
      </section>
    )}
  </Box>
)
