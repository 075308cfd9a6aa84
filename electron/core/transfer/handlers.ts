import { refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { exportCatalogue, writeEmptyTemplate } from './export.ts'
import { importSheet } from './import.ts'
import { inspectFile } from './inspect.ts'
import { checkMapping } from './layout.ts'
import { keepMapping } from './mappings.ts'
import { loadSample } from './sample.ts'

export const transferHandlers: Pick<
  VaultHandlers,
  'catalogue.inspectFile' | 'catalogue.import' | 'catalogue.export' | 'catalogue.template' | 'catalogue.saveMapping' | 'catalogue.sample'
> = {
  'catalogue.inspectFile': inspectFile,
  'catalogue.import': importSheet,
  'catalogue.export': exportCatalogue,
  'catalogue.template': writeEmptyTemplate,
  'catalogue.sample': loadSample,

  'catalogue.saveMapping': ({ name, mapping }, context) => {
    refuseMarks({ name, mapping })
    checkMapping(mapping)
    const savedAt = context.ports.now().toISOString()
    context.commit(
      () => {
        keepMapping(context.db, { name, mapping, savedAt })
      },
      () => ({ entity: 'mapping', digest: sha256Hex(JSON.stringify({ name, mapping })) }),
    )
    return {}
  },
}
