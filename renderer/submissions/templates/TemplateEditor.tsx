import { Alert, Badge, Button, List, Skeleton, Tabs, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Template, templateSchema, templateTroubles } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { BackButton } from '../../cases/file/BackButton.tsx'
import { useGate } from '../../cases/use-gate.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Screen } from '../../components/Screen.tsx'
import { toastDone } from '../../components/toast.tsx'
import classes from '../submissions.module.css'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'
import { BasicsEditor } from './BasicsEditor.tsx'
import { FormEditor } from './form/FormEditor.tsx'
import type { Loaded } from './form/loaded.ts'
import { inBothLanguages } from './in-both-languages.ts'
import { IndicatorsEditor } from './indicators/IndicatorsEditor.tsx'
import { SaveAsDialog } from './SaveAsDialog.tsx'
import { TablesEditor } from './tables/TablesEditor.tsx'
import { incomplete } from './unfinished.ts'

export type EditorProps = { template: Template; readOnly: boolean; onChange(template: Template): void }

const sections = ['basics', 'tables', 'indicators', 'form'] as const
type Section = (typeof sections)[number]

/** One form as data: what it is called, its cover and tables, the region's own indicators, and the city's workbook. */
export const TemplateEditor = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { value, failure, reload } = useFresh('submission.template', { id })
  // What is looked at stays when the template comes back as its next version.
  const [section, setSection] = useState<Section>('basics')
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const back = <BackButton onClick={() => goTo({ view: 'templates' })} label={t('submissions.form.back')} />
  if (value === null)
    return (
      <Screen title={t('submissions.views.templates')} actions={back}>
        <ErrorNote failure={failure} onRetry={reload} />
        {failure === null && <Skeleton h={260} role="img" aria-label={t('common.loading')} />}
      </Screen>
    )
  return (
    <Editing
      key={value.template.version}
      known={value.template}
      builtIn={value.builtIn}
      back={back}
      section={section}
      onSection={setSection}
      loaded={loaded}
      onLoad={setLoaded}
    />
  )
}

type EditingProps = {
  known: Template
  builtIn: boolean
  back: ReactNode
  section: Section
  onSection(section: Section): void
  loaded: Loaded | null
  onLoad(loaded: Loaded | null): void
}

const Editing = ({ known, builtIn, back, section, onSection, loaded, onLoad }: EditingProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const may = useMay('submission.saveTemplate')
  const readOnly = builtIn || !may
  const [template, setTemplate] = useState(known)
  const [copying, setCopying] = useState(false)
  const gate = useGate(() => setTemplate(known))
  const { run, busy, failure, clear } = useCall('submission.saveTemplate')
  const brought = loaded !== null && !loaded.kept ? loaded : null
  const dirty = template !== known || brought !== null
  useLeaveGuard(dirty && !readOnly)
  const troubles = templateTroubles(template)
  const unfinished = incomplete(template)
  const kept = inBothLanguages(template)
  const sound = troubles.length === 0 && unfinished.length === 0 && templateSchema.safeParse(kept).success
  const save = async () => {
    const done = await run({ template: kept, secrecy: '不涉密', ...(brought === null ? {} : { workbook: brought.handle }) })
    if (done === null) return
    if (brought !== null) onLoad({ ...brought, kept: true })
    toastDone(t('submissions.form.savedAs', { version: done.version }))
    wrote()
  }
  const props: EditorProps = { template, readOnly, onChange: setTemplate }
  return (
    <Screen
      title={template.words[language] || t('submissions.form.unnamed')}
      about={t(builtIn ? 'submissions.form.builtInAbout' : 'submissions.form.ownAbout', { id: known.id, version: known.version })}
      fill
      actions={
        <>
          {back}
          {may && (
            <Button variant={builtIn ? 'filled' : 'default'} disabled={dirty && !builtIn} onClick={() => setCopying(true)}>
              {t('submissions.form.saveAs')}
            </Button>
          )}
          {!readOnly && (
            <Button loading={busy} disabled={!dirty || !sound} onClick={() => gate.ask(() => void save())}>
              {t('common.save')}
            </Button>
          )}
        </>
      }
    >
      <div className="mulu-notes" style={{ paddingTop: 8 }}>
        <ErrorNote failure={failure} onClose={clear} />
        {!readOnly && (troubles.length > 0 || unfinished.length > 0) && (
          <Alert color="orange" p="xs" title={t('submissions.form.troubles', { count: troubles.length + unfinished.length })}>
            <List size="xs" className={classes.troubles ?? ''}>
              {unfinished.map((one) => (
                <List.Item key={`${one.where} ${one.what}`}>{t(`submissions.form.unfinished.${one.what}`, { where: one.where })}</List.Item>
              ))}
              {troubles.map((one) => (
                <List.Item key={`${one.where} ${one.what}`}>{t('submissions.form.trouble', one)}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {readOnly && (
          <Text size="xs" c="dimmed">
            {t('submissions.form.readOnly')}
          </Text>
        )}
      </div>
      <Tabs
        value={section}
        onChange={(next) => onSection(sections.find((each) => each === next) ?? 'basics')}
        className={classes.tabs ?? ''}
        keepMounted={false}
      >
        <Tabs.List px="md" aria-label={t('submissions.form.sections')}>
          {sections.map((each) => (
            <Tabs.Tab key={each} value={each} rightSection={<Count section={each} template={template} />}>
              {t(`submissions.form.section.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="basics" className={classes.panel ?? ''}>
          <BasicsEditor {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="tables" className={classes.panel ?? ''}>
          <TablesEditor {...props} troubles={troubles} unfinished={unfinished} />
        </Tabs.Panel>
        <Tabs.Panel value="indicators" className={classes.panel ?? ''}>
          <IndicatorsEditor {...props} troubles={troubles} />
        </Tabs.Panel>
        <Tabs.Panel value="form" className={classes.panel ?? ''}>
          <FormEditor {...props} loaded={loaded} onLoad={onLoad} knownId={known.id} />
        </Tabs.Panel>
      </Tabs>
      {copying && <SaveAsDialog from={known.id} onClose={() => setCopying(false)} />}
      {gate.dialog}
    </Screen>
  )
}

const Count = ({ section, template }: { section: Section; template: Template }) => {
  const counts = { basics: 0, tables: template.tables.length, indicators: template.indicators.length, form: template.workbook?.cells.length ?? 0 }
  if (counts[section] === 0) return null
  return (
    <Badge size="xs" color="gray">
      {counts[section]}
    </Badge>
  )
}
