import type { Script } from '../script.ts'
import {
  actNamed,
  type Case,
  casesAt,
  closedBy,
  consented,
  correctionClock,
  counts,
  deliverClock,
  outcomeOf,
  pactsAt,
  replyClock,
  replyOf,
  resultOf,
  stateOf,
} from './cases.ts'
import { changedWithin, type Entry, entriesAt, hasAcceptedBasis, isComplete, isThere, refreshOf, updatesAt } from './catalogue.ts'
import { conditionAsksForALook } from './conditions.ts'
import { countWorkingDays, dayOf, dueAgain } from './days.ts'

/**
 * The figures of a period counted a second time: from the script alone, by the plainest loops, following the words each
 * indicator is defined by (domain §7.3) and nothing of the code that computes them. `indicator` and `indicator|value`.
 */
export type Figures = Map<string, string | null>

const percent = (over: number, under: number): string | null => {
  if (under === 0) return null
  const tenths = Math.floor((over * 2000 + under) / (2 * under))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

export const readFigures = (script: Script, period: { from: string; until: string }): Figures => {
  const { from, until } = period
  const inPeriod = (day: string | null | undefined): boolean => day !== null && day !== undefined && from <= day && day <= until
  const figures: Figures = new Map()
  const put = (name: string, count: number): void => {
    figures.set(name, String(count))
  }
  const parted = <T>(name: string, rows: readonly T[], keyOf: (row: T) => string, worth: (row: T) => number = () => 1): void => {
    let whole = 0
    const parts = new Map<string, number>()
    for (const row of rows) {
      whole += worth(row)
      parts.set(keyOf(row), (parts.get(keyOf(row)) ?? 0) + worth(row))
    }
    put(name, whole)
    for (const [key, count] of parts) put(`${name}|${key}`, count)
  }

  // The catalogue.
  const all = entriesAt(script, until)
  const before = entriesAt(script, dayBefore(from))
  const there: Entry[] = [...all.values()].filter(isThere)
  parted('entry.total', there, ({ content }) => content.shareType)
  parted('entry.byClass', there, ({ content }) => content.codes[0]?.cls1 ?? '')
  parted('entry.byFormat', there, ({ content }) => content.formats[0]?.formatClass ?? '')
  parted('entry.byOffice', there, ({ content }) => content.providerOffice)
  parted(
    'item.total',
    there,
    ({ content }) => content.shareType,
    ({ content }) => content.items.length,
  )
  put('entry.published', there.filter(({ published }) => published).length)
  put('entry.open', there.filter(({ content }) => content.isOpen === '是').length)
  figures.set('entry.completeRate', percent(there.filter((entry) => isComplete(entry, until)).length, there.length))
  put('check.incomplete', there.filter((entry) => !isComplete(entry, until)).length)
  const withheld = there.filter(({ content }) => content.shareType === '不予共享')
  figures.set('entry.withheldRate', percent(withheld.length, there.length))
  figures.set('entry.basisRate', percent(withheld.filter((entry) => hasAcceptedBasis(entry, until)).length, withheld.length))
  const shareable = there.filter(({ content }) => content.shareType === '无条件共享' || content.shareType === '有条件共享')
  const mounted = shareable.filter(({ content }) => content.mountStatus === '已挂接' || content.mountStatus === '部分挂接')
  figures.set('entry.mountRate', percent(mounted.length, shareable.length))
  put('entry.mounted', mounted.length)
  const refreshes = there.map((entry) => refreshOf(entry, until))
  figures.set('refresh.rate', percent(refreshes.filter((one) => one === 'inCycle').length, refreshes.filter((one) => one !== 'noCycle').length))
  put('refresh.unrecorded', refreshes.filter((one) => one === 'unrecorded').length)
  put('check.conditions', there.filter(({ content }) => conditionAsksForALook(content, until)).length)
  put('check.refreshLate', refreshes.filter((one) => one === 'late').length)

  const touched = changedWithin(script, from, until)
  let [entered, changed, left] = [0, 0, 0]
  for (const [name, entry] of all) {
    const then = before.get(name)
    if (isThere(entry) && !isThere(then)) entered += 1
    if (isThere(entry) && isThere(then) && touched.has(name)) changed += 1
    if (!isThere(entry) && isThere(then)) left += 1
  }
  put('change.entered', entered)
  put('change.changed', changed)
  put('change.left', left)

  const updates = updatesAt(script, until).filter(({ dueOn }) => inPeriod(dueOn))
  const owed = updates.filter(({ outcome }) => outcome !== 'stopped')
  figures.set('update.rate', percent(owed.filter(({ outcome }) => outcome === 'inTime').length, owed.length))
  put('check.updateLate', owed.filter(({ outcome }) => outcome === 'late' || outcome === 'overdue').length)

  // Requests.
  const cases = casesAt(script, until)
  const requests = cases.filter(({ opened }) => opened.kind === 'request')
  const toUs = requests.filter(({ opened }) => opened.as === 'respondent')
  const byUs = requests.filter(({ opened }) => opened.as === 'applicant')
  const beganIn = (one: Case): boolean => inPeriod(dayOf(one.acts[0]?.when ?? ''))
  const repliedIn = (one: Case): boolean => inPeriod(replyOf(one) === undefined ? null : dayOf(replyOf(one)?.when ?? ''))
  const result = (one: Case) => resultOf(outcomeOf(one))
  const resultIn = (one: Case): boolean => inPeriod(dayOrNull(outcomeOf(one)?.when))
  const tardy = (outcome: string): boolean => outcome === 'late' || outcome === 'overdue' || outcome === 'stoppedLate'
  parted('request.received', toUs.filter(beganIn), ({ opened }) => opened.shareType)
  const answered = toUs.filter(repliedIn)
  const settled = toUs.filter(resultIn)
  const agreed = settled.filter((one) => result(one) === 'granted' || result(one) === 'partly')
  put('request.granted', agreed.length)
  put('request.refused', settled.filter((one) => result(one) === 'refused').length)
  figures.set('request.grantRate', percent(agreed.length, settled.length))
  const replies = toUs.map((one) => replyClock(one, until)).filter(({ dueOn, outcome }) => inPeriod(dueOn) && outcome !== 'stopped')
  figures.set('request.replyRate', percent(replies.filter(({ outcome }) => outcome === 'inTime').length, replies.length))
  put('request.replyLate', replies.filter(({ outcome }) => tardy(outcome)).length)
  let [days, count] = [0, 0]
  for (const one of answered) {
    if (replyOf(one)?.act === 'obtainDirect') continue
    days += countWorkingDays(dayOf(one.acts[0]?.when ?? ''), dayOf(replyOf(one)?.when ?? ''))
    count += 1
  }
  const tenths = count === 0 ? 0 : Math.floor((days * 20 + count) / (2 * count))
  figures.set('request.replyDays', count === 0 ? null : `${Math.floor(tenths / 10)}.${tenths % 10}`)
  const told = toUs.filter((one) => inPeriod(dayOrNull(actNamed(one, 'noticeMissing')?.when)))
  figures.set('request.completedRate', percent(told.filter((one) => actNamed(one, 'complete') !== undefined).length, told.length))
  const deliveries = toUs
    .filter(consented)
    .map((one) => deliverClock(one, until))
    .filter(({ dueOn, outcome }) => inPeriod(dueOn) && outcome !== 'stopped')
  figures.set('deliver.rate', percent(deliveries.filter(({ outcome }) => outcome === 'inTime').length, deliveries.length))
  put('check.deliverLate', deliveries.filter(({ outcome }) => tardy(outcome)).length)
  const delivered = (one: Case) => one.acts.find((act) => (act.act === 'deliver' || act.act === 'obtainDirect') && counts(act))
  put('deliver.done', toUs.filter((one) => inPeriod(dayOrNull(delivered(one)?.when))).length)
  put('need.made', byUs.filter(beganIn).length)
  const told2 = byUs.filter(resultIn)
  const met = told2.filter((one) => result(one) === 'granted' || result(one) === 'partly').length
  put('need.granted', met)
  put('need.refused', told2.filter((one) => result(one) === 'refused').length)
  figures.set('need.metRate', percent(met, told2.length))
  put('check.returnFlow', answered.filter((one) => one.acts[0]?.fields.type === 'returnFlow' && ['refused', 'partly'].includes(result(one))).length)
  put('check.serviceEnded', toUs.filter((one) => inPeriod(dayOrNull(actNamed(one, 'endService')?.when))).length)
  put('check.suspended', byUs.filter((one) => one.acts.some(({ act, when }) => (act === 'suspend' || act === 'endMisuse') && inPeriod(dayOf(when)))).length)
  put('check.awaitsDisposal', byUs.filter((one) => stateOf(one) === 'ended').length)
  // A row is a request with an act in the period, open when it began, or with a last day in it.
  const falls = (one: Case): boolean => inPeriod(replyClock(one, until).dueOn) || inPeriod(deliverClock(one, until).dueOn)
  const lives = (one: Case): boolean => one.acts.some(({ when }) => inPeriod(dayOf(when))) || dayOf(closedBy(one)?.when ?? '9999-12-31') >= from || falls(one)
  put('check.unrecordedUse', byUs.filter((one) => lives(one) && delivered(one) !== undefined && actNamed(one, 'recordUse') === undefined).length)

  // Corrections and disputes.
  const corrections = cases.filter(({ opened }) => opened.kind === 'correction' && opened.as === 'respondent')
  put('correction.received', corrections.filter(beganIn).length)
  const handled = (one: Case) => one.acts.findLast((act) => (act.act === 'correct' || act.act === 'uphold') && counts(act))
  const handledIn = corrections.filter((one) => inPeriod(dayOrNull(handled(one)?.when)))
  put('correction.handled', handledIn.length)
  figures.set('correction.errorRate', percent(handledIn.filter((one) => handled(one)?.act === 'correct').length, handledIn.length))
  const checks = corrections.map((one) => correctionClock(one, until)).filter(({ dueOn, outcome }) => inPeriod(dueOn) && outcome !== 'stopped')
  figures.set('correction.rate', percent(checks.filter(({ outcome }) => outcome === 'inTime').length, checks.length))
  put('correction.late', checks.filter(({ outcome }) => tardy(outcome)).length)
  const disputes = cases.filter(({ opened }) => opened.kind === 'dispute')
  put('dispute.raised', disputes.filter(beganIn).length)
  put('dispute.coordinated', disputes.filter((one) => inPeriod(dayOrNull(closedBy(one)?.when)) && closedBy(one)?.act === 'coordinate').length)

  // Agreements and registers.
  const pacts = pactsAt(script, until)
  put('agreement.valid', pacts.filter((one) => one.state === 'inForce' && one.from <= until && until <= one.until).length)
  put('agreement.signed', pacts.filter(({ signedOn }) => inPeriod(signedOn)).length)
  const renewed = (name: string): boolean => pacts.some((one) => one.renews === name && one.signedOn !== null)
  put('agreement.expired', pacts.filter((one) => one.state === 'inForce' && one.until < until && !renewed(one.name)).length)
  const noted = cases.flatMap(({ acts }) => acts).filter(({ when }) => inPeriod(dayOf(when)))
  put('use.records', noted.filter(({ act }) => act === 'recordUse').length)
  let [times, records, storage, unread] = [0, 0, 0, 0]
  for (const { act, fields } of noted) {
    if (act !== 'recordDirect') continue
    times += Number(fields.times)
    const volume = String(fields.volume)
    // Of a day, of hundreds within thousands, of a number alone: nobody knows how much it was.
    if (['若干', '20万', '日均1000条', '三千五百条'].includes(volume)) unread += 1
    else if (volume.endsWith('万条')) records += Math.round(Number(volume.replace(/[^\d.]/g, '')) * 10_000)
    else if (volume.endsWith('条')) records += Number(volume.replace(/[^\d.]/g, ''))
    else if (volume.endsWith('GB')) storage += Math.round(Number(volume.replace(/[^\d.]/g, '')) * 10_000)
  }
  put('direct.times', times)
  const fourPlaces = (tenThousandths: number): string => `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`
  figures.set('direct.records', fourPlaces(records))
  figures.set('direct.storage', fourPlaces(storage))
  put('direct.unread', unread)
  put('check.incidents', cases.filter((one) => one.opened.kind === 'incident' && beganIn(one)).length)

  // What is ours to do, not done and past its day.
  let overdue = updatesAt(script, until).filter(({ outcome, entry }) => outcome === 'overdue' && isThere(all.get(entry))).length
  for (const entry of there) {
    const due = entry.refreshedOn === null ? null : dueAgain(entry.content.updateCycle, entry.refreshedOn)
    if (due !== null && due <= until) overdue += 1
  }
  overdue += toUs.map((one) => replyClock(one, until)).filter(({ outcome }) => outcome === 'overdue').length
  overdue += toUs.map((one) => deliverClock(one, until)).filter(({ outcome }) => outcome === 'overdue').length
  overdue += corrections.map((one) => correctionClock(one, until)).filter(({ outcome }) => outcome === 'overdue').length
  put('open.overdue', overdue)
  return figures
}

const dayOrNull = (when: string | undefined): string | null => (when === undefined ? null : dayOf(when))

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
