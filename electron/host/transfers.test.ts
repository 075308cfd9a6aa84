import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createTransfers } from './transfers.ts'

test('of one choice come several downloads, each told once and by its own name', async () => {
  const transfers = await createTransfers()
  try {
    const { handle } = transfers.place('J1.txt')
    for (const volume of [1, 2]) {
      const file = await transfers.files.write(handle, (chosen) => chosen.replace('.txt', `-${volume}of2.txt`))
      writeFileSync(file.path, `volume ${volume}`)
      await file.done()
    }
    const dropped = await transfers.files.write(handle, (chosen) => `${chosen}.spool`)
    writeFileSync(dropped.path, 'half')
    await dropped.discard()
    const told = transfers.finishedBy({ file: handle })
    expect(told.map(({ name }) => name)).toEqual(['J1-1of2.txt', 'J1-2of2.txt'])
    expect(transfers.finishedBy({ file: handle })).toEqual([])
    const taken = await transfers.take(told[1]?.handle ?? '')
    expect(taken?.name).toBe('J1-2of2.txt')
    expect(readFileSync(taken?.path ?? '', 'utf8')).toBe('volume 2')
    await taken?.sent()
    await expect(transfers.files.write('unknown', (chosen) => chosen)).rejects.toMatchObject({ failure: { code: 'file.unknownHandle' } })
  } finally {
    await transfers.close()
  }
})
