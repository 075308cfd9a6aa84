import type { TextFinding } from '../../../../shared/contract/agreements.ts'

const grave = { error: 0, warning: 1, info: 2 } as const

export const gravestFirst = (findings: readonly TextFinding[]): TextFinding[] => [...findings].sort((a, b) => grave[a.severity] - grave[b.severity])
