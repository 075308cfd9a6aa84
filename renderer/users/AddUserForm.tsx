import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/roles.ts'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { emptyNewPassphrase, NewPassphrase, newPassphraseReady } from '../components/NewPassphrase.tsx'
import { toastDone } from '../components/toast.tsx'
import { RoleFields, roleChoiceReady, roleInput } from './RoleFields.tsx'

type Props = { initialRoles: readonly Role[]; onAdded(): void; onCancel?: () => void }

/** A new user with a first passphrase, which the person changes at the first sign-in. */
export const AddUserForm = ({ initialRoles, onAdded, onCancel }: Props) => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [fullName, setFullName] = useState('')
  const [choice, setChoice] = useState({ roles: initialRoles, combineReason: '' })
  const [passphrase, setPassphrase] = useState(emptyNewPassphrase)
  const add = useCall('vault.addUser')
  const ready = name.trim() !== '' && choice.roles.length > 0 && roleChoiceReady(choice) && newPassphraseReady(passphrase, name)
  const submit = async () => {
    if (!ready) return
    const added = await add.run({ name: name.trim(), fullName: fullName.trim(), ...roleInput(choice) }, { newPassphrase: passphrase.first })
    if (added === null) return
    toastDone(t('users.added', { name: added.user.name }))
    onAdded()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing="sm">
          <TextInput
            label={t('users.name')}
            description={t('users.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={64}
            autoComplete="off"
            required
            data-autofocus
          />
          <TextInput
            label={t('users.fullName')}
            description={t('common.optional')}
            value={fullName}
            onChange={(event) => setFullName(event.currentTarget.value)}
            maxLength={100}
            autoComplete="off"
          />
        </SimpleGrid>
        <RoleFields value={choice} onChange={setChoice} />
        <Text size="xs" fw={600} c="var(--mulu-warning)">
          {t('users.passphraseOwn', { name: fullName.trim() || name.trim() || t('users.someone') })}
        </Text>
        <NewPassphrase value={passphrase} onChange={setPassphrase} user={name} />
        <ErrorNote failure={add.failure} />
        <Group justify="flex-end" gap="xs">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" loading={add.busy} disabled={!ready}>
            {t('users.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
