import { writeFileSync } from 'node:fs'
import { notices } from './notices.ts'

writeFileSync('THIRD-PARTY-NOTICES.md', notices())
