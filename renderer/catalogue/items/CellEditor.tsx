import { Popover } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './grid.module.css'

type Props = {
  /** What a screen reader says: where the cell is and what it holds. */
  label: string
  text: string
  /** Words to choose from; others may be typed. */
  choices: readonly string[]
  gloss(word: string): string
  max: number
  /** Alt+Enter breaks the line. */
  tall: boolean
  readOnly: boolean
  wantsFocus: RefObject<boolean>
  /** Set while something is typed that is not written yet: whoever takes the cell away calls it first. */
  pending: RefObject<(() => void) | null>
  onCommit(text: string): void
  onMove(rows: number, cells: number): void
}

/**
 * The text box of the cell the keyboard is on. At rest it is there but cannot be seen, so that a key or an input
 * method starts right in it: `over` replaces what stood there and any arrow leaves, `inside` (F2, Enter, double
 * click) edits it.
 */
export const CellEditor = ({ label, text, choices, gloss, max, tall, readOnly, wantsFocus, pending, onCommit, onMove }: Props) => {
  const [mode, setMode] = useState<'rest' | 'over' | 'inside'>('rest')
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const editing = mode !== 'rest'
  const search = typed.trim().toLowerCase()
  const found = choices.includes(typed) || search === '' ? choices : choices.filter((word) => `${word} ${gloss(word)}`.toLowerCase().includes(search))
  const listed = editing && found.length > 0

  useLayoutEffect(() => {
    if (wantsFocus.current) box.current?.focus({ preventScroll: true })
  }, [wantsFocus])

  const leave = () => {
    setMode('rest')
    setTyped('')
    setAt(-1)
    if (box.current !== null) box.current.value = ''
    pending.current = null
  }
  const commit = (word?: string) => {
    const written = word ?? box.current?.value ?? ''
    leave()
    onCommit(written)
  }
  const begin = (how: 'over' | 'inside') => {
    if (readOnly || editing) return
    setMode(how)
    pending.current = () => commit()
    if (how === 'over' || box.current === null) return
    box.current.value = text
    box.current.setSelectionRange(text.length, text.length)
    setTyped(text)
    setAt(choices.indexOf(text))
  }
  const read = () => {
    const value = box.current?.value ?? ''
    setTyped(value)
    setAt(value.trim() === '' || choices.length === 0 ? -1 : 0)
  }
  const commitAndMove = (rows: number, cells: number) => {
    commit(listed && at >= 0 ? found[at] : undefined)
    onMove(rows, cells)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      event.stopPropagation()
      return
    }
    if (!editing) {
      const opens = event.key === 'F2' || event.key === 'Enter' || (event.key === 'ArrowDown' && event.altKey && choices.length > 0)
      if (!opens || readOnly) return
      begin('inside')
      event.preventDefault()
      event.stopPropagation()
      return
    }
    event.stopPropagation()
    const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
    const arrow = arrows[event.key]
    if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && event.altKey && tall) {
      box.current?.setRangeText('\n', box.current.selectionStart, box.current.selectionEnd, 'end')
    } else if (event.key === 'Enter') commitAndMove(event.shiftKey ? -1 : 1, 0)
    else if (event.key === 'Tab') commitAndMove(0, event.shiftKey ? -1 : 1)
    else if (arrow !== undefined && arrow[0] !== 0 && listed) setAt(Math.max(-1, Math.min(found.length - 1, at + arrow[0])))
    else if (arrow !== undefined && mode === 'over') commitAndMove(...arrow)
    else return
    event.preventDefault()
  }

  return (
    <Popover
      opened={listed}
      position="bottom-start"
      offset={1}
      shadow="md"
      trapFocus={false}
      returnFocus={false}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <textarea
          ref={box}
          rows={1}
          className={styles.editor}
          data-editing={editing || undefined}
          data-tall={(editing && tall) || undefined}
          aria-label={label}
          aria-readonly={readOnly}
          maxLength={max}
          spellCheck={false}
          {...(choices.length > 0
            ? {
                role: 'combobox',
                'aria-expanded': listed,
                'aria-controls': list,
                'aria-autocomplete': 'list' as const,
                ...(at >= 0 ? { 'aria-activedescendant': `${list}-${at}` } : {}),
              }
            : {})}
          readOnly={readOnly}
          onCompositionStart={() => begin('over')}
          onInput={() => {
            begin('over')
            read()
          }}
          onDoubleClick={() => begin('inside')}
          onBlur={() => {
            if (editing) commit()
          }}
          onKeyDown={onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox */}
        <ul id={list} role="listbox" className={styles.options} aria-label={label}>
          {found.map((word, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the text box
            <li
              key={word}
              id={`${list}-${index}`}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of a combobox
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className={styles.option}
              data-at={index === at || undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                commit(word)
                onMove(1, 0)
              }}
            >
              {word}
              <span className={styles.hint}>{gloss(word)}</span>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
