import { expect, test } from 'vitest'
import type { TaskProcess } from '../ports.ts'
import { startNodeTask } from '../tasks/node.ts'
import { createDeriver } from './deriver.ts'
import { deriveFromPassphrase, kdfFloor } from './kdf.ts'

/** Real processes, counted. */
const counting = () => {
  const started: TaskProcess[] = []
  let ended = 0
  return {
    startTask: (name: 'kdf') => {
      const task = startNodeTask(name)
      started.push(task)
      task.onExit(() => {
        ended++
      })
      return task
    },
    started: () => started.length,
    ended: async (count: number) => {
      while (ended < count) await new Promise((resolve) => setTimeout(resolve, 10))
    },
  }
}
const salt = Buffer.alloc(16, 7)

test('a key is derived in a process of its own that ends, the one prepared before if there is one', async () => {
  const tasks = counting()
  const deriver = createDeriver(tasks.startTask)
  deriver.prepare()
  deriver.prepare()
  expect(tasks.started()).toBe(1)
  const key = await deriver.derive('passphrase', salt, kdfFloor)
  expect(key.equals(await deriveFromPassphrase('passphrase', salt, kdfFloor))).toBe(true)
  expect(tasks.started()).toBe(1)
  await tasks.ended(1)
  await deriver.derive('passphrase', salt, kdfFloor)
  expect(tasks.started()).toBe(2)
  deriver.prepare()
  deriver.end()
  await tasks.ended(3)
})

test('a process that dies is an error, not a wait without end', async () => {
  const tasks = counting()
  const deriver = createDeriver((name) => {
    const task = tasks.startTask(name)
    setTimeout(task.kill, 20)
    return task
  })
  await expect(deriver.derive('passphrase', salt, { ...kdfFloor, iterations: 60 })).rejects.toThrow('ended early')
})

test('calibration never goes below the floor', async () => {
  const { memoryKiB, iterations } = await createDeriver(startNodeTask).calibrate(0.3)
  expect(memoryKiB).toBeGreaterThanOrEqual(kdfFloor.memoryKiB)
  expect(iterations).toBeGreaterThanOrEqual(1)
})
