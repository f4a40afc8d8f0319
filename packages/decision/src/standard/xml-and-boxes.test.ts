import { decision, literal } from '../dmn/testing-model.ts'
import { box, conditional, context, gives, item, says } from './testing-models.ts'

/** How models are written (DMN 1.2 to 1.5), and boxed expressions of 1.4 (clause 10.2.2). */

const inside =
  '<inputData id="a" name="a"><variable name="a" typeRef="number"/></inputData><decision id="x" name="x"><variable name="x" typeRef="number"/><informationRequirement><requiredInput href="#a"/></informationRequirement><literalExpression><text>a + 1</text></literalExpression></decision>'
const same = [['x', { a: 1 }, '2']] as const

for (const namespace of [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
])
  for (const prefix of ['', 'dmn:', 'semantic:'])
    gives(
      `${namespace} ${prefix}`,
      `<?xml version="1.0"?><${prefix}definitions xmlns${prefix && `:${prefix.slice(0, -1)}`}="${namespace}" id="m" name="m" namespace="m">${inside.replaceAll(/<(\/?)/g, `<$1${prefix}`)}</${prefix}definitions>`,
      same,
    )
for (const [title, from, to] of [
  ['CDATA', 'a + 1', '<![CDATA[ if a < 2 then 2 else 20 ]]>'],
  ['CDATA beside text', 'a + 1', 'if a <![CDATA[ < 2 ]]> then 2 else 20'],
  ['entities', 'a + 1', 'if a &lt; 2 &#x61;nd a &gt;= 1 then 2 else 20'],
  ['entities inside strings', 'a + 1', 'string length(&quot;&amp;&lt;&quot;)'],
  ['a comment of XML', 'a + 1', 'a <!-- not this --> + 1'],
  ['a comment of FEEL', 'a + 1', 'a /* + 5 */ + 1 // and\n'],
  ['a reference with the namespace', '#a', 'urn:test#a'],
  ['a type with blanks around it', '"number"', '" number "'],
  ['descriptions', '<variable', '<description>of it</description><variable'],
  [
    'what says nothing of the result',
    '<literalExpression>',
    '<authorityRequirement><requiredAuthority href="#k"/></authorityRequirement><supportedObjective href="#i"/><decisionMaker href="#o"/><usingProcess href="#p"/><literalExpression>',
  ],
  ...['feel', 'FEEL', 'http://www.omg.org/spec/FEEL/20140401', 'https://www.omg.org/spec/DMN/20230324/FEEL/'].map(
    (language) => [language, '<literalExpression>', `<literalExpression expressionLanguage="${language}">`] as const,
  ),
] as const)
  gives(title, inside.replace(from, to), same)
gives(
  'extensions, knowledge sources, annotations, groups, indicators and diagrams',
  `<extensionElements><other xmlns="urn:z"><decision id="x" name="not it"/></other></extensionElements>${inside}<knowledgeSource id="k" name="k"><authorityRequirement><requiredInput href="#a"/></authorityRequirement></knowledgeSource><textAnnotation id="t"><text>hello</text></textAnnotation><association id="s"><sourceRef href="#x"/><targetRef href="#t"/></association><group id="g" name="g"/><performanceIndicator id="i" name="i"><impactingDecision href="#x"/></performanceIndicator><organizationUnit id="o" name="o"><decisionMade href="#x"/></organizationUnit><elementCollection id="c" name="c"><drgElement href="#x"/></elementCollection><dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"><dmndi:DMNDiagram id="d"/></dmndi:DMNDI>`,
  same,
)
gives(
  'another language gives null; ids and variables may be left out; allowed answers are words for people',
  inside.replace('<literalExpression>', '<literalExpression expressionLanguage="javascript">') +
    `<decision name="q">${literal('1')}</decision><decision id="r" name="r"><question>Why?</question><allowedAnswers>"x", "y"</allowedAnswers><variable name="r" typeRef="string"/>${literal('"z"')}</decision>` +
    item('tX', '<typeRef> number </typeRef>') +
    says('s', '[5]', [], ' tX '),
  [
    ['x', { a: 1 }, 'null'],
    ['q', {}, '1'],
    ['r', {}, '"z"'],
    ['s', {}, '5'],
  ],
)
gives(
  'what is required may be named otherwise than the element',
  `<inputData id="a" name="A label"><variable name="a  val" typeRef="number"/></inputData><decision id="x" name="X"><variable name="x var"/><informationRequirement><requiredInput href="#a"/></informationRequirement>${literal('a val + 1')}</decision>${says('y', 'x var + 1', ['decision:x'])}`,
  [['y', { 'A label': 1 }, '3']],
)

gives(
  'conditionals: whatever is not true takes the other way',
  ['1 = 1', 'null', '"x"', '1', '[true]']
    .map((condition, index) => decision(`d${index}`, conditional(condition, '"y"', '"n"')))
    .join('') +
    decision('nested', conditional('false', '1', conditional('true', '2', '3'))) +
    decision('typed', conditional('true', '"y"', '1', 'typeRef="number"')),
  [
    ...['"y"', '"n"', '"n"', '"n"', '"n"'].map((wanted, index) => [`d${index}`, {}, wanted] as const),
    ['nested', {}, '2'],
    ['typed', {}, 'null'],
  ],
)
const staff = '[{name: "A", dept: 20}, {name: "B", dept: 30}]'
const filters: readonly (readonly [source: string, match: string, wanted: string])[] = [
  [staff, 'item.dept = 20', '[{name: "A", dept: 20}]'],
  [staff, 'dept = 30', '[{name: "B", dept: 30}]'],
  [staff, conditional('item.dept = 20', 'true', 'false'), '[{name: "A", dept: 20}]'],
  [staff, '"x"', 'null'],
  ['[1, 2, 3]', 'null', '[]'],
  ['[1, 2, 3]', 'item > 5', '[]'],
  ['[1, 2, 3]', context([null, 'item > 1']), '[2, 3]'],
  ['[1, 2, 3]', context([null, '"x"']), 'null'],
  [box('filter', { in: '[1, 2, 3, 4]', match: 'item > 1' }), 'item < 4', '[2, 3]'],
  ['[]', 'true', '[]'],
  ['null', 'true', 'null'],
  ['5', 'item > 3', '[5]'],
]
gives(
  'filters',
  filters.map(([source, match], index) => decision(`d${index}`, box('filter', { in: source, match }))).join('') +
    decision('one', box('filter', { in: '[1, 2, 3]', match: 'item > 2' }), [], 'number') +
    decision('typed', box('filter', { in: '[1, 2, 3]', match: 'item > 2' }, 'typeRef="string"')),
  [
    ...filters.map(([, , wanted], index) => [`d${index}`, {}, wanted] as const),
    ['one', {}, '3'],
    ['typed', {}, 'null'],
  ],
)
const loops: readonly (readonly [source: string, result: string, wanted: string])[] = [
  ['[1, 2]', 'i * 2', '[2, 4]'],
  ['[1..3]', 'i', '[1, 2, 3]'],
  ['null', 'i', 'null'],
  ['[]', 'i', '[]'],
  ['5', 'i', '[5]'],
  ['[1, 2, 3]', 'if count(partial) = 0 then 1 else partial[-1] * i', '[1, 2, 6]'],
  ['[1, 2]', box('for', { in: '[10, 20]', return: 'i + j' }, 'iteratorVariable="j"'), '[[11, 21], [12, 22]]'],
  ['[[1, 2], [3]]', box('for', { in: 'i', return: 'count(partial)' }, 'iteratorVariable="j"'), '[[0, 1], [0]]'],
  ['[1, 2]', context(['x', 'i'], ['y', 'x * 2']), '[{x: 1, y: 2}, {x: 2, y: 4}]'],
]
gives(
  'for',
  loops
    .map(([source, result], index) =>
      decision(`d${index}`, box('for', { in: source, return: result }, 'iteratorVariable="i"')),
    )
    .join('') +
    decision('words', box('for', { in: '[1, 2]', return: 'my i + 1' }, 'iteratorVariable="my i"')) +
    decision('typed', box('for', { in: '[1, 2]', return: 'i' }, 'iteratorVariable="i" typeRef="string"')),
  [
    ...loops.map(([, , wanted], index) => [`d${index}`, {}, wanted] as const),
    ['words', {}, '[2, 3]'],
    ['typed', {}, 'null'],
  ],
)
