import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInPacks } from '../regulations/built-in.ts'
import { type Act, type CaseKind, type Party, parties } from './act.ts'
import { actOf, fieldsArb, headOf, lived, otherOpenings, type Try, tried, tryArb, uuidOf, validFields } from './acts.fixture.ts'
import { actsFor, type Folded, fold, nextOf, opened, whyNot } from './fold.ts'
import { type Machine, unopened } from './machine.ts'
import { machines } from './machines.ts'

const all = Object.values(machines).map((machine) => [machine.kind, machine] as const)
const runs = { numRuns: 200 }

/** What must be said whenever it is done: read from the regulations, not from the machines. */
const reasons: Partial<Record<CaseKind, Record<string, string>>> = {
  request: {
    refuse: 'refusals',
    grantPartly: 'refusals',
    suspend: 'reason',
    endMisuse: 'reason',
    endService: 'reason',
    withdraw: 'reason',
    askExtension: 'reason',
    noticeMissing: 'missing',
    finishUse: 'why',
    rectify: 'result',
  },
  dispute: {
    raise: 'matter',
    applyCoordination: 'matter',
    explain: 'reasons',
    failCoordination: 'outcome',
    coordinate: 'outcome',
    settle: 'outcome',
    decide: 'decision',
    withdraw: 'reason',
  },
  correction: { report: 'evidence', correct: 'result', uphold: 'explanation', reopen: 'wrong', feedback: 'result', withdraw: 'reason' },
  agreement: { reopen: 'reason', unsign: 'reason', terminate: 'reason', conclude: 'reason', abandon: 'reason' },
  complaint: {
    complain: 'matter',
    receive: 'matter',
    reply: 'result',
    answer: 'result',
    order: 'matter',
    again: 'matter',
    rectify: 'result',
    withdraw: 'reason',
  },
  need: { drop: 'reason' },
  incident: { note: 'what', end: 'result' },
}
/** Order 809 art.20 (head of the working body), practice P5 (保密审查), L6. */
const consents: Partial<Record<CaseKind, Record<string, readonly string[]>>> = {
  request: {
    apply: ['headConsent'],
    grant: ['headConsent', 'secrecyReview'],
    grantPartly: ['headConsent', 'secrecyReview'],
    refuse: ['headConsent', 'secrecyReview'],
    grantAfter: ['headConsent', 'secrecyReview'],
    consentUse: ['headConsent', 'secrecyReview'],
    askExtension: ['headConsent'],
    suspend: ['headConsent'],
    endMisuse: ['headConsent'],
    endService: ['headConsent'],
  },
  dispute: { raise: ['headConsent'], applyCoordination: ['headConsent'], explain: ['headConsent', 'secrecyReview'] },
  correction: { report: ['secrecyReview'], correct: ['headConsent'], uphold: ['headConsent'] },
  agreement: {
    propose: ['secrecyReview'],
    counter: ['secrecyReview'],
    accept: ['headConsent', 'secrecyReview'],
    sign: ['headConsent'],
    countersign: ['headConsent'],
    terminate: ['headConsent'],
  },
  incident: { report: ['departmentHead'] },
}
/** In writing: Jiangsu art.18, Hebei art.13, Ningbo art.20 and 29, Order 809 art.27; and what is signed (practice P4). */
const papers: Partial<Record<CaseKind, readonly string[]>> = {
  request: ['refuse', 'grantPartly', 'copyRefusal', 'dispose', 'endMisuse'],
  dispute: ['applyCoordination', 'explain', 'decide'],
  correction: ['reportDepartment', 'feedback'],
  agreement: ['sign', 'countersign', 'terminate'],
  complaint: ['answer', 'reply', 'order', 'rectify'],
}
const once: Partial<Record<CaseKind, readonly string[]>> = { request: ['noticeMissing', 'askExtension', 'consentExtension', 'noticeExtension'] }
/** Who judges, and what: never the same party. */
const judged: Partial<Record<CaseKind, Record<string, readonly string[]>>> = {
  request: {
    grant: ['apply'],
    grantPartly: ['apply'],
    refuse: ['apply'],
    consentUse: ['apply'],
    consentExtension: ['askExtension'],
    resume: ['rectify'],
    deliver: ['apply'],
  },
  dispute: { explain: ['applyCoordination'], coordinate: ['raise', 'explain'], decide: ['raise', 'explain'] },
  correction: { correct: ['report'], uphold: ['report'], confirm: ['correct', 'uphold'], feedback: ['reportDepartment'] },
  agreement: { accept: ['propose', 'counter', 'reopen'], counter: ['propose', 'counter', 'reopen'], countersign: ['sign'] },
  complaint: { answer: ['complain'], accept: ['rectify'], again: ['rectify'] },
}

const lastOf = ({ acts }: { acts: readonly { act: Act }[] }, names: readonly string[]) => acts.findLast(({ act }) => names.includes(act.act))?.act
const blank = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length === 0 || value.every(blank)
    : typeof value === 'object' && value !== null
      ? blank(Object.values(value))
      : String(value ?? '').trim() === ''

/** Acts that others ask for by name or that are done once: which of them stand tells one situation from another. */
const telling = (machine: Machine): Set<string> =>
  new Set(
    Object.entries(machine.acts)
      .flatMap(([name, { after, afterAny, since, once: only }]) => [...(after ?? []), ...(afterAny ?? []), ...(since ?? []), ...(only ? [name] : [])])
      .concat(machine.next.flatMap(({ after, unless }) => [...(after ?? []), ...(unless ?? [])])),
  )

/** Every situation sound acts lead to, each once, with the sound acts that lead on. */
const situations = (machine: Machine) => {
  const counts = telling(machine)
  const groups = Object.values(machine.acts).flatMap(({ otherThan, sameAs }) => [otherThan ?? [], sameAs ?? []])
  const key = (folded: Folded): string => {
    const since = folded.acts.slice(
      Math.max(
        0,
        folded.acts.findLastIndex(({ act }) => (machine.acts[act.act]?.to ?? null) !== null),
      ),
    )
    const done = (acts: Folded['acts']) => [...new Set(acts.map(({ act }) => act.act))].filter((act) => counts.has(act)).sort()
    return JSON.stringify([
      folded.state,
      folded.acts[0]?.act.fields.type ?? '',
      done(folded.acts),
      done(since),
      groups.map((names) => lastOf(folded, names)?.party ?? ''),
    ])
  }
  const head = headOf(machine.kind)
  const found = new Map<string, { folded: Folded; leads: { name: string; party: Party; to: string }[] }>([[key(opened), { folded: opened, leads: [] }]])
  const waiting = [key(opened)]
  for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) {
    const here = found.get(from)
    if (here === undefined) continue
    for (const party of parties)
      for (const name of Object.keys(machine.acts)) {
        const usual = actOf(machine.kind, name, party, here.folded)
        for (const act of [usual, ...(otherOpenings[machine.kind]?.[name] ?? []).map((fields) => ({ ...usual, fields }))]) {
          if (whyNot(machine, head, here.folded, act) !== null) continue
          const { state, closed, acts } = fold(machine, head, [act], here.folded)
          const folded = { state, closed, acts }
          const to = key(folded)
          here.leads.push({ name, party, to })
          if (!found.has(to)) {
            found.set(to, { folded, leads: [] })
            waiting.push(to)
          }
        }
      }
  }
  return { head, found }
}

/** A life of tries: what was done, and what was refused in which situation. */
const live = (machine: Machine, tries: readonly Try[]) => {
  const head = headOf(machine.kind)
  let folded: Folded = opened
  const steps: { before: Folded; act: Act; counted: boolean }[] = []
  for (const [n, one] of tries.entries()) {
    const before = folded
    const act = tried(machine, before, one, n + 1)
    const { refused, ...after } = fold(machine, head, [act], before)
    steps.push({ before, act, counted: refused.length === 0 })
    folded = after
  }
  return { head, steps, folded }
}
const tries = (machine: Machine) => fc.array(tryArb(machine), { minLength: 1, maxLength: 80 })

describe.each(all)('%s', (kind, machine) => {
  const { head, found } = situations(machine)
  const everywhere = [...found.values()]

  it('the examples of the fixture are what the acts ask for', () => {
    expect(Object.keys(validFields[kind]).sort()).toEqual(Object.keys(machine.acts).sort())
  })

  it('reaches every state, and every act can be done by every party it names', () => {
    expect(new Set(everywhere.map(({ folded }) => folded.state))).toEqual(new Set([unopened, ...Object.keys(machine.states)]))
    const done = new Set(everywhere.flatMap(({ leads }) => leads.map(({ name, party }) => `${name} by ${party}`)))
    expect(done).toEqual(new Set(Object.entries(machine.acts).flatMap(([name, { party }]) => party.map((one) => `${name} by ${one}`))))
  })

  it('comes to an end from everywhere', () => {
    const ends = new Set([...found].flatMap(([key, { folded }]) => (folded.closed ? [key] : [])))
    for (let before = -1; before !== ends.size; ) {
      before = ends.size
      for (const [key, { leads }] of found) if (leads.some(({ to }) => ends.has(to))) ends.add(key)
    }
    expect([...found.keys()].filter((key) => !ends.has(key))).toEqual([])
  })

  it('a closed state is left by no act', () => {
    for (const [name, spec] of Object.entries(machine.acts))
      for (const from of spec.from) if (from !== unopened && machine.states[from]?.closed === true) expect(spec.to, name).toBeNull()
  })

  it('says who acts next wherever it is not closed, and what it says may be done', () => {
    for (const { folded } of everywhere) {
      const next = nextOf(machine, folded)
      if (folded.state !== unopened && !folded.closed) expect(next, JSON.stringify([folded.state, folded.acts.map(({ act }) => act.act)])).not.toEqual([])
      for (const { party, act } of next) {
        expect(actsFor(machine, folded, party)).toContain(act)
        expect(whyNot(machine, head, folded, actOf(kind, act, party, folded))).toBeNull()
      }
    }
  })

  it('is named by rules, and has clocks that a rule counts', () => {
    const named = builtInPacks.flatMap(({ rules }) => rules.flatMap(({ acts }) => acts.filter((act) => act.startsWith(`${kind}.`))))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((act) => !Object.hasOwn(machine.acts, act.slice(kind.length + 1)))).toEqual([])
    for (const { act, ruled } of machine.next) if (ruled === true) expect(named).toContain(`${kind}.${act}`)
    const rules = builtInPacks.flatMap((pack) => pack.rules.filter((rule) => rule.kind === 'deadline'))
    const events = new Set<string>(Object.values(machine.acts).flatMap((act) => [...act.events]))
    for (const duty of machine.clocks) {
      const counting = rules.filter((rule) => rule.duty === duty && rule.displaced === undefined && rule.limit !== null)
      expect(counting.length, duty).toBeGreaterThan(0)
      for (const { id, starts, ends } of counting) expect([events.has(starts), events.has(ends)], id).toEqual([true, true])
      expect(
        machine.next.some(({ clock }) => clock === duty),
        duty,
      ).toBe(true)
    }
    for (const { clock } of machine.next) if (clock !== undefined) expect(machine.clocks).toContain(clock)
  })

  it('has its words in both languages', () => {
    const words = [
      machine.words,
      ...Object.values(machine.parties),
      ...Object.values(machine.states).map((state) => state.words),
      ...Object.values(machine.acts).map((act) => act.words),
    ]
    for (const { zh, en } of words) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
    }
    const labels = Object.values(machine.states).map((state) => state.words.zh)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('the arbitrary fields are sound', () => {
    for (const [name, spec] of Object.entries(machine.acts))
      fc.assert(
        fc.property(fieldsArb(kind, name), (fields) => {
          const to = spec.answers === undefined ? {} : { to: '00000000-0000-4000-8000-000000000001' }
          const same = Object.fromEntries((spec.same ?? []).map((field) => [field, 'a'.repeat(64)]))
          expect(spec.fields.safeParse({ ...fields, ...to, ...same }).success, name).toBe(true)
        }),
        { numRuns: 20 },
      )
  })

  it('a reason is said: neither blank, nor empty, nor left out', () => {
    for (const [name, field] of Object.entries(reasons[kind] ?? {})) {
      const spec = machine.acts[name]
      const same = Object.fromEntries((spec?.same ?? []).map((one) => [one, 'a'.repeat(64)]))
      const fields: Act['fields'] = { ...validFields[kind][name], ...(spec?.answers === undefined ? {} : { to: uuidOf(1) }), ...same }
      const { [field]: _, ...silent } = fields
      expect(spec?.fields.safeParse(fields).success, name).toBe(true)
      for (const blank of ['', ' ', [], null]) expect(spec?.fields.safeParse({ ...fields, [field]: blank }).success, `${name} ${field}`).toBe(false)
      expect(spec?.fields.safeParse(silent).success, name).toBe(false)
    }
  })

  it('no path skips a reason, a consent, a paper or a once, and nobody judges its own act', () => {
    let counted = 0
    fc.assert(
      fc.property(tries(machine), (of) => {
        for (const { before, act, counted: did } of live(machine, of).steps) {
          if (!did) continue
          counted += 1
          const reason = reasons[kind]?.[act.act]
          if (reason !== undefined) expect(blank(act.fields[reason]), act.act).toBe(false)
          const asked = new Set([...(consents[kind]?.[act.act] ?? []), ...(machine.acts[act.act]?.needs ?? [])])
          for (const need of asked) {
            const by = act.consents.find((consent) => consent.need === need)?.by
            expect(by, `${act.act} ${need}`).toBeDefined()
            expect(by?.replaceAll(/\s/g, '')).not.toBe(act.officer.replaceAll(/\s/g, ''))
          }
          if (papers[kind]?.includes(act.act)) expect(act.papers.length).toBeGreaterThan(0)
          if (once[kind]?.includes(act.act)) expect(lastOf(before, [act.act])).toBeUndefined()
          for (const names of [judged[kind]?.[act.act] ?? []]) expect(lastOf(before, names)?.party, act.act).not.toBe(act.party)
          if (machine.acts[act.act]?.answers !== undefined) expect(before.acts.some(({ act: earlier }) => earlier.id === act.fields.to)).toBe(true)
        }
      }),
      runs,
    )
    expect(counted).toBeGreaterThan(kind === 'need' || kind === 'incident' ? 120 : 300)
  })

  it('what is wrong with a try is found, whatever came before', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(tries(machine), (of) => {
        for (const [n, { before, act, counted: did }] of live(machine, of).steps.entries()) {
          const why = whyNot(machine, head, before, act)
          expect(did).toBe(why === null)
          const spec = machine.acts[act.act]
          const flaw = of[n]?.flaw
          if (why !== null) seen.add(why.code)
          const spoilt =
            flaw === 'extra' ||
            (flaw === 'otherAct' && spec?.answers !== undefined) ||
            (flaw === 'otherDigest' && spec?.same !== undefined) ||
            (flaw === 'noPaper' && spec?.paper === true) ||
            ((flaw === 'noConsent' || flaw === 'selfConsent') && (spec?.needs.length ?? 0) > 0)
          if (spoilt) expect(why, `${act.act} ${flaw}`).not.toBeNull()
        }
      }),
      runs,
    )
    expect(seen.size).toBeGreaterThan(2)
  })

  it('folds part by part as in one', () => {
    fc.assert(
      fc.property(tries(machine), fc.nat(80), (of, cut) => {
        const { steps } = live(machine, of)
        const acts = steps.map(({ act }) => act)
        const at = cut % (acts.length + 1)
        const whole = fold(machine, head, acts)
        const first = fold(machine, head, acts.slice(0, at))
        const second = fold(machine, head, acts.slice(at), first)
        expect({ ...second, refused: [...first.refused, ...second.refused] }).toEqual(whole)
        expect(whole.acts.length + whole.refused.length).toBe(acts.length)
      }),
      runs,
    )
  })

  it('what was refused changes nothing, in whatever order it came', () => {
    fc.assert(
      fc.property(tries(machine), fc.array(fc.nat(), { maxLength: 20 }), (of, places) => {
        const { steps, folded } = live(machine, of)
        const counted = steps.filter((step) => step.counted).map(({ act }) => act)
        expect(fold(machine, head, counted).refused).toEqual([])
        // Unknown acts, and those nobody may do in any state, put anywhere.
        const noise = places.map(
          (_, n): Act => ({ ...actOf(kind, Object.keys(machine.acts)[0] ?? '', 'applicant'), act: n % 2 === 0 ? 'forged' : '__proto__' }),
        )
        const mixed = [...counted]
        for (const [n, place] of places.entries()) mixed.splice(place % (mixed.length + 1), 0, noise[n] as Act)
        const { refused, ...left } = fold(machine, head, mixed)
        expect(left).toEqual(folded)
        expect(refused.length).toBe(places.length)
      }),
      runs,
    )
  })
})

describe('what the machines did not hold to before', () => {
  const direct = headOf('request')
  it('a second suspension is lifted by a second rectification only', () => {
    const twice = lived('request', direct, ['obtainDirect', 'suspend', 'rectify', 'resume', 'suspend'])
    expect(whyNot(machines.request, direct, twice, actOf('request', 'resume', 'respondent', twice))?.code).toBe('case.tooEarly')
    expect(nextOf(machines.request, twice).map(({ act }) => act)).toEqual(['rectify'])
  })

  it('consent to publication delivers nothing and starts no time for delivery; data are not granted by it', () => {
    const head = headOf('request', { shareType: '有条件共享' })
    const [fields] = otherOpenings.request?.apply ?? []
    const asked = lived('request', head, [{ name: 'apply', more: { fields: fields ?? {} } }])
    expect(nextOf(machines.request, asked).map(({ act, clock }) => [act, clock])).toEqual([['consentUse', 'request.reply']])
    expect(whyNot(machines.request, head, asked, actOf('request', 'grant', 'respondent', asked))?.code).toBe('case.notThisType')
    const plain = lived('request', head, ['apply'])
    expect(whyNot(machines.request, head, plain, actOf('request', 'consentUse', 'respondent', plain))?.code).toBe('case.notThisType')
    const toNobody = actOf('request', 'apply', 'applicant', opened, { fields: { ...otherOpenings.request?.apply?.[1], receiver: ' ' } })
    expect(whyNot(machines.request, head, opened, toNobody)).toEqual({ code: 'case.fieldsWrong', detail: 'receiver' })
  })

  it('only the unconditional is taken without an answer', () => {
    const conditional = headOf('request', { shareType: '有条件共享' })
    expect(whyNot(machines.request, conditional, opened, actOf('request', 'obtainDirect', 'applicant'))?.code).toBe('case.notThisType')
  })

  it("nobody takes back the other side's signature, accepts another text or signs another", () => {
    const head = headOf('agreement')
    const half = lived('agreement', head, ['propose', { name: 'accept', by: 'respondent' }, { name: 'sign', by: 'respondent' }])
    expect(whyNot(machines.agreement, head, half, actOf('agreement', 'unsign', 'applicant', half))?.code).toBe('case.notYourAct')
    expect(whyNot(machines.agreement, head, half, actOf('agreement', 'unsign', 'respondent', half))).toBeNull()
    const other = actOf('agreement', 'countersign', 'applicant', half)
    expect(whyNot(machines.agreement, head, half, { ...other, fields: { ...other.fields, sha256: 'b'.repeat(64) } })?.code).toBe('case.notTheLast')
  })

  it('a copy of the refusal is owed until it is sent, and then no more', () => {
    const closed = lived('request', headOf('request', { shareType: '有条件共享' }), ['apply', 'refuse', 'close'])
    expect(nextOf(machines.request, closed).map(({ act }) => act)).toEqual(['copyRefusal'])
    const sent = lived('request', headOf('request', { shareType: '有条件共享' }), ['apply', 'refuse', 'copyRefusal', 'close'])
    expect(nextOf(machines.request, sent)).toEqual([])
  })

  it('papers that are missing do not stop the duty to reply', () => {
    const waiting = lived('request', headOf('request', { shareType: '有条件共享' }), ['apply', 'noticeMissing'])
    expect(nextOf(machines.request, waiting).map(({ party, act, clock }) => [party, act, clock])).toEqual([
      ['respondent', 'grant', 'request.reply'],
      ['applicant', 'complete', null],
    ])
  })
})
