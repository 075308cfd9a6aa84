import { ActionIcon, Badge, Menu, Title, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconDots, IconTrash, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isAmended } from '../../../shared/entry-life.ts'
import type { Next } from '../../../shared/next-step.ts'
import { useLanguage } from '../../app/language.ts'
import { useMay } from '../../app/session.tsx'
import { formatMoment } from '../../components/moments.ts'
import { ActItems } from '../answers/ActMenu.tsx'
import { AnswerLine } from '../answers/AnswerLine.tsx'
import { useWhats, type What } from '../answers/recording.ts'
import { StatusWord } from '../list/Chips.tsx'
import { NextLine } from '../process/NextLine.tsx'
import styles from './entry.module.css'
import type { ShownDraft } from './use-entry.ts'

type Props = {
  draft: ShownDraft
  next: Next | null
  /** Another agency's. */
  foreign: boolean
  dirty: boolean
  onStep(step: 1 | -1): void
  onDelete(): void
  onRecord(what: What): void
  onClose(): void
}

/** What the open entry is called and how it stands. */
export const EntryHead = ({ draft: { entry, content }, next, foreign, dirty, onStep, onDelete, onRecord, onClose }: Props) => {
  const { t } = useTranslation()
  const living = entry !== null && entry.deletedAt === null && !foreign
  const mayDelete = useMay('catalogue.delete') && living
  const { language } = useLanguage()
  const possible = useWhats(entry === null ? null : { status: entry.status, ...entry.standing })
  const whats = living ? possible : []
  const title = content.title !== '' ? content.title : t(entry === null ? 'catalogue.entry.newTitle' : 'catalogue.list.untitled')
  const saveFirst = dirty ? t('life.saveFirst') : undefined
  return (
    <div className={styles.top}>
      <div className={styles.heading}>
        <Title order={2} className="mulu-ellipsis" title={title} id="entry-title">
          {title}
        </Title>
        <div className={styles.under}>
          {entry === null ? (
            t('catalogue.entry.never')
          ) : (
            <>
              <StatusWord row={{ ...entry, next }} t={t} language={language} />
              {entry.standing.publishedVersion !== null && (isAmended(entry.standing) || entry.status !== 'published') && (
                <Tooltip label={t('life.amendedHint')}>
                  <Badge size="sm" color="orange">
                    {entry.status === 'published' ? t('life.amended') : t('life.stillInForce', { version: entry.standing.publishedVersion })}
                  </Badge>
                </Tooltip>
              )}
              {next !== null && <NextLine next={next} />}
              <span>{t('catalogue.entry.version', { version: entry.version })}</span>
              <span className="mulu-ellipsis">{t('catalogue.entry.updatedBy', { author: entry.updatedBy, at: formatMoment(entry.updatedAt) })}</span>
              {entry.imported && (
                <Tooltip label={t('catalogue.entry.importedHint')}>
                  <Badge size="sm" color="gray">
                    {t('catalogue.entry.imported')}
                  </Badge>
                </Tooltip>
              )}
            </>
          )}
          {dirty && (
            <Badge size="sm" color="orange">
              {t('catalogue.entry.unsavedShort')}
            </Badge>
          )}
        </div>
        {entry !== null && <AnswerLine entry={entry} />}
      </div>
      <Tooltip label={`${t('catalogue.entry.previous')} (Alt+PageUp)`}>
        <ActionIcon aria-label={t('catalogue.entry.previous')} onClick={() => onStep(-1)}>
          <IconChevronUp size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('catalogue.entry.next')} (Alt+PageDown)`}>
        <ActionIcon aria-label={t('catalogue.entry.next')} onClick={() => onStep(1)}>
          <IconChevronDown size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {(mayDelete || whats.length > 0) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('catalogue.entry.more')}>
              <IconDots size={17} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <ActItems whats={whats} why={saveFirst} onRecord={onRecord} />
            {mayDelete && (
              <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete}>
                {t('catalogue.entry.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <Tooltip label={`${t('catalogue.entry.back')} (Esc)`}>
        <ActionIcon aria-label={t('catalogue.entry.back')} onClick={onClose}>
          <IconX size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
