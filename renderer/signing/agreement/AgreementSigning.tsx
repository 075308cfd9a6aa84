import { Badge, Button, Group, Text } from '@mantine/core'
import { IconWritingSign } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Party } from '../../../shared/cases/act.ts'
import { useMay, useSession } from '../../app/session.tsx'
import type { FileProps } from '../../cases/file/CaseFile.tsx'
import { useGoTo } from '../../cases/use-place.ts'
import { useCaseWords } from '../../cases/words.ts'
import { Section } from '../../components/Section.tsx'
import classes from '../signing.module.css'
import { AgreementVerdict } from './AgreementVerdict.tsx'
import { type SigningPlace, signingPlaces } from './places.ts'
import { SignAgreement } from './SignAgreement.tsx'

const before: ReadonlySet<string> = new Set(['new', 'proposed'])
const colours = { signed: 'green', issued: 'orange', draft: 'blue', missing: 'gray' } as const

/** Who has signed, in which order, who is missing; signing itself, on screen or from paper; and the verdict. */
export const AgreementSigning = ({ row, file, machine, acting }: FileProps & { acting: boolean }) => {
  const { t } = useTranslation()
  const { user, sealed } = useSession()
  const goTo = useGoTo()
  const maySign = useMay('agreement.sign')
  const [signing, setSigning] = useState(false)
  const { kind, id, way, state } = row
  if (before.has(state)) return null
  const places = signingPlaces(file.acts)
  const drafted = file.acts.some(({ act, status, mine }) => mine && status !== 'counted' && (act === 'sign' || act === 'countersign'))
  const holds = (act: string): boolean => !sealed && machine.acts[act]?.roles.some((role) => user.roles.includes(role)) === true
  const next = drafted ? undefined : file.may.find((act) => act === 'sign' || act === 'countersign')
  const theirs =
    way === 'paper'
      ? file.others.flatMap(({ party, acts }) => acts.filter((act) => (act === 'sign' || act === 'countersign') && holds(act)).map((act) => ({ party, act })))
      : []
  const back = file.may.includes('unsign') && holds('unsign')
  return (
    <Section title={t('signing.agreement.title')}>
      <ol className={classes.places} aria-label={t('signing.agreement.order')}>
        {places.map((place) => (
          <PlaceLine key={place.party} place={place} agency={agencyOf(file.head, place.party)} />
        ))}
      </ol>
      {!acting && (
        <Group gap={6} mt={8}>
          {next !== undefined && maySign && (
            <Button size="compact-sm" leftSection={<IconWritingSign size={15} aria-hidden />} onClick={() => setSigning(true)}>
              {t(next === 'sign' ? 'signing.agreement.sign' : 'signing.agreement.countersign')}
            </Button>
          )}
          {next !== undefined && holds(next) && (
            <Button size="compact-sm" variant="default" onClick={() => goTo({ kind, view: 'do', id, act: next })}>
              {t('signing.agreement.paperOurs')}
            </Button>
          )}
          {theirs.map(({ party, act }) => (
            <Button key={`${party} ${act}`} size="compact-sm" variant="default" onClick={() => goTo({ kind, view: 'record', id, party, act })}>
              {t('signing.agreement.recordOther')}
            </Button>
          ))}
          {back && (
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => goTo({ kind, view: 'do', id, act: 'unsign' })}>
              {t('signing.agreement.withdraw')}
            </Button>
          )}
        </Group>
      )}
      {places.some((place) => place.state === 'signed' || place.state === 'issued') && <AgreementVerdict id={id} />}
      {signing && <SignAgreement id={id} title={row.title} onClose={() => setSigning(false)} />}
    </Section>
  )
}

const agencyOf = ({ applicant, respondent }: FileProps['file']['head'], party: Party): string => (party === 'applicant' ? applicant : respondent)

const PlaceLine = ({ place, agency }: { place: SigningPlace; agency: string }) => {
  const { t } = useTranslation()
  const words = useCaseWords('agreement')
  const { party, position, state, way, signer, on } = place
  const order = position === null ? '' : t(position === 1 ? 'signing.agreement.first' : 'signing.agreement.second')
  return (
    <li className={classes.place} data-state={state}>
      <Group gap={6} align="baseline">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {agency}
        </Text>
        <Badge size="sm" color={colours[state]}>
          {t(`signing.agreement.states.${state}`)}
        </Badge>
      </Group>
      <Text size="2xs" c="dimmed">
        {[words.party(party), order, way === null ? '' : t(`signing.agreement.ways.${way}`)].filter((part) => part !== '').join(' · ')}
      </Text>
      {signer !== '' && (
        <Text size="2xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('signing.agreement.by', { signer, on })}
        </Text>
      )}
    </li>
  )
}
