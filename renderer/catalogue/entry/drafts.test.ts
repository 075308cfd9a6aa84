import { beforeEach, describe, expect, test } from 'vitest'
import { createStore, type StoreApi } from 'zustand'
import { type Entry, emptyContent, noStanding } from '../../../shared/catalogue.ts'
import { setCell, undo } from '../items/sheet.ts'
import { type DraftsState, draftsRecipe, isDirty, newKey } from './drafts.ts'

const id = '0b0e9a3e-7c1d-4a53-9b43-3d9a4d5f8a01'
const itemId = '0b0e9a3e-7c1d-4a53-9b43-3d9a4d5f8a02'
const entry = (version: number, title: string): Entry => ({
  id,
  version,
  status: 'draft',
  createdAt: '2026-11-22T00:00:00.000Z',
  updatedAt: '2026-11-22T00:00:00.000Z',
  updatedBy: '李敏',
  deletedAt: null,
  imported: false,
  standing: noStanding,
  content: { ...emptyContent(), title },
})

let store: StoreApi<DraftsState>
const draft = (key = id) => store.getState().drafts.get(key)
const dirty = (key = id) => {
  const found = draft(key)
  return found !== undefined && isDirty(found)
}

beforeEach(() => {
  store = createStore(draftsRecipe)
  store.getState().opened(entry(1, '人口'), [])
})

describe('unsaved edits', () => {
  test('survive opening other entries, and reading the same entry again', () => {
    store.getState().edit(id, { title: '常住人口' })
    store.getState().keepOnly('another')
    store.getState().opened(entry(2, '别人改的'), [])
    expect(draft()).toMatchObject({ content: { title: '常住人口' }, base: { title: '人口' }, entry: { version: 1 } })
  })

  test('are gone once discarded, and a clean entry is forgotten when it is left', () => {
    store.getState().edit(id, { title: '常住人口' })
    store.getState().discard(id)
    expect(dirty()).toBe(false)
    store.getState().keepOnly('another')
    expect(draft()).toBeUndefined()
  })

  test('typed back to what was there are none', () => {
    store.getState().edit(id, { title: '常住人口' })
    store.getState().edit(id, { title: '人口' })
    expect(dirty()).toBe(false)
  })

  test('of items go through the sheet, which can undo them', () => {
    store.getState().editItems(id, (sheet) => setCell(sheet, { row: 0, column: 0 }, '姓名', () => itemId))
    expect(draft()?.content.items.map(({ name }) => name)).toEqual(['姓名'])
    expect(draft()?.sheet.past.length).toBe(1)
    expect(dirty()).toBe(true)
  })
})

describe('a save', () => {
  test('makes what was sent the base; what was typed meanwhile stays unsaved', () => {
    store.getState().edit(id, { title: '常住人口' })
    const sent = draft()?.content ?? emptyContent()
    store.getState().edit(id, { abstract: '保存时又写的' })
    store.getState().saved(id, sent, { ...entry(2, '常住人口'), content: sent }, [])
    expect(draft()).toMatchObject({ entry: { version: 2 }, base: { title: '常住人口', abstract: '' }, content: { abstract: '保存时又写的' } })
    expect(dirty()).toBe(true)
  })

  test('leaves the undo of the items alone, also when the entry is read again', () => {
    store.getState().editItems(id, (sheet) => setCell(sheet, { row: 0, column: 0 }, '姓名', () => itemId))
    const sent = draft()?.content ?? emptyContent()
    const after = { ...entry(2, '人口'), content: structuredClone(sent) }
    store.getState().saved(id, sent, after, [])
    store.getState().opened(after, [])
    expect(dirty()).toBe(false)
    store.getState().editItems(id, undo)
    expect(draft()?.content.items).toEqual([])
    expect(dirty()).toBe(true)
  })

  test('of a new entry moves it to its own id', () => {
    store.getState().begin(emptyContent())
    store.getState().edit(newKey, { title: '新' })
    store.getState().begin(emptyContent())
    const sent = draft(newKey)?.content ?? emptyContent()
    expect(sent.title).toBe('新')
    store.getState().saved(newKey, sent, { ...entry(1, '新'), content: sent }, [])
    expect([draft(newKey), dirty(id), draft(id)?.content.title]).toEqual([undefined, false, '新'])
  })
})
