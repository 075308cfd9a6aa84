import { type EntryContent, type EntryPatch, emptyContent } from '../../../../shared/catalogue.ts'
import { applyPatch } from '../../../../shared/changes.ts'
import { judgeBases } from '../../../../shared/checks/basis.ts'
import { conflictWords, knownAnswer, proposeShareType, questionsOf, type ShareAnswers } from '../../../../shared/checks/share-type.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import { type Cited, cite } from '../../../../shared/regulations/cited.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import type { ReaderHandlers } from '../../context.ts'
import type { ReadDb } from '../../db/open.ts'
import { packsOn } from '../../rules/view-handlers.ts'
import { knownEntry } from '../view-handlers.ts'

const contentOf = (db: ReadDb, id: string | undefined, patch: EntryPatch = {}): EntryContent =>
  applyPatch(id === undefined ? emptyContent() : knownEntry(db, id).content, patch)

const citedRules = (set: PackSet, ids: Iterable<string>): Cited[] => {
  const wanted = new Set(ids)
  return set.rules.filter(({ rule }) => wanted.has(rule.id)).map(cite)
}

export const sharingViewHandlers: Pick<ReaderHandlers, 'catalogue.proposeShareType' | 'catalogue.explainBasis'> = {
  'catalogue.proposeShareType': ({ id, content: patch, answers, on }, { db, now }) => {
    const set = packsOn(db, on ?? dayInChina(now().toISOString()))
    const content = contentOf(db, id, patch)
    const asked = questionsOf(set).map((row) => ({ row, known: knownAnswer(set, row, content) }))
    const given: Record<string, ShareAnswers[string]> = {}
    for (const { row, known } of asked) given[row.rule.id] = answers[row.rule.id] ?? known ?? undefined
    const proposal = proposeShareType(set, content, given)
    const questions = asked.map(({ row: { rule }, known }) => ({
      rule: rule.id,
      question: rule.question,
      hint: rule.hint ?? null,
      answer: given[rule.id] ?? null,
      fromEntry: answers[rule.id] === undefined && known !== null,
      proposes: rule.yes.proposes ?? null,
      bars: rule.yes.bars,
      why: rule.yes.why,
    }))
    const named = [...questions.map(({ rule }) => rule), ...proposal.fill.flatMap(({ rules }) => rules), ...proposal.agreements]
    return {
      on: set.on,
      questions,
      proposal: { ...proposal, conflicts: proposal.conflicts.map((conflict) => ({ ...conflict, says: conflictWords[conflict.kind] })) },
      cited: citedRules(set, named),
    }
  },

  'catalogue.explainBasis': ({ id, bases, on }, { db, now }) => {
    const set = packsOn(db, on ?? dayInChina(now().toISOString()))
    const judged = judgeBases(set, bases ?? contentOf(db, id).shareBasis)
    return {
      on: set.on,
      bases: judged.bases.map(({ basis: { quotation: _, ...basis }, lacks, accepted, refused }) => ({ ...basis, lacks, accepted, refused })),
      accepted: judged.all.accepted,
      rejustify: judged.rejustify,
      rules: judged.all.rules.map(({ row, accepts, accepted }) => ({ ...cite(row), accepts: [...accepts], accepted })),
      lost: judged.all.lost.map(({ pack, standing }) => ({ pack: pack.id, title: pack.title, standing })),
    }
  },
}
