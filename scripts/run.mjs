// Runs one of our TypeScript files on Node 24, whatever `node` the shell found: node scripts/run.mjs FILE [arguments].
// Plain JavaScript, because older Node versions must get as far as the sentence below.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const wanted = 24
const [file, ...rest] = process.argv.slice(2)
// What was stripped of its types and compiled once is not compiled again: every copy has a reading thread and helping processes.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  process.argv.splice(1, 2, fileURLToPath(pathToFileURL(file)))
  nodeModule.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  await import(pathToFileURL(file).href)
} else {
  const own = fileURLToPath(new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url))
  if (existsSync(own)) {
    process.exitCode = spawnSync(own, [file, ...rest], { stdio: 'inherit' }).status ?? 1
  } else {
    const sentence = `Mulu runs on Node ${wanted}; this is ${process.version}. Run "npm ci" first: it brings Node ${wanted} along.`
    // The command line replies in JSON, whatever happens (decisions C2).
    if (file.endsWith('cli.ts')) process.stdout.write(`${JSON.stringify({ ok: false, error: { code: 'call.failed', message: sentence } })}\n`)
    process.stderr.write(`${sentence}\n`)
    process.stderr.write(`目录需要 Node ${wanted}，当前是 ${process.version}。请先运行 npm ci，它会带来 Node ${wanted}。\n`)
    process.exitCode = 1
  }
}
