import './sheet.css'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/**
 * A sheet of paper: what stands in it is what `window.print()` prints, and nothing else is. It hangs beside the
 * application's root, which the print style hides while a sheet is there.
 */
export const PrintSheet = ({ children }: { children: ReactNode }) => createPortal(<div className="mulu-sheet mulu-paper">{children}</div>, document.body)
