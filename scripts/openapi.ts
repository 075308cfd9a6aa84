import { stringify } from 'yaml'
import { openapi } from '../shared/platform-api/openapi.ts'

/** The contract with a platform, for those who build one, as shared/platform-api/openapi.yaml. */
export const openapiText = (): string =>
  `# Written from shared/platform-api/schemas.ts by npm run openapi.\n${stringify(openapi(), { lineWidth: 160, aliasDuplicateObjects: false })}`
