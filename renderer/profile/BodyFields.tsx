import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Profile } from '../../shared/contract/profile.ts'
import { Section } from '../components/Section.tsx'
import type { ProfileFieldsProps } from './AgencyFields.tsx'

type TextField = 'workingBody' | 'workingBodyHead' | 'departmentHead' | 'platform'

/** Who does the sharing work, and the platform it meets (Order 809 art.10-13). */
export const BodyFields = ({ value, onChange, readOnly = false }: ProfileFieldsProps) => {
  const { t } = useTranslation()
  const field = (name: TextField, maxLength: number, hint?: string) => (
    <TextInput
      label={t(`profile.${name}`)}
      description={hint}
      value={value[name]}
      onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
      maxLength={maxLength}
      readOnly={readOnly}
    />
  )
  return (
    <Section title={t('profile.bodyTitle')}>
      <Stack gap="xs">
        {field('workingBody', 200, t('profile.workingBodyHint'))}
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs" style={{ alignItems: 'start' }}>
          {field('workingBodyHead', 64)}
          {field('departmentHead', 64, t('profile.departmentHeadHint'))}
          {field('platform', 200)}
          <Select
            label={t('profile.platformLevel')}
            data={[
              { value: '', label: t('profile.levels.none') },
              { value: '国家', label: t('profile.levels.national') },
              { value: '省', label: t('profile.levels.province') },
              { value: '设区的市', label: t('profile.levels.city') },
              { value: '县', label: t('profile.levels.county') },
              { value: '上级平台', label: t('profile.levels.upper') },
            ]}
            value={value.platformLevel}
            onChange={(level) => onChange({ ...value, platformLevel: (level ?? '') as Profile['platformLevel'] })}
            allowDeselect={false}
            readOnly={readOnly}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  )
}
