import { Button } from '@mantine/core'
import { IconFilePencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../app/session.tsx'
import { useLoad } from '../../../app/use-load.ts'
import { Section } from '../../../components/Section.tsx'
import type { FileProps } from '../../file/CaseFile.tsx'
import { opensHere } from '../../opens.ts'
import { useGoTo } from '../../use-place.ts'
import { Needed } from './Needed.tsx'

/** In a request's file: whether an agreement is asked for, by which article, and drafting one. */
export const RequestAgreement = ({ row, file }: FileProps) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  const applied = file.acts.some(({ act, status }) => (act === 'apply' || act === 'obtainDirect') && status === 'counted')
  const offered = row.kind === 'request' && row.party !== 'department' && applied && !row.closed && !sealed && opensHere('agreement', user.roles)
  const { value } = useLoad('agreement.draftText', offered ? { request: row.id } : null, ['rules', 'profile'])
  if (!offered || value === null) return null
  const there = file.about.some(({ kind, closed }) => kind === 'agreement' && !closed)
  return (
    <Section title={t('cases.kinds.agreement')}>
      <Needed needed={value.needed} against={value.against} quiet={!there} />
      <Button
        mt={8}
        size="compact-sm"
        variant={value.needed.length > 0 && !there ? 'filled' : 'default'}
        leftSection={<IconFilePencil size={14} aria-hidden />}
        onClick={() => goTo({ kind: 'agreement', view: 'new', about: row.id })}
      >
        {t(there ? 'agreement.open.another' : 'agreement.open.draft')}
      </Button>
    </Section>
  )
}
