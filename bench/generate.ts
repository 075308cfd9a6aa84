import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fillVault, makeVault } from './vault.ts'

// node bench/generate.ts --out FOLDER [--entries 100000] [--items 8] [--cipher sqlcipher|aegis]
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    entries: { type: 'string', default: '100000' },
    items: { type: 'string', default: '8' },
    cipher: { type: 'string', default: 'sqlcipher' },
  },
})
if (values.out === undefined || existsSync(values.out)) throw new Error('--out FOLDER, which must not be there yet')
if (values.cipher !== 'sqlcipher' && values.cipher !== 'aegis') throw new Error('--cipher sqlcipher or aegis')
const start = performance.now()
const location = await makeVault(values.out, values.cipher)
await fillVault(location, Number(values.entries), Number(values.items), (done) => {
  process.stderr.write(`\r${done} entries, ${((performance.now() - start) / 1000).toFixed(0)} s`)
})
process.stderr.write('\n')
process.stdout.write(`${JSON.stringify(location)}\n`)
