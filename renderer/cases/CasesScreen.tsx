import { Button, Tabs } from '@mantine/core'
import { IconNotebook, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { caseKinds } from '../../shared/cases/act.ts'
import { useRoute } from '../app/route.ts'
import { useSession } from '../app/session.tsx'
import { Screen } from '../components/Screen.tsx'
import { LedgersScreen } from '../ledgers/LedgersScreen.tsx'
import { ledgerOfCase } from '../ledgers/order.ts'
import { NewAgreement } from './agreement/open/NewAgreement.tsx'
import classes from './cases.module.css'
import { CaseFile } from './file/CaseFile.tsx'
import { CaseList } from './list/CaseList.tsx'
import { NewCase } from './open/NewCase.tsx'
import { opensHere } from './opens.ts'
import { readPlace } from './place.ts'
import { useGoTo } from './use-place.ts'

/** Everything between agencies: a list for each kind of file, and the file that is open. */
export const CasesScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  const place = readPlace(rest)
  const { kind } = place
  const mayOpen = !sealed && opensHere(kind, user.roles)
  if (place.view === 'new' && kind === 'agreement') return <NewAgreement key={place.about} about={place.about} />
  if (place.view === 'new') return <NewCase key={`${kind} ${place.about}`} kind={kind} about={place.about} />
  if (place.view === 'ledger') return <LedgersScreen kind={place.ledger} />
  if (place.view !== 'list') return <CaseFile key={place.id} place={place} />
  return (
    <Screen
      title={t('shell.screens.cases')}
      about={t('cases.about')}
      fill
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconNotebook size={16} aria-hidden />}
            onClick={() => goTo({ kind: 'request', view: 'ledger', ledger: ledgerOfCase[kind] })}
          >
            {t('ledgers.open')}
          </Button>
          {mayOpen && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => goTo({ kind, view: 'new', about: '' })}>
              {t(`cases.new.${kind}`)}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        value={kind}
        onChange={(value) => goTo({ kind: caseKinds.find((each) => each === value) ?? 'request', view: 'list' })}
        className={classes.tabs ?? ''}
      >
        <Tabs.List px="md" aria-label={t('shell.screens.cases')}>
          {caseKinds.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`cases.kinds.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={kind} className={classes.panel ?? ''}>
          <CaseList key={kind} kind={kind} mayOpen={mayOpen} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  )
}
