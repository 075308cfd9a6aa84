import { Button, Center, Loader, Paper, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StateCreator } from 'zustand'
import type { Profile } from '../../shared/contract/profile.ts'
import { useMay } from '../app/session.tsx'
import { useSessionStore } from '../app/session-store.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { AgencyFields } from '../profile/AgencyFields.tsx'
import { BodyFields } from '../profile/BodyFields.tsx'
import { profilePatch } from '../profile/profile-patch.ts'
import { CatalogueStep } from './CatalogueStep.tsx'
import { Walk } from './Walk.tsx'

type SetupState = { done: boolean; finish(): void }
const setupRecipe: StateCreator<SetupState> = (set) => ({ done: false, finish: () => set({ done: true }) })

/** The second half of the walk, shown to whoever may fill it in while the agency has no name: profile, then a catalogue. */
export const Setup = ({ children }: { children: ReactNode }) => {
  const mayFill = useMay('profile.save')
  const done = useSessionStore(setupRecipe, (setup) => setup.done)
  return mayFill && !done ? <SetupGate>{children}</SetupGate> : children
}

const SetupGate = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const finish = useSessionStore(setupRecipe, (setup) => setup.finish)
  const loaded = useLoad('profile.get', {})
  const [step, setStep] = useState<'profile' | 'catalogue'>('profile')
  const profile = loaded.value?.profile
  if (profile === undefined) {
    return loaded.failure === null ? (
      <Center h="100dvh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    ) : (
      children
    )
  }
  if (profile.agency !== '') return children
  if (step === 'profile') return <ProfileStep profile={profile} onLater={finish} onSaved={() => setStep('catalogue')} />
  return <CatalogueStep onFinished={finish} />
}

const ProfileStep = ({ profile, onLater, onSaved }: { profile: Profile; onLater(): void; onSaved(): void }) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(profile)
  const save = useCall('profile.save')
  const submit = async () => {
    const saved = await save.run({ patch: profilePatch(profile, draft) })
    if (saved !== null) onSaved()
  }
  return (
    <Walk
      step="profile"
      title={t('firstRun.profile.title')}
      about={t('firstRun.profile.about')}
      footer={
        <>
          <Button variant="default" onClick={onLater}>
            {t('firstRun.profile.later')}
          </Button>
          <Button onClick={() => void submit()} loading={save.busy} disabled={draft.agency.trim() === ''}>
            {t('firstRun.profile.save')}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <ErrorNote failure={save.failure} />
        {[AgencyFields, BodyFields].map((Fields, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two fixed parts
          <Paper key={at} p="md">
            <Fields value={draft} onChange={setDraft} />
          </Paper>
        ))}
      </Stack>
    </Walk>
  )
}
