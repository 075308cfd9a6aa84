import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** What a parent shows on its standard error while a task of its dies of a message it does not understand. */
const shown = (more: Record<string, string>): string => {
  const script = `const { startNodeTask } = await import(${JSON.stringify(new URL('./node.ts', import.meta.url).href)})
    const task = startNodeTask('no such task')
    task.onExit((code) => process.exit(code === 0 ? 1 : 0))`
  const { MULU_TASK_STDERR: _, ...env } = process.env
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...env, ...more }, encoding: 'utf8' })
  expect(status).toBe(0)
  return stderr
}

test('what a task prints is shown to nobody unless asked for', () => {
  expect(shown({})).toBe('')
  expect(shown({ MULU_TASK_STDERR: '1' })).not.toBe('')
})
