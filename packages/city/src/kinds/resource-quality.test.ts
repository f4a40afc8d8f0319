import { expect, test } from 'vitest'
import { here, readChanged, reportedFor } from '../testing-folder.ts'

const file = 'departments/works/resources/bridge.yaml'
const bridge = (quality: string, kind = 'stored') => `id: bridge
kind: ${kind}
name: { zh: 桥梁, en: Bridges }
owner: works
share: { type: unconditional }
update: yearly
key: [code]
items:
  - { id: code, type: text }
  - { id: spans, type: integer, range: { min: 1, max: 500 } }
  - { id: length, type: decimal, scale: 1 }
  - { id: main_span, type: decimal, scale: 1, optional: true }
  - { id: opened, type: date, optional: true }
  - { id: inspected, type: datetime, optional: true }
  - { id: position, type: point, optional: true }
  - { id: outline, type: polygon, optional: true }
quality:
${quality}`
const rule = (check: string, more = 'severity: reject') =>
  `  - { id: a-rule, title: { zh: 规则 }, check: ${check}, ${more} }\n`

test('rules stand in the model as they are declared', async () => {
  const { result } = await readChanged({
    [file]: bridge(`  - id: main-span
    title: { zh: 主跨不超过全长, en: The main span is no longer than the bridge }
    check: main_span <= length
    severity: reject
    source: { zh: 平台自定, en: Our own }
${rule("'opened <= today() and age(opened) < 2000 and position.lng > 100'", 'severity: warn').replace('a-rule', 'opened')}`),
  })
  const resource = result.ok && result.city.resources.find(({ id }) => id === 'bridge')
  expect(resource ? resource.quality : undefined).toEqual([
    {
      id: 'main-span',
      title: { zh: '主跨不超过全长', en: 'The main span is no longer than the bridge' },
      check: 'main_span <= length',
      severity: 'reject',
      source: { zh: '平台自定', en: 'Our own' },
    },
    {
      id: 'opened',
      title: { zh: '规则' },
      check: 'opened <= today() and age(opened) < 2000 and position.lng > 100',
      severity: 'warn',
    },
  ])
})

test.each([
  ['a name that no item has', `length > 3 and ${here}main_spam < 5`, 'there is no “main_spam” here'],
  ['a number beside a text', `${here}code > 5`, 'a string is never compared with a number: this is always null'],
  ['what the database cannot do', `length > ${here}sqrt(spans)`, 'the database cannot do “sqrt” as FEEL does it'],
  ['a list', `count(${''}code) > 1`, '“count” takes a list that is written out here'],
  ['a shape', `${here}outline != null`, '“outline” is a polygon, which rules cannot ask about'],
  ['an expression that does not end', 'length >', ''],
  ['a value', `${here}length + 1`, 'gives a number, so no row could break it'],
  ['no item', `${here}1 < 2`, 'asks about no item of the row'],
  ['a whole position', `${here}position != null`, '“position” is taken by its parts here: position.lng, position.lat'],
])('a rule over %s is refused where it stands', async (_, check, message) => {
  const marked = check.includes(here) ? check : `${here}${check}`
  const [line, ...more] = await reportedFor({ [file]: bridge(rule(marked)) })
  expect(more).toEqual([])
  expect(line).toContain(message)
  if (message !== '') expect(line).toMatch(/^\{1\}/)
})

test('a misspelt item is told with the nearest one', async () => {
  const [line] = await reportedFor({ [file]: bridge(rule(`${here}main_spam < 5`)) })
  expect(line).toContain('did you mean “main_span”?')
})

test.each([
  ['single quotes', `'code = "it''s" and ${here}lenght > 1'`],
  ['double quotes', `"code = \\"x\\\\n\\" and ${here}lenght > 1"`],
])('the place is found in %s', async (_, check) => {
  const [line] = await reportedFor({ [file]: bridge(rule(check)) })
  expect(line).toMatch(/^\{1\}.*lenght/)
})

test('the place is found in folded lines', async () => {
  const [line] = await reportedFor({
    [file]: bridge(`  - id: folded
    title: { zh: 规则 }
    check: >-
      code = "a" and
      length > 1 and
      ${here}lenght > 1
    severity: reject
`),
  })
  expect(line).toMatch(/^\{1\}.*lenght/)
})

test('rules have ids of their own, and stand only on stored resources', async () => {
  const [twice] = await reportedFor({
    [file]: bridge(rule('length > 1') + rule('spans > 1').replace('a-rule', `${here}a-rule`)),
  })
  expect(twice).toMatch(/^\{1\} {2}.*rule “a-rule” is declared twice/)
  const told = await reportedFor({
    [file]: bridge(rule('length > 1'), 'file').replace(
      'quality:',
      `file: {location: "https://a.example/x", mediaType: text/csv}\n${here}quality:`,
    ),
  })
  expect(told.join()).toContain('{1}  error: `quality` says nothing about a file resource'.replace('error: ', ''))
})
