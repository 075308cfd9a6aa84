import { askSecrecy } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { writePaper } from '../documents/write-paper.ts'
import { paperOfRound } from './paper.ts'
import { sign, signPaper, signPreview, verify } from './signed.ts'

type Calls = 'agreement.render' | 'agreement.signPreview' | 'agreement.signPaper' | 'agreement.sign' | 'agreement.verify'

export const agreementHandlers: Pick<VaultHandlers, Calls> = {
  'agreement.signPreview': signPreview,
  'agreement.signPaper': signPaper,
  'agreement.sign': sign,
  'agreement.verify': verify,

  'agreement.render': async ({ file, format, purpose, secrecy, ...asked }, context) => {
    askSecrecy(secrecy)
    const { model } = paperOfRound(context.db, context.ports.now().toISOString(), asked)
    return writePaper(model, { name: asked.paper, format, file, purpose }, context)
  },
}
