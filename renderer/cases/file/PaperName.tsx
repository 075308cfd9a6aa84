import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import type { Failure } from '../../../shared/errors.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'

type SavePaper = { may: boolean; failure: Failure | null; run(sha256: string, name: string): Promise<void> }

/** Writes a file's paper where the officer says. */
export const useSavePaper = (kind: CaseKind, id: string): SavePaper => {
  const { t } = useTranslation()
  const may = useMay(callOf(kind, 'openPaper'))
  const pick = usePick()
  const save = useCall(callOf(kind, 'openPaper'))
  return {
    may,
    failure: save.failure ?? pick.failure,
    run: async (sha256, name) => {
      const extension = name.includes('.') ? (name.split('.').at(-1) ?? '') : ''
      const place = await pick.save({ title: t('papers.save'), name, kinds: extension === '' ? [] : [{ label: extension, extensions: [extension] }] })
      if (place === null) return
      if ((await save.run({ id, sha256, file: place.handle })) !== null) toastDone(t('papers.saved', { name }))
    },
  }
}

/** A paper by its name; what is here is saved by it. */
export const PaperName = ({ sha256, name, here, save }: { sha256: string; name: string; here: boolean; save: SavePaper }) => {
  const { t } = useTranslation()
  return here && save.may ? (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="left"
      style={{ overflowWrap: 'anywhere' }}
      aria-label={`${t('papers.save')} ${name}`}
      title={`SHA-256 ${sha256}`}
      onClick={() => void save.run(sha256, name)}
    >
      {name}
    </Anchor>
  ) : (
    <Text size="sm" title={`SHA-256 ${sha256}`} style={{ overflowWrap: 'anywhere' }}>
      {name}
    </Text>
  )
}
