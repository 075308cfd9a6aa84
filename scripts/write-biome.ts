import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { biomeConfig } from './arrows.ts'

writeFileSync('biome.json', JSON.stringify(biomeConfig(), null, 2))
spawnSync('biome', ['format', '--write', 'biome.json'], { stdio: 'inherit' })
