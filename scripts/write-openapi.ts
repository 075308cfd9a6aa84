import { writeFileSync } from 'node:fs'
import { openapiText } from './openapi.ts'

writeFileSync('shared/platform-api/openapi.yaml', openapiText())
