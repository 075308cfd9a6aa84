import { Alert } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** The outcome of something worth keeping in sight (a digest to copy down); stays until it is closed. */
export const ResultNote = ({ children, onClose }: { children: ReactNode; onClose(): void }) => (
  <Alert color="green" p="xs" role="status" icon={<IconCheck aria-hidden />} withCloseButton onClose={onClose} style={{ overflowWrap: 'anywhere' }}>
    {children}
  </Alert>
)
