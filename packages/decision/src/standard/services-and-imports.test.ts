import { input, literal, modelXml } from '../dmn/testing-model.ts'
import { collection, component, gives, invocation, item, knowledge, says, service, typed } from './testing-models.ts'

/** Decision services (DMN 1.5, clauses 6.3.6 and 10.4) and imports (clause 6.3.3). */

gives(
  'services take inputs, then input decisions, and give one output or a context of several',
  input('a', 'number') +
    input('b', 'number') +
    says('x', 'a + 1', ['input:a'], 'number') +
    says('y', 'x + b', ['decision:x', 'input:b']) +
    says('z', 'x * 2', ['decision:x']) +
    service('one', { outputDecision: ['y'], encapsulatedDecision: ['x'], inputData: ['a', 'b'] }) +
    service('two', { outputDecision: ['y', 'z'], encapsulatedDecision: ['x'], inputData: ['a', 'b'] }) +
    service('given', { outputDecision: ['y'], inputDecision: ['x'], inputData: ['b'] }) +
    service('lacking', { outputDecision: ['y'], encapsulatedDecision: ['x'], inputData: ['a'] }) +
    ['one(1, 2)', 'one(b: 2, a: 1)', 'two(1, 2).z', 'given(5, 10)', 'given(x: 10, b: 5)', 'one([1], [2])', 'one(1)']
      .map((text, index) => says(`d${index}`, text, ['knowledge:one', 'knowledge:two', 'knowledge:given']))
      .join('') +
    ['one("q", 2)', 'one(1, 2, 3)', 'one(a: 1, c: 2)', 'one(null, 2)']
      .map((text, index) => says(`wrong ${index}`, text, ['knowledge:one']))
      .join('') +
    knowledge('f', ['n'], 'one(n, n)', ['one']) +
    says('through f', 'f(3)', ['knowledge:f']),
  [
    ['one', { a: 1, b: 2 }, '4'],
    ['one', { a: 1 }, 'null'],
    ['two', { a: 1, b: 2 }, '{y: 4, z: 4}'],
    ['given', { x: 10, b: 5 }, '15'],
    ['lacking', { a: 1, b: 5 }, 'null'],
    ...['4', '4', '4', '15', '15', '4', 'null'].map((wanted, index) => [`d${index}`, {}, wanted] as const),
    ...[0, 1, 2, 3].map((index) => [`wrong ${index}`, {}, 'null'] as const),
    ['through f', {}, '7'],
  ],
)
gives(
  'the result of a service fits its declared type',
  says('x', '"a"') +
    says('y', '[5]') +
    service('s', { outputDecision: ['x'] }, 'number') +
    service('t', { outputDecision: ['y'] }, 'number'),
  [
    ['s', {}, 'null'],
    ['t', {}, '5'],
  ],
)

const imports = (name: string, namespace: string): string =>
  `<import name="${name}" namespace="${namespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`

const other = modelXml(
  item('tA', typed('number', '> 0')) +
    item('tC', component('v', typed('tA'))) +
    input('in', 'tA') +
    says('double', 'in * 2', ['input:in'], 'number') +
    knowledge('inc', ['x:tA'], 'x + 1') +
    service('serve', { outputDecision: ['double'], inputData: ['in'] }),
  'urn:other',
  'other',
)
gives(
  'what is imported goes by the name of its import, and only where it is required',
  imports('o', 'urn:other') +
    input('in', 'string') +
    input('w', 'o.tA') +
    says('a', 'o.double + 1', ['decision:urn:other#double']) +
    says('b', '[o.inc(1), o.inc(x: 1), o.inc(-1)]', ['knowledge:urn:other#inc']) +
    says('c', 'o.inc(1)') +
    says('d', '{v: 1}', [], 'o.tC') +
    says('e', '{v: -1}', [], 'o.tC') +
    says('f', 'in + string(o.in)', ['input:in', 'input:urn:other#in']) +
    says('g', 'o.serve(5)', ['knowledge:urn:other#serve']) +
    says('h', 'w', ['input:w']) +
    says('i', '1 instance of o.tA') +
    `<decision id="j" name="j"><knowledgeRequirement><requiredKnowledge href="urn:other#inc"/></knowledgeRequirement>${invocation('o.inc', { x: '4' })}</decision>`,
  [
    ['a', { in: 3 }, '7'],
    ['b', {}, '[2, 2, null]'],
    ['c', {}, 'null'],
    ['d', {}, '{v: 1}'],
    ['e', {}, 'null'],
    ['f', { in: 'x', 'o.in': 4 }, '"x4"'],
    ['g', {}, '10'],
    ['h', { w: -1 }, 'null'],
    ['i', {}, 'true'],
    ['j', {}, '5'],
  ],
  other,
)
gives(
  'an import may have no name, or one of several words',
  imports('', 'urn:other') +
    says('a', 'double + inc(1)', ['decision:urn:other#double', 'knowledge:urn:other#inc']) +
    says('b', '{v: 1}', [], 'tC'),
  [
    ['a', { in: 3 }, '8'],
    ['b', {}, '{v: 1}'],
  ],
  other,
)
gives(
  'names of imports hold blanks',
  imports('my lib', 'urn:other') +
    says('a', 'my lib.double + my lib.inc(1)', ['decision:urn:other#double', 'knowledge:urn:other#inc']) +
    says('b', '1', [], 'my lib.tA'),
  [
    ['a', { in: 3 }, '8'],
    ['b', {}, '1'],
  ],
  other,
)

const base = modelXml(
  item('tB', typed('string')) +
    input('p', 'tB') +
    knowledge('say', ['n'], '"Hi " + n') +
    says('greeting', 'say(p)', ['input:p', 'knowledge:say'], 'tB'),
  'urn:base',
  'base',
)
const middle = modelXml(
  imports('B', 'urn:base') +
    item('tM', typed('B.tB'), collection) +
    `<businessKnowledgeModel id="twice" name="twice"><encapsulatedLogic><formalParameter name="n"/>${literal('B.say(n) + B.say(n)')}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="urn:base#say"/></knowledgeRequirement></businessKnowledgeModel>` +
    says('loud', 'B.greeting + "!"', ['decision:urn:base#greeting']),
  'urn:middle',
  'middle',
)
gives(
  'models import models that import models; the same is one, whichever way it comes',
  imports('M', 'urn:middle') +
    imports('X', 'urn:base') +
    says('a', 'M.twice("x")', ['knowledge:urn:middle#twice']) +
    says('b', 'X.greeting + M.loud', ['decision:urn:middle#loud', 'decision:urn:base#greeting']) +
    says('c', '["a"]', [], 'M.tM'),
  [
    ['a', {}, '"Hi xHi x"'],
    ['b', { p: 'z' }, '"Hi zHi z!"'],
    ['c', {}, '["a"]'],
  ],
  base,
  middle,
)
gives(
  'elements of the same name come from different models',
  imports('o', 'urn:other') +
    imports('q', 'urn:more') +
    says('a', 'o.double + q.double', ['decision:urn:other#double', 'decision:urn:more#double']),
  [['a', { 'o.in': 1, 'q.in': 1 }, '5']],
  other,
  modelXml(input('in', 'number') + says('double', 'in * 3', ['input:in']), 'urn:more', 'more'),
)
