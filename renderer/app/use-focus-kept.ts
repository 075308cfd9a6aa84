import { useEffect } from 'react'

const dialogues = '[role="dialog"], [role="menu"]'
const dialogueOf = ({ target }: Event): Element | null => (target instanceof Element ? target.closest(dialogues) : null)

/**
 * Once a dialogue is gone, the focus goes back to where it was before: in the one below it, or on the page. Mantine remembers who
 * had it only for a dialogue that is mounted before it opens; ours are mounted for as long as they are open.
 */
export const useFocusKept = (): void => {
  useEffect(() => {
    const heldIn = new WeakMap<Element, HTMLElement>()
    let outside: HTMLElement | null = null
    let lent = false
    const note = (event: FocusEvent) => {
      if (!(event.target instanceof HTMLElement)) return
      const dialogue = dialogueOf(event)
      lent = dialogue !== null
      if (dialogue === null) outside = event.target
      else heldIn.set(dialogue, event.target)
    }
    // Whoever points elsewhere has left it behind.
    const leave = (event: PointerEvent) => {
      if (dialogueOf(event) === null) lent = false
    }
    const giveBack = () => {
      if (!lent || document.activeElement !== document.body) return
      const open = [...document.querySelectorAll(dialogues)].at(-1)
      const to = open === undefined ? outside : heldIn.get(open)
      if (to?.isConnected === true) to.focus({ preventScroll: true })
    }
    const watching = new MutationObserver(giveBack)
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', leave)
    watching.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', leave)
      watching.disconnect()
    }
  }, [])
}
