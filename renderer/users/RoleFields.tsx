import { Checkbox, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { administrators, combinationTrouble, officeRoles, type Role } from '../../shared/roles.ts'

export type RoleChoice = { roles: readonly Role[]; combineReason: string }

/** Whether the core would take this combination. */
export const roleChoiceReady = ({ roles, combineReason }: RoleChoice): boolean => {
  const trouble = combinationTrouble(roles)
  return trouble === null || (trouble === 'reason' && combineReason.trim() !== '')
}

/** The part of a call's input that says which roles, with a reason only where one is needed. */
export const roleInput = ({ roles, combineReason }: RoleChoice): { roles: Role[]; combineReason?: string } => ({
  roles: [...roles],
  ...(combinationTrouble(roles) === 'reason' ? { combineReason: combineReason.trim() } : {}),
})

/** Which roles a user holds, with what each may do and the limits of practice P12. */
export const RoleFields = ({ value, onChange, label }: { value: RoleChoice; onChange(value: RoleChoice): void; label?: string }) => {
  const { t } = useTranslation()
  const trouble = combinationTrouble(value.roles)
  const group = (title: string, roles: readonly Role[]) => (
    <Checkbox.Group
      label={title}
      value={value.roles.filter((role) => roles.includes(role))}
      onChange={(chosen) =>
        onChange({ ...value, roles: [...value.roles.filter((role) => !roles.includes(role)), ...roles.filter((role) => chosen.includes(role))] })
      }
    >
      <Stack gap={6} mt={6}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={t(`roles.${role}`)} description={t(`users.duties.${role}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
  return (
    <Stack gap="xs" role="group" aria-label={label ?? t('users.roles')}>
      {label !== undefined && (
        <Text size="xs" fw={600}>
          {label}
        </Text>
      )}
      <SimpleGrid cols={2} spacing="md">
        {group(t('users.officeRoles'), officeRoles)}
        {group(t('users.adminRoles'), administrators)}
      </SimpleGrid>
      {trouble === 'clash' && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t('users.clash')}
        </Text>
      )}
      {trouble === 'reason' && (
        <Textarea
          label={t('users.reason')}
          description={t('users.reasonHint')}
          value={value.combineReason}
          onChange={(event) => onChange({ ...value, combineReason: event.currentTarget.value })}
          maxLength={500}
          autosize
          minRows={1}
          required
        />
      )}
    </Stack>
  )
}
