import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import { Section } from '../components/Section.tsx'

/** One matter of the vault screen in its own box. */
export const Part = ({ title, about, children }: { title: string; about: string; children: ReactNode }) => (
  <Paper p="md">
    <Section title={title} about={about}>
      {children}
    </Section>
  </Paper>
)
