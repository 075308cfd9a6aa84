import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { useLoad } from '../../app/use-load.ts'
import { callOf } from '../calls.ts'
import type { CaseDraft } from './case-draft.ts'
import { useEntryFacts } from './use-entry-facts.ts'

type Known = Partial<CaseDraft> & { refersTo?: string }

/** What is filled in beforehand: the entry that is asked for, or the request that is disputed. */
export const useAbout = (kind: CaseKind, about: string): Known => {
  const { t } = useTranslation()
  const disputed = useLoad(callOf('request', 'get'), kind === 'dispute' && about !== '' ? { id: about } : null).value
  const facts = useEntryFacts(kind === 'dispute' || about === '' ? null : about)
  if (disputed?.file != null) {
    const { head } = disputed.file
    const { party, other, number, way } = disputed.row
    const as = party === 'respondent' ? 'applicant' : party
    return {
      as,
      other: party === 'department' ? head.respondent : other,
      applicant: party === 'department' ? head.applicant : '',
      title: t('cases.open.titleOfDispute', { name: head.title }),
      way,
      refers: head.id,
      refersTo: `${number} ${head.title}`,
    }
  }
  if (facts === null) return {}
  const { resource, owner, shareType, sensitive } = facts
  return {
    as: owner === null ? 'respondent' : 'applicant',
    other: owner ?? '',
    resource,
    shareType,
    sensitive,
    title: t(kind === 'correction' ? 'cases.open.titleOfCorrection' : 'cases.open.titleOf', { name: resource.name }),
  }
}
