import { Tabs, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAlertCircle } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import classes from '../agreement.module.css'
import { type Section, sectionOf, sections } from '../model/sections.ts'
import { DisposalSection, ExchangeSection, ItemsSection, PersonsSection, PledgeSection } from './AnnexSections.tsx'
import { BasisSection } from './BasisSection.tsx'
import { ClausesSection } from './ClausesSection.tsx'
import { FindingsList } from './FindingsList.tsx'
import { ContentSection, HeadSection, PartiesSection, PurposeSection, WaySection } from './HeadSections.tsx'
import { TextProvider, type TextStore, useText } from './text-store.tsx'
import { useCheck } from './use-check.ts'
import { useLaw } from './use-law.ts'
import { ValiditySection } from './ValiditySection.tsx'

/** A page of the form beside the text's own: the letter it came by, what goes with it. */
export type ExtraPart = { key: string; title: string; content: ReactNode }

type Props = {
  store: TextStore
  shareType: string
  before?: ExtraPart
  after?: ExtraPart
  /** The line at the foot: what is not kept yet, and keeping it. */
  foot: ReactNode
  onSave(): void
  /** What stands in the way of keeping it. */
  children?: ReactNode
}

/** An agreement's text as a form: its outline, one part at a time, and what is to be looked at beside it. */
export const TextEditor = ({ store, ...props }: Props) => (
  <TextProvider store={store}>
    <Editor store={store} {...props} />
  </TextProvider>
)

const Editor = ({ store, shareType, before, after, foot, onSave, children }: Props) => {
  const { t } = useTranslation()
  const law = useLaw()
  const failure = useCheck(store, shareType)
  const [part, setPart] = useState<string>(before?.key ?? 'head')
  const jumpTo = useText((state) => state.jumpTo)
  const jump = useText((state) => state.jump)
  const findings = useText((state) => state.findings)
  useEffect(() => {
    if (jump !== null) setPart(sectionOf(jump))
  }, [jump])
  useHotkeys([['mod+S', onSave]], [])
  const errors = Map.groupBy(
    findings.filter(({ severity }) => severity === 'error'),
    ({ path }) => sectionOf(path),
  )
  const tab = (key: string, title: string, count: number) => (
    <Tabs.Tab key={key} value={key} className={classes.outlineItem ?? ''}>
      {title}
      {count > 0 && (
        <span className={classes.outlineCount} title={t('catalogue.list.errors', { count })}>
          <IconAlertCircle size={12} role="img" aria-label={t('catalogue.severity.error')} /> {count}
        </span>
      )}
    </Tabs.Tab>
  )
  return (
    <div className={classes.editor}>
      <Tabs value={part} onChange={(next) => setPart(next ?? 'head')} orientation="vertical" className={classes.parts ?? ''}>
        <Tabs.List className={classes.outline ?? ''} aria-label={t('agreement.outline')}>
          {before !== undefined && tab(before.key, before.title, 0)}
          {sections.map((each) => tab(each, t(`agreement.outlineOf.${each}`), errors.get(each)?.length ?? 0))}
          {after !== undefined && tab(after.key, after.title, 0)}
        </Tabs.List>
        {[before, after].map((extra) =>
          extra === undefined || extra.key !== part ? null : (
            <Tabs.Panel key={extra.key} value={extra.key} className={classes.part ?? ''}>
              {extra.content}
            </Tabs.Panel>
          ),
        )}
        {sections.some((each) => each === part) && (
          <Tabs.Panel value={part} className={classes.part ?? ''}>
            <Part section={part as Section} law={law} shareType={shareType} />
          </Tabs.Panel>
        )}
      </Tabs>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <aside className={classes.checks} aria-label={t('agreement.check.title')} tabIndex={0}>
        <Text size="sm" fw={600} component="h2" role="status">
          {t('agreement.check.title')}
          {findings.length > 0 &&
            ` · ${t('catalogue.findings.count', {
              errors: findings.filter(({ severity }) => severity === 'error').length,
              warnings: findings.filter(({ severity }) => severity === 'warning').length,
            })}`}
        </Text>
        <ErrorNote failure={failure} />
        <FindingsList findings={findings} law={law} onJump={jumpTo} />
      </aside>
      <div className={classes.notes}>{children}</div>
      <div className={classes.foot}>{foot}</div>
    </div>
  )
}

const Part = ({ section, law, shareType }: { section: Section; law: PackSet | null; shareType: string }) => {
  switch (section) {
    case 'head':
      return <HeadSection />
    case 'parties':
      return <PartiesSection />
    case 'basis':
      return <BasisSection law={law} shareType={shareType} />
    case 'content':
      return <ContentSection />
    case 'purpose':
      return <PurposeSection />
    case 'way':
      return <WaySection />
    case 'clauses':
      return <ClausesSection law={law} shareType={shareType} />
    case 'validity':
      return <ValiditySection />
    case 'items':
      return <ItemsSection />
    case 'persons':
      return <PersonsSection />
    case 'pledge':
      return <PledgeSection />
    case 'exchange':
      return <ExchangeSection />
    case 'disposal':
      return <DisposalSection />
  }
}
