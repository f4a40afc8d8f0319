import { itemTypes } from '@onecity/city/model'
import { checkValue, masksOfType } from '@onecity/city/values'
import type { Item } from '@onecity/contracts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { i18n } from '../../app/i18n.ts'
import { checkItem, keptForm } from './check-item.ts'
import { ItemInput } from './item-input.tsx'
import { widgets } from './widgets.tsx'

// Modules are loaded before anything else of this file: what they ask the browser for must be there by then.
vi.hoisted(() => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => 'en', setItem: () => {} },
    document: { documentElement: {} },
    location: { origin: 'http://localhost' },
  })
})
await i18n.changeLanguage('en')

const item = (type: string, more: Partial<Item> = {}): Item => ({
  id: 'x',
  name: { zh: '项', en: 'Thing' },
  type,
  optional: true,
  index: false,
  headers: [],
  dataType: 'C',
  effectiveShare: 'unconditional',
  ...more,
})
const render = (of: Item, value: string) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <ItemInput item={of} value={value} onChange={() => {}} />
    </QueryClientProvider>,
  )
const noteOf = (markup: string) =>
  (/<span class="item-input-note[^>]*>(.*?)<\/span>/.exec(markup)?.[1] ?? '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#x27;', "'")

describe('every item type', () => {
  // Its SQL twin is asked for in apps/server, base/registers.
  it.each(itemTypes)('%s has a widget with a name, a check and a decision about masks', (type) => {
    expect(widgets[type]).toBeTypeOf('function')
    expect(render(item(type), '')).toMatch(/aria-label="(Thing|Longitude)"/)
    expect(checkValue({ type }, '\ufffd').ok).toBe(false)
    expect(masksOfType[type]).toContain('hidden')
  })

  it('and one of a newer server is plain text', () => {
    expect(render(item('hologram'), 'abc')).toContain('value="abc"')
  })
})

describe('while somebody types', () => {
  it.each([
    ['citizen-id', '440399199001010019', 'This fails the check character of the citizen identity number'],
    ['citizen-id', '440399199001010018', 'Born 1990-01-01, male'],
    ['citizen-id', '440399900101001', 'An old 15-digit number: 440399199001010018 today Use it'],
    ['plate', '粤b·d12345', 'New-energy plate, small vehicle · Kept as 粤BD12345'],
    ['plate', '粤B1234O', 'This has a letter I or O, which plates never carry: 1 or 0 is meant'],
    ['uscc', '91350203M0001QAY9B', 'The check character differs; it is kept and marked “unverified”'],
    ['phone', '+86 130 0000 0000', 'Kept as 13000000000'],
    ['camera-id', '44030400001320000001', '440304 · public security, roads · network camera'],
    ['travel-permit', 'H12345678', 'Mainland travel permit, Hong Kong or Macao'],
    ['address', '深圳市福田区彩田路12号', '深圳市 · 福田区 · 彩田路 · 12号'],
    ['polygon', 'POLYGON ((0 0, 1 0, 1 1, 0 0))', '4 positions'],
    ['polygon', 'POLYGON ((0 0, 1 0, 1 1, 0 1))', 'This has a ring that does not end where it began'],
    ['json', '{a: 1}', 'This is not JSON'],
    ['integer', '12', ''],
    ['integer', '1.5', 'This is not a whole number'],
    ['text', '', ''],
  ])('%s “%s” says: %s', (type, value, note) => expect(noteOf(render(item(type), value))).toBe(note))

  it('an item’s own bounds count', () => {
    expect(checkItem(item('decimal', { range: { max: 10 }, scale: 1 }), '10.5')).toEqual({
      ok: false,
      fault: 'out-of-range',
    })
    expect(keptForm(item('plate'), '粤b 12345')).toBe('粤B12345')
    expect(keptForm(item('plate'), '粤B')).toBe('粤B')
  })
})
