const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const sha256 = /^[0-9a-f]{64}$/

/** Numbers of entries and digests of papers, one a line, blank lines left out; `wrongLine` (from 1) is the first that is neither. */
export const readIds = (text: string): { ids: string[]; digests: string[]; wrongLine: number | null } => {
  const lines = text.split('\n').map((line) => line.trim().toLowerCase())
  const wrong = lines.findIndex((line) => line !== '' && !uuid.test(line) && !sha256.test(line))
  return {
    ids: [...new Set(lines.filter((line) => uuid.test(line)))],
    digests: [...new Set(lines.filter((line) => sha256.test(line)))],
    wrongLine: wrong < 0 ? null : wrong + 1,
  }
}
