import { Button, Skeleton, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFileCheck, IconFileExport, IconNotebook, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import type { LedgerKind } from '../../shared/ledgers/ledger.ts'
import { useLanguage } from '../app/language.ts'
import { useMay } from '../app/session.tsx'
import { useSessionStore } from '../app/session-store.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { usePrint } from '../app/use-print.ts'
import { BackButton } from '../cases/file/BackButton.tsx'
import { useGoTo } from '../cases/use-place.ts'
import { CitedRule } from '../components/CitedRule.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { ResultNote } from '../components/ResultNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { LedgerFilters } from './LedgerFilters.tsx'
import { LedgerSheet } from './LedgerSheet.tsx'
import { type Ledger, LedgerTable } from './LedgerTable.tsx'
import classes from './ledgers.module.css'
import { everything, ledgersRecipe, questionOf } from './ledgers-store.ts'
import { useLedgerRows } from './use-ledger-rows.ts'
import { VerifyDialog } from './VerifyDialog.tsx'

/** 台账: what the cases say, as the registers an office keeps. */
export const LedgersScreen = ({ kind }: { kind: LedgerKind }) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { value, failure, reload } = useLoad('ledger.kinds', {}, ['rules', 'profile'])
  const ledger = value?.ledgers.find((one) => one.kind === kind)
  if (value === null || ledger === undefined)
    return (
      <Screen title={t('ledgers.title')} actions={<BackButton onClick={() => goTo({ kind: 'request', view: 'list' })} label={t('ledgers.back')} />}>
        <ErrorNote failure={failure} onRetry={reload} />
        {failure === null && <Skeleton h={240} role="img" aria-label={t('common.loading')} />}
      </Screen>
    )
  return <OneLedger key={kind} ledgers={value.ledgers} ledger={ledger} />
}

/** So many rows are printed from the screen; more are a paper that is exported. */
const mostPrinted = 500

const OneLedger = ({ ledgers, ledger }: { ledgers: readonly Ledger[]; ledger: Ledger }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const { kind } = ledger
  const narrowed = useSessionStore(ledgersRecipe, (state) => state.narrowed[kind]) ?? everything
  const narrow = useSessionStore(ledgersRecipe, (state) => state.narrow)
  const [settled] = useDebouncedValue(narrowed, 150)
  const question = questionOf(kind, settled)
  const { rows, total, failure, loading, more, reload } = useLedgerRows(question)
  const mayExport = useMay('ledger.export')
  const [exporting, setExporting] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const verify = useVerify()
  const printed = useLoad(
    'ledger.list',
    question === null || total === null || total === 0 || total > mostPrinted ? null : { ...question, lang: language, limit: mostPrinted },
  )
  const { print, failure: unprinted } = usePrint('ledger')
  const narrowedAtAll = [narrowed.from, narrowed.until, narrowed.state, narrowed.other].some((one) => one !== '')
  return (
    <Screen
      title={t('ledgers.title')}
      about={ledger.about[language]}
      fill
      actions={
        <>
          <BackButton onClick={() => goTo({ kind: 'request', view: 'list' })} label={t('ledgers.back')} />
          <Button variant="default" leftSection={<IconFileCheck size={15} aria-hidden />} loading={verify.busy} onClick={verify.ask}>
            {t('ledgers.verify.action')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={15} aria-hidden />}
            disabled={printed.value === null || total === 0 || (total ?? 0) > mostPrinted}
            title={(total ?? 0) > mostPrinted ? t('ledgers.printFirst', { most: mostPrinted }) : undefined}
            onClick={print}
          >
            {t('ledgers.print')}
          </Button>
          {mayExport && (
            <Button leftSection={<IconFileExport size={15} aria-hidden />} disabled={total === null || total === 0} onClick={() => setExporting(true)}>
              {t('ledgers.export')}
            </Button>
          )}
        </>
      }
    >
      <LedgerFilters
        ledgers={ledgers}
        ledger={ledger}
        narrowed={narrowed}
        total={total}
        onChoose={(next) => goTo({ kind: 'request', view: 'ledger', ledger: next })}
        onNarrow={(part) => narrow(kind, part)}
      />
      <Basis ledger={ledger} />
      <div className="mulu-notes">
        <ErrorNote failure={failure ?? verify.failure ?? unprinted} onRetry={reload} />
        {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      </div>
      {total === null && loading && <Skeleton h={200} mx="md" w="auto" role="img" aria-label={t('common.loading')} />}
      {total === 0 && (
        <EmptyState
          icon={<IconNotebook size={32} stroke={1.3} />}
          title={t(narrowedAtAll ? 'ledgers.none' : 'ledgers.empty')}
          actions={
            narrowedAtAll && (
              <Button variant="default" onClick={() => narrow(kind, everything)}>
                {t('ledgers.clear')}
              </Button>
            )
          }
        >
          {narrowedAtAll ? undefined : t('ledgers.emptyHint')}
        </EmptyState>
      )}
      {total !== null && total > 0 && <LedgerTable ledger={ledger} rows={rows} total={total} onMore={more} />}
      {printed.value !== null && printed.value.rows.length > 0 && (
        <PrintSheet>
          <LedgerSheet ledger={ledger} rows={printed.value.rows} />
        </PrintSheet>
      )}
      {exporting && question !== null && total !== null && (
        <ExportDialog ledger={ledger} question={question} total={total} onClose={() => setExporting(false)} onDone={setSaved} />
      )}
      {verify.verdict !== null && <VerifyDialog verdict={verify.verdict} onClose={verify.clear} />}
    </Screen>
  )
}

/** Under which articles the register is kept. */
const Basis = ({ ledger }: { ledger: Ledger }) => {
  const { t } = useTranslation()
  if (ledger.rules.length === 0) return null
  return (
    <div className={classes.basis}>
      <Text size="xs" c="dimmed">
        {t('ledgers.basis')}
      </Text>
      {ledger.rules
        .filter(({ title }, at) => ledger.rules.findIndex((one) => one.title.zh === title.zh) === at)
        .slice(0, 4)
        .map((cited) => (
          <CitedRule key={cited.rule} cited={cited} />
        ))}
    </div>
  )
}

const useVerify = () => {
  const { t } = useTranslation()
  const pick = usePick()
  const { run, busy, failure } = useCall('archive.verify')
  const [verdict, setVerdict] = useState<Output<'archive.verify'> | null>(null)
  const read = async () => {
    const picked = await pick.open({ title: t('ledgers.verify.title'), kinds: [{ label: t('ledgers.archive.kind'), extensions: ['zip'] }] })
    if (picked === null) return
    setVerdict(await run({ file: picked.handle }))
  }
  return { ask: () => void read(), busy, failure: failure ?? pick.failure, verdict, clear: () => setVerdict(null) }
}
