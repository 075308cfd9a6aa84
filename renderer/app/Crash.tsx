import { Button } from '@mantine/core'
import { IconMoodSad } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../components/EmptyState.tsx'

/** React asks for a class here: a screen that throws is replaced by a page with a way on, and the rail stays. */
export class Crash extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <CrashPage detail={this.state.error.message} onRetry={() => this.setState({ error: null })} />
  }
}

const CrashPage = ({ detail, onRetry }: { detail: string; onRetry(): void }) => {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<IconMoodSad size={32} stroke={1.3} />}
      title={t('shell.crashed')}
      actions={
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      }
    >
      {t('shell.crashedHint')}
      <br />
      <span className="mulu-mono">{detail}</span>
    </EmptyState>
  )
}
