import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tableId } from './EntryTable.tsx'
import { ask, type List } from './search.ts'
import { useList, useListState } from './use-list.ts'

/** To mark what letters found; large, so only for those who type them. */
const loadPinyin = async ({ store }: List): Promise<void> => {
  const { match } = await import('pinyin-pro')
  store.setState({ pinyin: (line, word) => match(line, word, { continuous: true }) })
}

/** Searches at every key. Half-typed pinyin of an input method is not searched for before its characters stand. */
export const SearchBox = ({ onOpenFirst }: { onOpenFirst(): void }) => {
  const { t } = useTranslation()
  const list = useList()
  const text = useListState((state) => state.text)
  const [composing, setComposing] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const search = (typed: string) => {
    setComposing(null)
    void ask(list, { text: typed.slice(0, 200) })
    if (/[a-z]/i.test(typed) && list.store.getState().pinyin === null) void loadPinyin(list)
  }
  const clear = () => {
    search('')
    input.current?.focus()
  }
  useHotkeys([
    [
      '/',
      () => {
        input.current?.focus()
        input.current?.select()
      },
    ],
  ])
  return (
    <TextInput
      ref={input}
      role="searchbox"
      aria-label={t('catalogue.list.search')}
      placeholder={t('catalogue.list.placeholder')}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={text === '' ? <Kbd size="xs">/</Kbd> : <CloseButton size="sm" aria-label={t('catalogue.list.clearText')} onClick={clear} />}
      value={composing ?? text}
      flex={1}
      miw={160}
      maw={460}
      onChange={(event) => {
        const typed = event.currentTarget.value
        if ((event.nativeEvent as InputEvent).isComposing) setComposing(typed)
        else search(typed)
      }}
      onCompositionEnd={(event) => search(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'ArrowDown') document.getElementById(tableId)?.focus()
        else if (event.key === 'Enter') onOpenFirst()
        else if (event.key === 'Escape' && text !== '') search('')
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
