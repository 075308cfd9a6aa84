import { law, wholeText } from '../../shared/agreements/agreements.fixture.ts'
import { type AgreementText, canonicalAgreement } from '../../shared/cases/agreement-text.ts'
import type { ScriptEvent } from './script.ts'

type Said = NonNullable<Extract<ScriptEvent, { do: 'act' }>['text']>

const texts = new Map<string, AgreementText>()
/** By the law of that day: a text is found without an error by the rules it was written under. */
const ofDay = (day: string): AgreementText => {
  const known = texts.get(day) ?? wholeText(law(day, 'NB-171'))
  texts.set(day, known)
  return known
}

/** The text of an agreement between these two, and for how long it binds. */
export const agreementText = (day: string, { from, until, renews }: Said, provider: string, user: string, renewed: string | null) => {
  const base = ofDay(day)
  const text: AgreementText = {
    ...base,
    head: { ...base.head, kind: renews === null ? '新签' : '续签', renews: renewed, title: `${user}使用${provider}数据安全保密协议`, requests: [] },
    parties: { ...base.parties, provider: { ...base.parties.provider, name: provider }, user: { ...base.parties.user, name: user } },
    purpose: { ...base.purpose, from, until },
    validity: { ...base.validity, from, until },
  }
  return JSON.parse(canonicalAgreement(text)) as Record<string, never>
}
