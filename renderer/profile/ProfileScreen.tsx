import { Button, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '../../shared/contract/profile.ts'
import { useLeaveGuard } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { toastDone } from '../components/toast.tsx'
import { AgencyFields } from './AgencyFields.tsx'
import { BodyFields } from './BodyFields.tsx'
import { CodingFields, PeopleAndRules } from './ListFields.tsx'
import { patternWorks, profilePatch } from './profile-patch.ts'

export const ProfileScreen = () => {
  const { t } = useTranslation()
  const mayEdit = useMay('profile.save')
  const loaded = useLoad('profile.get', {}, ['profile'])
  const [base, setBase] = useState<Profile | null>(null)
  const [draft, setDraft] = useState<Profile | null>(null)
  const save = useCall('profile.save')
  const newest = loaded.value?.profile ?? null
  const patch = base === null || draft === null ? {} : profilePatch(base, draft)
  const dirty = Object.keys(patch).length > 0
  useLeaveGuard(dirty)

  // Another window's change is taken over only while nothing is being edited here.
  useEffect(() => {
    if (newest === null || dirty) return
    setBase(newest)
    setDraft(newest)
  }, [newest, dirty])

  const submit = async () => {
    if (!dirty || draft === null || !patternWorks(draft.codePattern)) return
    const done = await save.run({ patch: tidied(patch) })
    if (done === null) return
    setBase(done.profile)
    setDraft(done.profile)
    toastDone(t('profile.saved'))
  }
  useHotkeys([['mod+S', () => void submit()]], [])

  return (
    <Screen
      title={t('shell.screens.profile')}
      about={mayEdit ? t('profile.about') : t('profile.readOnly')}
      actions={
        mayEdit && (
          <Button onClick={() => void submit()} disabled={!dirty} loading={save.busy}>
            {t('common.save')}
          </Button>
        )
      }
    >
      <Stack gap="md" maw={980}>
        <ErrorNote failure={save.failure ?? loaded.failure} />
        {draft === null
          ? loaded.failure === null && <Skeleton h={320} aria-label={t('common.loading')} />
          : [AgencyFields, BodyFields, PeopleAndRules, CodingFields].map((Fields, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: four fixed parts
              <Paper key={at} p="md">
                <Fields value={draft} onChange={setDraft} readOnly={!mayEdit} />
              </Paper>
            ))}
        {dirty && (
          <Text size="xs" c="var(--mulu-warning)" role="status">
            {t('common.unsavedTitle')}
          </Text>
        )}
      </Stack>
    </Screen>
  )
}

/** Rows nobody filled and empty choices do not travel. */
const tidied = (patch: Partial<Profile>): Partial<Profile> => ({
  ...patch,
  ...(patch.namedPersons === undefined ? {} : { namedPersons: patch.namedPersons.filter((person) => person.name.trim() !== '') }),
  ...(patch.ownRules === undefined ? {} : { ownRules: patch.ownRules.filter((rule) => rule.title.trim() !== '') }),
  ...(patch.extensionFields === undefined
    ? {}
    : {
        extensionFields: patch.extensionFields
          .filter((field) => field.key !== '' && field.label.trim() !== '')
          .map((field) => ({
            ...field,
            choices: field.kind === 'choice' ? field.choices.map((choice) => choice.trim()).filter((choice) => choice !== '') : [],
          })),
      }),
})
