import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { doneEffects } from '../../shared/ferry/inner.ts'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { formatMoment } from '../components/moments.ts'
import { TakenCases } from './PeerCases.tsx'
import { PassedOver } from './PreviewStep.tsx'
import { ReceiptDialog } from './ReceiptDialog.tsx'
import { Tiles } from './Tiles.tsx'
import { SaidList } from './VerifyStep.tsx'

type Taken = Output<'ferry.import'>

/** What was done, what now needs somebody, and the receipt. */
export const TakenStep = ({ taken, onAgain }: { taken: Taken; onAgain(): void }) => {
  const { t } = useTranslation()
  const go = useGo()
  const mayAnswer = useMay('ferry.receipt')
  const [answering, setAnswering] = useState(false)
  const { already, effects, freed, quarantined, conflicts, papers, passedOver, cases } = taken
  const peer = taken.kind === 'peer'
  const changed = (effects.taken ?? 0) + (effects.merged ?? 0) + (effects.conflict ?? 0) + freed + quarantined + papers > 0
  const needs = quarantined + conflicts
  return (
    <Stack gap="md">
      <Group gap="xs" role="status">
        <IconCircleCheck size={22} color="var(--mulu-good)" aria-hidden />
        <Text fw={600} size="lg">
          {already !== null
            ? t('ferry.take.already', { at: formatMoment(already.at), by: already.by })
            : t(changed ? 'ferry.take.done' : 'ferry.take.doneNothing')}
        </Text>
      </Group>
      {!peer && (
        <Tiles
          tiles={doneEffects.map((name) => ({
            name: t(`ferry.effects.${name}`),
            count: effects[name] ?? 0,
            warning: name === 'conflict' || name === 'passedOver',
          }))}
        />
      )}
      {cases.length > 0 && <TakenCases cases={cases} />}
      <div>
        {!peer && <Text size="sm">{t('ferry.take.freed', { count: freed })}</Text>}
        {papers > 0 && <Text size="sm">{t('ferry.take.newPapers', { count: papers })}</Text>}
        {quarantined > 0 && (
          <Text size="sm" c="var(--mulu-warning)">
            {t('ferry.take.quarantined', { count: quarantined })}
          </Text>
        )}
        {conflicts > 0 && (
          <Text size="sm" c="var(--mulu-warning)">
            {t('ferry.take.conflicts', { count: conflicts })}
          </Text>
        )}
      </div>
      <SaidList title={t('ferry.take.warnings')} lines={taken.warnings} color="yellow" />
      {passedOver.length > 0 && <PassedOver lines={passedOver} />}
      <Group gap="xs">
        {needs > 0 && <Button onClick={() => go('sync', 'needs')}>{t('ferry.take.toNeeds')}</Button>}
        {mayAnswer && taken.kind === 'down' && (
          <Button variant={needs > 0 ? 'default' : 'filled'} onClick={() => setAnswering(true)}>
            {t('ferry.packages.receipt')}
          </Button>
        )}
        {!peer && (
          <Button variant="default" onClick={() => go('catalogue')}>
            {t('ferry.take.toList')}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('ferry.take.again')}
        </Button>
      </Group>
      {answering && <ReceiptDialog of={taken} onClose={() => setAnswering(false)} />}
    </Stack>
  )
}
