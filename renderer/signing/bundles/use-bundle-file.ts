import { useTranslation } from 'react-i18next'
import type { FileKind, PickedFile } from '../../../shared/files.ts'
import { useCall } from '../../app/use-call.ts'
import { type Pick, usePick } from '../../app/use-pick.ts'
import { toastDone } from '../../components/toast.tsx'

const kindsOf = (name: string): FileKind[] => {
  const extension = name.includes('.') ? (name.split('.').at(-1) ?? '') : ''
  return extension === '' ? [] : [{ label: extension, extensions: [extension] }]
}

/** Asks where a file to look at should go, under its own name. */
export const pickPlace = (pick: Pick, title: string, name: string): Promise<PickedFile | null> => pick.save({ title, name, kinds: kindsOf(name) })

/** Takes files out of a bundle, to look at them. */
export const useTakeOut = (bundle: string) => {
  const { t } = useTranslation()
  const pick = usePick()
  const take = useCall('signing.takeOut')
  const run = async (path: string, name: string) => {
    const place = await pickPlace(pick, t('signing.verdict.look'), name)
    if (place === null) return
    if ((await take.run({ bundle, path, file: place.handle })) !== null) toastDone(t('signing.verdict.looked', { name }))
  }
  return { run: (path: string, name: string) => void run(path, name), failure: take.failure ?? pick.failure }
}

/** Where a bundle is to be written. */
export const useBundlePlace = () => {
  const { t } = useTranslation()
  const pick = usePick()
  /** Of a bundle in which somebody took a signature back: null. */
  const choose = (position: number | null) =>
    pick.save({
      title: t('signing.bundles.saveTitle'),
      name: `${position === null ? t('signing.withdraw.fileName') : t('signing.bundles.fileName', { position })}.zip`,
      kinds: [{ label: t('signing.bundles.bundleKind'), extensions: ['zip'] }],
    })
  return { choose, failure: pick.failure, clear: pick.clear }
}
