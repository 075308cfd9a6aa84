/**
 * Figures counted from the exported text of a submission alone: from its rows, one question to an indicator, written out by
 * hand. The formulas that stand in the document are not looked at.
 */
type Facts = Readonly<Record<string, string | number | boolean | null>>
type Row = { facts: Facts }
export type Exported = {
  period: { from: string; until: string }
  figures: readonly { indicator: string; key: string | null; value: string | null; origin: string }[]
  rows: Readonly<Record<string, readonly Row[]>>
}

const percent = (over: number, under: number): string | null => {
  if (under === 0) return null
  const tenths = Math.floor((over * 2000 + under) / (2 * under))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** Every figure the rows of a document can tell, as `indicator` and `indicator|value`. */
export const recount = ({ rows }: Exported): Map<string, string | null> => {
  const figures = new Map<string, string | null>()
  const of = (source: string): Facts[] => (rows[source] ?? []).map(({ facts }) => facts)
  const put = (name: string, found: readonly unknown[]): void => {
    figures.set(name, String(found.length))
  }
  const parts = (name: string, found: readonly Facts[], by: string): void => {
    put(name, found)
    for (const key of new Set(found.map((facts) => String(facts[by] ?? ''))))
      put(
        `${name}|${key}`,
        found.filter((facts) => String(facts[by] ?? '') === key),
      )
  }
  const rate = (name: string, over: readonly unknown[], under: readonly unknown[]): void => {
    figures.set(name, percent(over.length, under.length))
  }

  const entries = of('entry')
  parts('entry.total', entries, 'shareType')
  parts('entry.byClass', entries, 'class')
  parts('entry.byFormat', entries, 'format')
  parts('entry.byOffice', entries, 'office')
  let items = 0
  for (const facts of entries) items += Number(facts.items)
  figures.set('item.total', String(items))
  put(
    'entry.published',
    entries.filter(({ published }) => published === true),
  )
  put(
    'entry.open',
    entries.filter(({ open }) => open === true),
  )
  rate(
    'entry.completeRate',
    entries.filter(({ complete }) => complete === true),
    entries,
  )
  const withheld = entries.filter(({ shareType }) => shareType === '不予共享')
  rate('entry.withheldRate', withheld, entries)
  rate(
    'entry.basisRate',
    withheld.filter(({ basis }) => basis === 'accepted'),
    withheld,
  )
  const shareable = entries.filter(({ shareType }) => shareType === '无条件共享' || shareType === '有条件共享')
  const mounted = shareable.filter(({ mount }) => mount === '已挂接' || mount === '部分挂接')
  rate('entry.mountRate', mounted, shareable)
  put('entry.mounted', mounted)
  const cyclic = entries.filter(({ refresh }) => refresh !== 'noCycle')
  rate(
    'refresh.rate',
    cyclic.filter(({ refresh }) => refresh === 'inCycle'),
    cyclic,
  )
  put(
    'refresh.unrecorded',
    entries.filter(({ refresh }) => refresh === 'unrecorded'),
  )
  for (const kind of ['entered', 'changed', 'left'])
    put(
      `change.${kind}`,
      of('change').filter(({ change }) => change === kind),
    )
  const owed = of('update').filter(({ outcome }) => outcome !== 'stopped')
  rate(
    'update.rate',
    owed.filter(({ outcome }) => outcome === 'inTime'),
    owed,
  )

  const toUs = of('request').filter(({ role }) => role === 'received')
  const byUs = of('request').filter(({ role }) => role === 'made')
  const agreed = ({ result }: Facts): boolean => result === 'granted' || result === 'grantedAfter' || result === 'partly'
  parts(
    'request.received',
    toUs.filter(({ receivedIn }) => receivedIn === true),
    'shareType',
  )
  const replied = toUs.filter(({ resultIn }) => resultIn === true)
  put('request.granted', replied.filter(agreed))
  put(
    'request.refused',
    replied.filter(({ result }) => result === 'refused'),
  )
  rate('request.grantRate', replied.filter(agreed), replied)
  const due = toUs.filter(({ replyDueIn, replyOutcome }) => replyDueIn === true && replyOutcome !== 'stopped')
  rate(
    'request.replyRate',
    due.filter(({ replyOutcome }) => replyOutcome === 'inTime'),
    due,
  )
  put(
    'request.replyLate',
    due.filter(({ replyOutcome }) => ['late', 'overdue', 'stoppedLate'].includes(String(replyOutcome))),
  )
  const told = toUs.filter(({ missingIn }) => missingIn === true)
  rate(
    'request.completedRate',
    told.filter(({ completed }) => completed === true),
    told,
  )
  const deliveries = toUs.filter(({ deliverDueIn, deliverOutcome }) => deliverDueIn === true && deliverOutcome !== 'stopped')
  rate(
    'deliver.rate',
    deliveries.filter(({ deliverOutcome }) => deliverOutcome === 'inTime'),
    deliveries,
  )
  put(
    'deliver.done',
    toUs.filter(({ deliveredIn }) => deliveredIn === true),
  )
  put(
    'need.made',
    byUs.filter(({ receivedIn }) => receivedIn === true),
  )
  const answered = byUs.filter(({ resultIn }) => resultIn === true)
  put('need.granted', answered.filter(agreed))
  put(
    'need.refused',
    answered.filter(({ result }) => result === 'refused'),
  )
  rate('need.metRate', answered.filter(agreed), answered)

  const corrections = of('correction').filter(({ role }) => role === 'received')
  put(
    'correction.received',
    corrections.filter(({ receivedIn }) => receivedIn === true),
  )
  const handled = corrections.filter(({ handledIn }) => handledIn === true)
  put('correction.handled', handled)
  rate(
    'correction.errorRate',
    handled.filter(({ result }) => result === 'corrected'),
    handled,
  )
  const verified = corrections.filter(({ dueIn, outcome }) => dueIn === true && outcome !== 'stopped')
  rate(
    'correction.rate',
    verified.filter(({ outcome }) => outcome === 'inTime'),
    verified,
  )
  put(
    'correction.late',
    verified.filter(({ outcome }) => ['late', 'overdue', 'stoppedLate'].includes(String(outcome))),
  )
  put(
    'dispute.raised',
    of('dispute').filter(({ raisedIn }) => raisedIn === true),
  )
  put(
    'dispute.coordinated',
    of('dispute').filter(({ endedIn, coordinated }) => endedIn === true && coordinated === true),
  )
  put(
    'agreement.valid',
    of('agreement').filter(({ valid }) => valid === true),
  )
  put(
    'agreement.signed',
    of('agreement').filter(({ signedIn }) => signedIn === true),
  )
  put(
    'agreement.expired',
    of('agreement').filter(({ expired, renewed }) => expired === true && renewed !== true),
  )
  put('use.records', of('use'))
  let times = 0
  for (const facts of of('direct')) times += Number(facts.times)
  figures.set('direct.times', String(times))
  put(
    'direct.unread',
    of('direct').filter(({ unread }) => unread === true),
  )
  put(
    'open.overdue',
    of('open').filter(({ overdue, ours }) => overdue === true && ours === true),
  )
  return figures
}
