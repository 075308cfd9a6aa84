import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { formatBytes } from '../../components/moments.ts'
import { ResultNote } from '../../components/ResultNote.tsx'

export type Signed = Output<'signing.sign'> & { name: string }

/** What came of it: the place, where the bundle went, and which PDFs bear the signature in themselves. */
export const SignedNote = ({ signed, onClose }: { signed: Signed; onClose(): void }) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const { position, of, name, bytes, sha256, signedPdfs, unsignedPdfs } = signed
  return (
    <ResultNote onClose={onClose}>
      <Text size="sm" fw={600}>
        {t('signing.dialog.done', { position, of })}
      </Text>
      <Text size="sm">{t('signing.dialog.savedAs', { name, bytes: formatBytes(bytes), digest: sha256 })}</Text>
      {signedPdfs.length > 0 && <Text size="sm">{t('signing.dialog.pdfs', { names: list(signedPdfs) })}</Text>}
      {unsignedPdfs.length > 0 && <Text size="sm">{t('signing.dialog.notPdfs', { names: list(unsignedPdfs) })}</Text>}
      {signedPdfs.length + unsignedPdfs.length === 0 && <Text size="sm">{t('signing.dialog.beside')}</Text>}
    </ResultNote>
  )
}
