import { Button, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SignedFile } from '../../../shared/signing/statement.ts'
import { formatBytes } from '../../components/moments.ts'
import classes from '../signing.module.css'

/** Every file a signature covers, by its digest; each can be taken out and looked at. */
export const FilesTable = ({ files, onLook }: { files: readonly SignedFile[]; onLook?: ((file: SignedFile) => void) | undefined }) => {
  const { t } = useTranslation()
  return (
    <Table className="mulu-table" layout="fixed" aria-label={t('signing.verdict.files')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="32%">{t('signing.verdict.file')}</Table.Th>
          <Table.Th w={80}>{t('signing.verdict.bytes')}</Table.Th>
          <Table.Th>{t('signing.verdict.digest')}</Table.Th>
          {onLook !== undefined && <Table.Th w={90}>{t('common.actions')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.name}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{file.name}</Table.Td>
            <Table.Td>{formatBytes(file.bytes)}</Table.Td>
            <Table.Td className={classes.digest}>{file.sha256}</Table.Td>
            {onLook !== undefined && (
              <Table.Td>
                <Button variant="subtle" size="compact-xs" aria-label={`${t('signing.verdict.look')} ${file.name}`} onClick={() => onLook(file)}>
                  {t('signing.verdict.look')}
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
