import { useState } from 'react'
import type { Period } from '../../../shared/statistics/periods.ts'
import type { FigureRef } from '../../../shared/submissions/template.ts'
import { ExplainDrawer } from '../../statistics/ExplainDrawer.tsx'
import type { Asked } from '../../statistics/statistics-store.ts'
import { useFresh } from '../use-fresh.ts'

type Props = {
  figure: FigureRef
  period: Period
  template: string
  /** Of a frozen submission: as it was counted then. */
  submission: { id: string; version: number } | null
  onClose(): void
}

/** Where a figure of a submission comes from, as the dashboards tell it. */
export const FigurePanel = ({ figure, period: { kind, until }, template, submission, onClose }: Props) => {
  const [asked, setAsked] = useState<Asked>({ ...figure, part: 'over' })
  const indicators = useFresh('indicator.list', { template }).value?.indicators ?? []
  return (
    <ExplainDrawer
      key={asked.part}
      asked={asked}
      of={{ kind, on: until, ...(submission === null ? {} : { submission }) }}
      rules={indicators.find(({ id }) => id === asked.indicator)?.rules ?? []}
      onAsk={setAsked}
      onClose={onClose}
    />
  )
}
