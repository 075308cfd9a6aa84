import { ActionIcon, Badge, Button, Menu } from '@mantine/core'
import { IconArchive, IconDisc, IconDots, IconGavel, IconLock, IconMessage } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePunctuation } from '../../app/punctuation.ts'
import { useGo } from '../../app/route.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { StateChip } from '../list/StateChip.tsx'
import { isOwnKind, opensHere } from '../opens.ts'
import { useGoTo } from '../use-place.ts'
import { useCaseWords } from '../words.ts'
import { ArchiveDialog } from './ArchiveDialog.tsx'
import type { FileProps } from './CaseFile.tsx'
import { SealDialog } from './SealDialog.tsx'

const shareKeys: Readonly<Record<string, 'conditional' | 'unconditional'>> = { 有条件共享: 'conditional', 无条件共享: 'unconditional' }

/** How it stands, with whom, and what decides which rules speak. */
export const FileFacts = ({ row, file: { head } }: FileProps) => {
  const { t } = useTranslation()
  const { pair, list } = usePunctuation()
  const { kind, party, way, archived } = row
  const words = useCaseWords(kind)
  const own = isOwnKind(kind)
  const shareKey = shareKeys[head.shareType]
  const sides = own ? [] : (['applicant', 'respondent'] as const).map((side) => pair(words.party(side), head[side]))
  return (
    <span className={classes.facts}>
      <StateChip row={row} />
      {archived !== null && (
        <Badge
          size="sm"
          color={archived.outdated ? 'orange' : 'teal'}
          title={archived.outdated ? t('ledgers.archive.outdated') : t('ledgers.archive.markHint', archived)}
        >
          {t('ledgers.archive.mark', { number: archived.number })}
        </Badge>
      )}
      {archived?.outdated === true && <span>{t('ledgers.archive.outdated')}</span>}
      {!own && (
        <Badge size="sm" color={party === 'applicant' ? 'office' : party === 'respondent' ? 'teal' : 'grape'}>
          {t(kind === 'agreement' && party !== 'department' ? `agreement.side.${party}` : `cases.side.${party}`)}
        </Badge>
      )}
      {sides.map((side) => (
        <span key={side}>{side}</span>
      ))}
      {!own && <span>{t(`cases.file.way.${way}`)}</span>}
      {head.shareType !== '' && <span>{shareKey === undefined ? head.shareType : t(`cases.open.shareTypes.${shareKey}`)}</span>}
      {head.sensitive.length > 0 && (
        <Badge size="sm" color="orange">
          {t('cases.file.sensitive', { what: list(head.sensitive.map((each) => t(each === '商业秘密' ? 'cases.open.secret' : 'cases.open.privacy'))) })}
        </Badge>
      )}
    </span>
  )
}

/** What can be done with the file at any time: talk, dispute, claim state secrecy. */
export const FileActions = ({ row, file, machine, back, onSaid }: FileProps & { back: ReactNode; onSaid(said: string): void }) => {
  const { kind, id, closed, archived, party } = row
  const { may } = file
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  const go = useGo()
  const maySeal = useMay(callOf(kind, 'seal'))
  const mayArchive = useMay(callOf(kind, 'archive')) && closed && !sealed
  const mayExchange = useMay('ferry.exportCases') && !isOwnKind(kind) && party !== 'department'
  const [sealing, setSealing] = useState(false)
  const [archiving, setArchiving] = useState(false)
  const mayTalk = may.includes('message') && machine.acts.message?.roles.some((role) => user.roles.includes(role)) === true && !sealed
  const mayDispute = kind === 'request' && !closed && opensHere('dispute', user.roles) && !sealed
  return (
    <>
      {back}
      {mayArchive && (
        <Button variant="default" leftSection={<IconArchive size={15} aria-hidden />} onClick={() => setArchiving(true)}>
          {t(archived === null ? 'ledgers.archive.action' : 'ledgers.archive.again')}
        </Button>
      )}
      {(mayTalk || mayDispute || mayExchange || maySeal) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={t('common.more')}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayTalk && (
              <Menu.Item leftSection={<IconMessage size={15} aria-hidden />} onClick={() => goTo({ kind, view: 'do', id, act: 'message' })}>
                {t('cases.file.message')}
              </Menu.Item>
            )}
            {mayDispute && (
              <Menu.Item leftSection={<IconGavel size={15} aria-hidden />} onClick={() => goTo({ kind: 'dispute', view: 'new', about: id })}>
                {t('cases.file.dispute')}
              </Menu.Item>
            )}
            {mayExchange && (
              <Menu.Item leftSection={<IconDisc size={15} aria-hidden />} onClick={() => go('ferry', `exchange/${kind}/${id}`)}>
                {t('cases.file.exchange')}
              </Menu.Item>
            )}
            {maySeal && (
              <Menu.Item color="red" leftSection={<IconLock size={15} aria-hidden />} onClick={() => setSealing(true)}>
                {t('cases.file.seal')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {archiving && <ArchiveDialog row={row} file={file} onClose={() => setArchiving(false)} onDone={onSaid} />}
      {sealing && <SealDialog kind={kind} id={id} onClose={() => setSealing(false)} />}
    </>
  )
}
