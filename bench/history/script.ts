/**
 * A history of an agency as plain JSON: what happened, in the order it was recorded. It can be played onto a vault
 * (play.ts) and counted by hand (reading/): the two know nothing of each other but these types.
 */

export type Party = 'applicant' | 'respondent' | 'department'
export type CaseKind = 'request' | 'dispute' | 'correction' | 'agreement' | 'complaint' | 'need' | 'incident'
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type Fields = Readonly<Record<string, Json>>

/** Entries and cases are called by a name of the script's own; ids come from the vault it is played onto. */
export type Happened =
  | { do: 'enter'; entry: string; content: Fields; others: boolean }
  | { do: 'edit'; entry: string; patch: Fields }
  | { do: 'delete' | 'undelete' | 'check' | 'assess' | 'agree'; entries: readonly string[] }
  /** The department's answer; `when` is its time. */
  | {
      do: 'answer'
      what: 'submitted' | 'returned' | 'published' | 'withdrawn'
      entries: readonly string[]
      when: string
      number: string
      publishedOn: string | null
    }
  /** Law, duty or data changed: tasks are opened on the entries. */
  | { do: 'change'; change: string; kind: 'law' | 'duty' | 'data'; level: string; title: string; on: string; entries: readonly string[] }
  | { do: 'extend'; change: string; entries: readonly string[]; consentedOn: string; number: string }
  | { do: 'close'; change: string; task: 'update' | 'refresh'; entries: readonly string[]; on: string; with: 'version' | 'notNeeded' }
  | { do: 'refresh'; entries: readonly string[]; on: string }
  | {
      do: 'open'
      case: string
      kind: CaseKind
      title: string
      other: string
      as: Party
      shareType: string
      sensitive: readonly string[]
      refers: string | null
    }
  /** An act that counts; `when` is a moment, or a day where only a day is known. `entry`: the resource it is about. */
  | {
      do: 'act'
      case: string
      act: string
      party: Party
      when: string
      source: '平台' | '平台清单' | '收文登记' | '交接单' | '本单位登记' | '电话'
      ruling: string
      fields: Fields
      entry: string | null
      /** Of an agreement: what its text says; `renews` names the one it takes the place of. */
      text: { from: string; until: string; renews: string | null } | null
    }
  /** Written and never sent: counts nowhere. */
  | { do: 'draft'; case: string; act: string; fields: Fields }
  | { do: 'seal'; case: string }

export type ScriptEvent = { at: string } & Happened
export type Script = {
  seed: number
  agency: string
  region: string
  regulations: readonly string[]
  /** The first and the last day on which anything is recorded. */
  from: string
  until: string
  events: readonly ScriptEvent[]
}
