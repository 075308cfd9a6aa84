import { useState } from 'react'
import type { Status } from '../app/use-status.ts'
import { RestorePage } from '../lock/RestorePage.tsx'
import type { Sheet } from '../vault/RecoverySheet.tsx'
import { AdministratorsStep } from './AdministratorsStep.tsx'
import { LanguageStep } from './LanguageStep.tsx'
import { type Network, NetworkStep } from './NetworkStep.tsx'
import { RecoveryStep } from './RecoveryStep.tsx'
import { StartStep } from './StartStep.tsx'
import { VaultStep } from './VaultStep.tsx'
import type { WalkStep } from './Walk.tsx'

type Props = {
  status: Status
  /** The vault changed; ask its state again. */
  onChanged(): void
  /** The founder goes on into the open vault. */
  onFinished(): void
}

/**
 * From nothing to a vault with its three administrators. A founder who comes back to an unfinished vault goes on at the
 * administrators.
 */
export const FirstRun = ({ status, onChanged, onFinished }: Props) => {
  const [step, setStep] = useState<WalkStep | 'restore'>(status.state === 'absent' ? 'language' : 'users')
  const [network, setNetwork] = useState<Network | null>(null)
  const [sheet, setSheet] = useState<Sheet | null>(null)

  if (step === 'restore') return <RestorePage users={[]} replaces={false} onBack={() => setStep('start')} onDone={onChanged} />
  if (step === 'language') return <LanguageStep onNext={() => setStep('network')} />
  if (step === 'network' || network === null) {
    if (status.state === 'absent') {
      return (
        <NetworkStep
          value={network}
          onChange={setNetwork}
          onBack={() => setStep('language')}
          onNext={() => {
            if (network !== null) setStep('start')
          }}
        />
      )
    }
  }
  if (step === 'start') return <StartStep onBack={() => setStep('network')} onNew={() => setStep('vault')} onRestore={() => setStep('restore')} />
  if (step === 'vault' && network !== null) {
    return (
      <VaultStep
        network={network}
        onBack={() => setStep('start')}
        onMade={(made) => {
          setSheet(made)
          setStep('recovery')
          onChanged()
        }}
      />
    )
  }
  if (step === 'recovery' && sheet !== null) {
    return (
      <RecoveryStep
        sheet={sheet}
        onNext={() => {
          setSheet(null)
          setStep('users')
        }}
      />
    )
  }
  return <AdministratorsStep status={status} onChanged={onChanged} onFinished={onFinished} />
}
