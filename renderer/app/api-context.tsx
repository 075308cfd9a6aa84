import { createContext, type ReactNode, useContext } from 'react'
import type { ScreenApi } from '../../shared/contract.ts'

const ApiContext = createContext<ScreenApi | null>(null)

export const ApiProvider = ({ api, children }: { api: ScreenApi; children: ReactNode }) => <ApiContext value={api}>{children}</ApiContext>

/** The core's calls and events, and the host's file dialogs. */
export const useApi = (): ScreenApi => {
  const api = useContext(ApiContext)
  if (api === null) throw new Error('ApiProvider is missing')
  return api
}
