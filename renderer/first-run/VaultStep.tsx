import { Button, Paper, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/roles.ts'
import { useCall } from '../app/use-call.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { emptyNewPassphrase, NewPassphrase, newPassphraseReady } from '../components/NewPassphrase.tsx'
import { Section } from '../components/Section.tsx'
import { RoleFields, roleChoiceReady, roleInput } from '../users/RoleFields.tsx'
import type { Sheet } from '../vault/RecoverySheet.tsx'
import { Choice } from './Choice.tsx'
import type { Network } from './NetworkStep.tsx'
import { Walk } from './Walk.tsx'

type Props = { network: Network; onBack(): void; onMade(sheet: Sheet): void }

/** The founder, the passphrase and the cipher; making the vault answers with the recovery code. */
export const VaultStep = ({ network, onBack, onMade }: Props) => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [fullName, setFullName] = useState('')
  const [passphrase, setPassphrase] = useState(emptyNewPassphrase)
  const [choice, setChoice] = useState<{ roles: readonly Role[]; combineReason: string }>({ roles: ['systemAdmin', 'catalogueOfficer'], combineReason: '' })
  const [cipher, setCipher] = useState<'sqlcipher' | 'aegis'>('sqlcipher')
  const create = useCall('vault.create')
  const ready = name.trim() !== '' && newPassphraseReady(passphrase, name) && roleChoiceReady(choice)
  const make = async () => {
    if (!ready) return
    const made = await create.run({ user: name.trim(), fullName: fullName.trim(), ...roleInput(choice), cipher, network }, { passphrase: passphrase.first })
    if (made !== null) onMade({ recoveryCode: made.recoveryCode, vaultId: made.vaultId, madeAt: new Date().toISOString() })
  }
  return (
    <Walk
      step="vault"
      title={t('firstRun.vault.title')}
      about={t('firstRun.vault.about')}
      footer={
        <>
          {create.busy && (
            <Text size="xs" c="dimmed" role="status">
              {t('firstRun.vault.creating')}
            </Text>
          )}
          <Button variant="default" onClick={onBack} disabled={create.busy}>
            {t('common.back')}
          </Button>
          <Button type="submit" form="vault-form" loading={create.busy} disabled={!ready}>
            {t('firstRun.vault.create')}
          </Button>
        </>
      }
    >
      <form
        id="vault-form"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <Stack gap="md">
          <ErrorNote failure={create.failure} />
          <SimpleGrid cols={2} spacing="lg">
            <Section title={t('firstRun.vault.founder')}>
              <Stack gap="xs">
                <TextInput
                  label={t('users.name')}
                  description={t('users.nameHint')}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                  maxLength={64}
                  autoComplete="off"
                  required
                  autoFocus
                />
                <TextInput
                  label={t('users.fullName')}
                  value={fullName}
                  onChange={(event) => setFullName(event.currentTarget.value)}
                  maxLength={100}
                  autoComplete="off"
                />
              </Stack>
            </Section>
            <Section title={t('lock.passphrase')}>
              <NewPassphrase value={passphrase} onChange={setPassphrase} user={name} label={t('lock.passphrase')} />
            </Section>
          </SimpleGrid>
          <Section title={t('firstRun.vault.cipher')}>
            <SimpleGrid cols={2} spacing="sm" role="group" aria-label={t('firstRun.vault.cipher')}>
              {(['sqlcipher', 'aegis'] as const).map((each) => (
                <Choice
                  key={each}
                  title={t(`vault.ciphers.${each}`)}
                  hint={t(`firstRun.vault.${each}`)}
                  chosen={cipher === each}
                  onClick={() => setCipher(each)}
                />
              ))}
            </SimpleGrid>
          </Section>
          <Section title={t('firstRun.vault.roles')}>
            <Paper p="sm">
              <RoleFields value={choice} onChange={setChoice} />
            </Paper>
          </Section>
        </Stack>
      </form>
    </Walk>
  )
}
