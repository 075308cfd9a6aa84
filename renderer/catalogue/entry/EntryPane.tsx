import { Alert, Anchor, Button, Group, Skeleton, Stack, Tabs } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAlertCircle, IconArrowBackUp } from '@tabler/icons-react'
import { type FocusEvent, type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/catalogue.ts'
import { checkSettings } from '../../../shared/findings.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useMay } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { EntryCases } from '../../cases/EntryCases.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { Recording } from '../answers/recording.ts'
import { HistorySection } from '../history/HistorySection.tsx'
import { columns } from '../items/columns.ts'
import { ItemsSection } from '../items/ItemsSection.tsx'
import { select } from '../items/sheet.ts'
import { ProcessSection } from '../process/ProcessSection.tsx'
import { SecrecyDialog } from '../secrecy/SecrecyDialog.tsx'
import { draftsRecipe } from './drafts.ts'
import { EntryHead } from './EntryHead.tsx'
import { ExtensionSection } from './ExtensionSection.tsx'
import styles from './entry.module.css'
import { FindingsPanel } from './FindingsPanel.tsx'
import { useLabel } from './fields.tsx'
import { countOf, fieldOf, liveFindings, notYetAsked } from './findings.ts'
import { FormProvider } from './form-context.tsx'
import { changedFieldNames } from './patch.ts'
import { SaveBar } from './SaveBar.tsx'
import { BasicSection, FurtherSection, GradingSection, SharingSection } from './SectionForms.tsx'
import { StaleDialog } from './StaleDialog.tsx'
import { type Section, sectionOf, sections } from './sections.ts'
import { useEntry } from './use-entry.ts'
import { useSave } from './use-save.ts'

type Props = {
  entryKey: string
  section: Section
  onSection(section: Section): void
  onStep(step: 1 | -1): void
  onDelete(id: string, version: number): void
  onRecord(recording: Recording): void
  onClose(): void
}

/** One entry: its sections, what the checks say of it while it is typed, saving and what saving may ask. */
export const EntryPane = ({ entryKey, section, onSection, onStep, onDelete, onRecord, onClose }: Props) => {
  const { t } = useTranslation()
  const label = useLabel()
  const { list } = usePunctuation()
  const { draft, newest, profile, packs, failure, reload } = useEntry(entryKey)
  const save = useSave(entryKey)
  const restore = useCall('catalogue.undelete')
  const discard = useSessionStore(draftsRecipe, (state) => state.discard)
  const editItems = useSessionStore(draftsRecipe, (state) => state.editItems)
  const maySave = useMay('catalogue.save')
  const [opened, setOpened] = useState(false)
  const [discarding, setDiscarding] = useState(false)
  const pane = useRef<HTMLElement>(null)
  const [jump, setJump] = useState<Finding | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())

  const owner = newest !== null && newest.entry.id === draft?.entry?.id ? newest.owner : null
  const foreign = owner !== null
  const content = useDeferredValue(draft?.content)
  const settings = useMemo(() => (profile === null || packs === null ? null : checkSettings(profile, new Date().toISOString(), packs)), [profile, packs])
  const findings = useMemo(
    () =>
      draft === undefined || content === undefined || foreign
        ? []
        : settings === null
          ? draft.findings
          : liveFindings(content, draft.base, settings, draft.findings),
    [draft, content, settings, foreign],
  )

  const isNew = draft?.entry === null
  const beside = useMemo(() => (isNew ? findings.filter((finding) => !notYetAsked(finding, left)) : findings), [isNew, findings, left])

  const read = draft !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown while the entry is read gives way to another element
  useEffect(() => pane.current?.focus({ preventScroll: true }), [read])
  useEffect(() => {
    if (jump === null) return
    const place = pane.current?.querySelector<HTMLElement>(`[data-field="${fieldOf(jump)}"]`)
    const inside = fieldOf(jump) === 'items' ? '[data-at] textarea, [data-at] input' : 'textarea, input'
    const box = place?.matches('input, textarea') === true ? place : place?.querySelector<HTMLElement>(inside)
    box?.focus()
    box?.scrollIntoView({ block: 'nearest' })
    setJump(null)
  }, [jump])
  useHotkeys(
    [
      [
        'mod+S',
        () => {
          // What is half typed in a cell or a date is written when its box is left.
          const box = document.activeElement
          if (box instanceof HTMLElement && pane.current?.contains(box) === true) {
            box.blur()
            box.focus()
          }
          void save.save()
        },
      ],
    ],
    [],
  )

  if (draft === undefined) {
    return (
      <section className={styles.pane} ref={pane} tabIndex={-1} aria-label={t('catalogue.entry.pane')}>
        {failure === null ? (
          <Stack p="md">
            <Skeleton h={22} w="50%" />
            <Skeleton h={120} />
          </Stack>
        ) : (
          <ErrorNote failure={failure} onRetry={reload} onClose={onClose} />
        )}
      </section>
    )
  }

  const { entry } = draft
  const next = newest !== null && newest.entry.id === entry?.id ? newest.next : null
  const deleted = entry !== null && entry.deletedAt !== null
  const readOnly = !maySave || deleted || foreign
  const changed = changedFieldNames(draft.base, draft.content)
  const dirty = changed.length > 0
  const overtaken = dirty && entry !== null && newest !== null && newest.entry.id === entry.id && newest.entry.version > entry.version

  const onJump = (finding: Finding) => {
    onSection(sectionOf(fieldOf(finding)))
    const row = draft.content.items.findIndex(({ id }) => id === finding.itemId)
    const column = columns.findIndex(({ field }) => `items.${field}` === finding.field)
    if (row >= 0) editItems(entryKey, (sheet) => select(sheet, { row, column: Math.max(0, column) }))
    setJump(finding)
  }
  const onBlur = (event: FocusEvent) => {
    const field = event.target.closest('[data-field]')?.getAttribute('data-field') ?? null
    if (isNew && field !== null && !left.has(field)) setLeft(new Set([...left, field]))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target)) return
    if (event.altKey && event.key === 'PageDown') onStep(1)
    else if (event.altKey && event.key === 'PageUp') onStep(-1)
    else if (event.key === 'Escape' && event.target === event.currentTarget) onClose()
    else if (event.key === 'Escape') pane.current?.focus()
    else return
    event.preventDefault()
  }
  const counted = (each: Section) => {
    const { errors } = countOf(findings.filter((finding) => sectionOf(fieldOf(finding)) === each))
    return <TabCount errors={errors} items={each === 'items' ? draft.content.items.length : 0} />
  }

  return (
    <FormProvider entryKey={entryKey} readOnly={readOnly} profile={profile} packs={settings?.packs ?? null} findings={beside}>
      <section
        className={styles.pane}
        ref={pane}
        tabIndex={-1}
        aria-labelledby="entry-title"
        data-readonly={readOnly || undefined}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        style={{ outline: 'none' }}
      >
        <EntryHead
          draft={draft}
          next={next}
          foreign={foreign}
          dirty={dirty}
          onStep={onStep}
          onDelete={() => entry !== null && onDelete(entry.id, entry.version)}
          onRecord={(what) =>
            entry !== null && onRecord({ what, entries: new Map([[entry.id, entry.version]]), life: { status: entry.status, ...entry.standing } })
          }
          onClose={onClose}
        />
        {foreign && (
          <Alert color="gray" p="xs" mx="sm" mb={4}>
            <Group justify="space-between" wrap="nowrap">
              {t('catalogue.entry.othersNote', { owner })}
              <EntryCases entryId={entryKey} />
            </Group>
          </Alert>
        )}
        {deleted && !foreign && (
          <Alert color="gray" p="xs" mx="sm" mb={4}>
            <Group justify="space-between">
              {t('catalogue.entry.deletedNote')}
              {maySave && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArrowBackUp size={14} aria-hidden />}
                  loading={restore.busy}
                  onClick={() => entry !== null && void restore.run({ ids: [entry.id] }).then(reload)}
                >
                  {t('catalogue.list.restore')}
                </Button>
              )}
            </Group>
          </Alert>
        )}
        {!maySave && !foreign && (
          <Alert color="gray" p="xs" mx="sm" mb={4}>
            {t('catalogue.entry.readOnly')}
          </Alert>
        )}
        {overtaken && newest !== null && (
          <Alert color="orange" p="xs" mx="sm" mb={4}>
            {t('catalogue.entry.staleNote', { version: newest.entry.version })}{' '}
            <Anchor component="button" type="button" size="sm" onClick={() => save.compare(newest)}>
              {t('catalogue.entry.compare')}
            </Anchor>
          </Alert>
        )}
        <ErrorNote failure={save.failure} onClose={save.clear} />
        <Tabs
          value={section}
          onChange={(value) => onSection(sections.find((each) => each === value) ?? 'basic')}
          display="flex"
          style={{ flexDirection: 'column', flex: 1, minHeight: 0 }}
        >
          <Tabs.List px="xs" aria-label={t('catalogue.entry.sections')} style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
            {sections
              .filter((each) => (each !== 'history' && each !== 'process') || entry !== null)
              .map((each) => (
                <Tabs.Tab key={each} value={each} px="xs" py={6}>
                  {t(`catalogue.section.${each}`)}
                  {counted(each)}
                </Tabs.Tab>
              ))}
          </Tabs.List>
          {section === 'items' || section === 'history' ? (
            <Tabs.Panel value={section} className={`${styles.body} ${styles.fill}`}>
              {section === 'items' ? <ItemsSection /> : entry !== null && <HistorySection entry={entry} dirty={dirty} />}
            </Tabs.Panel>
          ) : (
            <Tabs.Panel value={section} className={styles.body}>
              {section === 'basic' && <BasicSection />}
              {section === 'sharing' && <SharingSection />}
              {section === 'grading' && <GradingSection />}
              {section === 'further' && <FurtherSection />}
              {section === 'extension' && <ExtensionSection />}
              {section === 'process' && entry !== null && <ProcessSection entry={entry} next={next} foreign={foreign} dirty={dirty} onRecord={onRecord} />}
            </Tabs.Panel>
          )}
        </Tabs>
        {!foreign && <FindingsPanel findings={findings} items={draft.content.items} opened={opened} onToggle={() => setOpened(!opened)} onJump={onJump} />}
        {!readOnly && (
          <SaveBar isNew={entry === null} changed={changed} busy={save.busy} onSave={() => void save.save()} onDiscard={() => setDiscarding(true)} />
        )}
      </section>
      <ConfirmDialog
        opened={discarding}
        title={t('catalogue.entry.discardTitle')}
        confirmLabel={t('catalogue.entry.discardConfirm')}
        cancelLabel={t('catalogue.entry.keep')}
        danger
        onConfirm={() => {
          setDiscarding(false)
          discard(entryKey)
          if (entry === null) onClose()
        }}
        onCancel={() => setDiscarding(false)}
      >
        {entry === null ? t('catalogue.entry.discardNewText') : t('catalogue.entry.discardText', { version: entry.version, fields: list(changed.map(label)) })}
      </ConfirmDialog>
      <SecrecyDialog
        opened={save.asking}
        about="save"
        onAnswer={() => void save.answered()}
        onStopped={(answer) => void save.stopped(answer)}
        onCancel={save.notNow}
      />
      {save.newer !== null && entry !== null && (
        <StaleDialog
          base={draft.base}
          baseVersion={entry.version}
          mine={draft.content}
          newer={save.newer}
          busy={save.busy}
          onSave={(chosen) => void save.saveChosen(chosen)}
          onClose={() => save.compare(null)}
        />
      )}
    </FormProvider>
  )
}

/** How much there is to check in a section, and how many items. */
const TabCount = ({ errors, items }: { errors: number; items: number }) => {
  const { t } = useTranslation()
  return (
    <>
      {items > 0 && <span className={styles.tabCount}>{items}</span>}
      {errors > 0 && (
        <span className={styles.tabCount} data-severity="error" title={t('catalogue.list.errors', { count: errors })}>
          <IconAlertCircle size={12} role="img" aria-label={t('catalogue.severity.error')} /> {errors}
        </span>
      )}
    </>
  )
}
