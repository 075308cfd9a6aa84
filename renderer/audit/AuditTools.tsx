import { Button } from '@mantine/core'
import { IconFileExport, IconScript, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.tsx'
import type { AuditFiles } from './use-audit-files.ts'

export const AuditTools = ({ files, verifying, onVerify }: { files: AuditFiles; verifying: boolean; onVerify(): void }) => {
  const { t } = useTranslation()
  const mayExport = useMay('audit.export')
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconScript size={16} aria-hidden />}
        title={t('audit.scriptHint')}
        onClick={() => void files.saveScript()}
        disabled={files.busy}
      >
        {t('audit.script')}
      </Button>
      {mayExport && (
        <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} onClick={() => void files.exportLog()} disabled={files.busy}>
          {t('audit.export')}
        </Button>
      )}
      <Button leftSection={<IconShieldCheck size={16} aria-hidden />} onClick={onVerify} loading={verifying}>
        {t('audit.verify')}
      </Button>
    </>
  )
}
