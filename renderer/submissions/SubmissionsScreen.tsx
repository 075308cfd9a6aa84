import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRoute } from '../app/route.ts'
import { Screen } from '../components/Screen.tsx'
import { PeriodActions } from './list/PeriodActions.tsx'
import { PeriodsPanel } from './list/PeriodsPanel.tsx'
import { NoticesPanel } from './notices/NoticesPanel.tsx'
import { SubmissionPage } from './one/SubmissionPage.tsx'
import { readPlace } from './place.ts'
import classes from './submissions.module.css'
import { TemplateEditor } from './templates/TemplateEditor.tsx'
import { TemplateActions, TemplatesPanel } from './templates/TemplatesPanel.tsx'
import { useGoTo } from './use-place.ts'

const views = ['periods', 'notices', 'templates'] as const

/** 报送: the periods and what became of each, the notices that ask for them, and the forms. */
export const SubmissionsScreen = () => {
  const { t } = useTranslation()
  const { rest } = useRoute()
  const goTo = useGoTo()
  const place = readPlace(rest)
  if (place.view === 'one') return <SubmissionPage key={`${place.id} ${place.version}`} place={place} />
  if (place.view === 'template') return <TemplateEditor key={place.id} id={place.id} />
  return (
    <Screen
      title={t('shell.screens.submissions')}
      about={t('submissions.about')}
      fill
      actions={place.view === 'periods' ? <PeriodActions /> : place.view === 'templates' ? <TemplateActions /> : undefined}
    >
      <Tabs
        value={place.view}
        onChange={(value) => goTo({ view: views.find((each) => each === value) ?? 'periods' })}
        className={classes.tabs ?? ''}
        keepMounted={false}
      >
        <Tabs.List px="md" aria-label={t('shell.screens.submissions')}>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`submissions.views.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={place.view} className={classes.panel ?? ''}>
          {place.view === 'periods' && <PeriodsPanel />}
          {place.view === 'notices' && <NoticesPanel />}
          {place.view === 'templates' && <TemplatesPanel />}
        </Tabs.Panel>
      </Tabs>
    </Screen>
  )
}
