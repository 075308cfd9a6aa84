import { ActionIcon, Anchor, Badge, Button, Menu, Skeleton, Table, Text } from '@mantine/core'
import { IconDots, IconFileImport, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useLanguage } from '../../app/language.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { formatRoute } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { writePlace } from '../place.ts'
import classes from '../submissions.module.css'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { useGoTo } from '../use-place.ts'
import { clockInChina } from '../words.ts'
import { ExportTemplateDialog } from './ExportTemplateDialog.tsx'
import { RemoveTemplateDialog } from './RemoveTemplateDialog.tsx'
import { SaveAsDialog } from './SaveAsDialog.tsx'

type Head = Output<'submission.templates'>['templates'][number]

export const TemplateActions = () => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const may = useMay('submission.saveTemplate')
  const pick = usePick()
  const gate = useGate(() => undefined, 'attach')
  const { run, busy, failure, clear } = useCall('submission.importTemplate')
  const [making, setMaking] = useState(false)
  const load = async () => {
    const picked = await pick.open({ title: t('submissions.form.load'), kinds: [{ label: t('submissions.form.fileKind'), extensions: ['json'] }] })
    if (picked === null) return
    const made = await run({ file: picked.handle, secrecy: '不涉密' })
    if (made === null) return
    wrote()
    toastDone(t('submissions.form.loaded'))
    goTo({ view: 'template', id: made.id })
  }
  const refused = failure ?? pick.failure
  if (!may) return null
  return (
    <>
      <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} loading={busy} onClick={() => gate.ask(() => void load())}>
        {t('submissions.form.load')}
      </Button>
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setMaking(true)}>
        {t('submissions.form.add')}
      </Button>
      {making && <SaveAsDialog from="mulu-standard" onClose={() => setMaking(false)} />}
      {refused !== null && (
        <div className={classes.refused}>
          <ErrorNote
            failure={refused}
            onClose={() => {
              clear()
              pick.clear()
            }}
          />
        </div>
      )}
      {gate.dialog}
    </>
  )
}

/** The forms there are: the standard ones, and those of the region. */
export const TemplatesPanel = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  const goTo = useGoTo()
  const may = useMay('submission.saveTemplate')
  const { value, failure, reload } = useFresh('submission.templates', {})
  const [doing, setDoing] = useState<{ deed: 'copy' | 'export' | 'remove'; template: Head } | null>(null)
  return (
    <>
      <Text size="xs" c="dimmed" px="md" py="xs">
        {t('submissions.form.about')}
      </Text>
      <div className="mulu-notes">
        <ErrorNote failure={failure} onRetry={reload} />
      </div>
      {value === null && failure === null && <Skeleton h={200} mx="md" w="auto" role="img" aria-label={t('common.loading')} />}
      {value !== null && (
        // A scrolling region must be reachable by keyboard even when nothing in it is.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className={`mulu-scroll ${classes.list}`} aria-label={t('submissions.views.templates')} tabIndex={0}>
          <Table className="mulu-table" layout="fixed" aria-label={t('submissions.views.templates')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('submissions.form.name')}</Table.Th>
                <Table.Th w={190}>{t('submissions.form.periods')}</Table.Th>
                <Table.Th w={150}>{t('submissions.form.origin')}</Table.Th>
                <Table.Th w={90}>{t('submissions.form.version')}</Table.Th>
                <Table.Th w={170}>{t('submissions.form.saved')}</Table.Th>
                {may && <Table.Th w={60}>{t('common.actions')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {value.templates.map((template) => (
                <Table.Tr key={template.id}>
                  <Table.Td>
                    <Anchor
                      size="xs"
                      fw={600}
                      href={formatRoute({ screen: 'submissions', rest: writePlace({ view: 'template', id: template.id }) })}
                      onClick={(event) => {
                        event.preventDefault()
                        goTo({ view: 'template', id: template.id })
                      }}
                    >
                      {template.words[language]}
                    </Anchor>
                    <Text size="2xs" c="dimmed" lineClamp={2}>
                      {template.about[language]}
                    </Text>
                  </Table.Td>
                  <Table.Td>{list(template.periods.map((kind) => t(`submissions.kinds.${kind}`)))}</Table.Td>
                  <Table.Td>
                    <Badge size="sm" color={template.builtIn ? 'gray' : 'blue'}>
                      {t(template.builtIn ? 'submissions.form.builtIn' : 'submissions.form.own')}
                    </Badge>
                    {template.workbook && (
                      <Text size="2xs" c="dimmed">
                        {t('submissions.form.hasForm')}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{template.version}</Table.Td>
                  <Table.Td>
                    {template.savedBy}
                    {template.savedAt !== null && (
                      <Text size="2xs" c="dimmed">
                        {clockInChina(template.savedAt)}
                      </Text>
                    )}
                  </Table.Td>
                  {may && (
                    <Table.Td>
                      <Menu position="bottom-end">
                        <Menu.Target>
                          <ActionIcon aria-label={`${t('common.actions')} ${template.words[language]}`}>
                            <IconDots size={16} aria-hidden />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item onClick={() => setDoing({ deed: 'copy', template })}>{t('submissions.form.saveAs')}</Menu.Item>
                          <Menu.Item onClick={() => setDoing({ deed: 'export', template })}>{t('submissions.form.export')}</Menu.Item>
                          {!template.builtIn && (
                            <Menu.Item color="red" onClick={() => setDoing({ deed: 'remove', template })}>
                              {t('submissions.form.remove')}
                            </Menu.Item>
                          )}
                        </Menu.Dropdown>
                      </Menu>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {doing?.deed === 'copy' && <SaveAsDialog from={doing.template.id} onClose={() => setDoing(null)} />}
      {doing?.deed === 'export' && <ExportTemplateDialog id={doing.template.id} name={doing.template.words[language]} onClose={() => setDoing(null)} />}
      {doing?.deed === 'remove' && (
        <RemoveTemplateDialog id={doing.template.id} name={doing.template.words[language]} onClose={() => setDoing(null)} onDone={() => setDoing(null)} />
      )}
    </>
  )
}
