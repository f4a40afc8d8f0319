import { decision, input } from '../dmn/testing-model.ts'
import { context, gives, invocation, item, knowledge, says, typed } from './testing-models.ts'

/** What can be seen where (DMN 1.5, clauses 10.4 and 10.3.2.13), and functions of models. */

gives(
  'a decision sees what it requires, not what that requires',
  input('a', 'number') +
    says('b', 'a + 1', ['input:a']) +
    says('c', 'a + b', ['decision:b']) +
    says('d', 'b + 1', ['decision:b']),
  [
    ['c', { a: 1 }, 'null'],
    ['d', { a: 1 }, '3'],
  ],
)
gives(
  'a knowledge model sees its parameters, not the inputs of who calls it',
  input('a', 'number') +
    knowledge('f', ['x'], 'x + a') +
    knowledge('g', ['a'], 'a * 2') +
    decision('c', invocation('f', { x: '1' }), ['input:a', 'knowledge:f']) +
    decision('d', invocation('g', { a: 'a + 1' }), ['input:a', 'knowledge:g']),
  [
    ['c', { a: 1 }, 'null'],
    ['d', { a: 1 }, '4'],
  ],
)
gives(
  'an entry hides an input from there on, and may be made of it',
  input('a', 'number') +
    decision('c', context(['a', 'a + 10'], ['b', 'a + 1']), ['input:a']) +
    decision('d', context(['x', context(['a', '5'], ['y', 'a'])], ['z', 'a'], [null, 'x.y + z']), ['input:a']),
  [
    ['c', { a: 1 }, '{a: 11, b: 12}'],
    ['d', { a: 1 }, '6'],
  ],
)
gives(
  'what a knowledge model requires is its own affair',
  knowledge('g', ['x'], 'x + 1') +
    knowledge('f', ['x'], 'g(x) * 2', ['g']) +
    says('c', 'f(1)', ['knowledge:f']) +
    says('d', 'g(1)', ['knowledge:f']),
  [
    ['c', {}, '4'],
    ['d', {}, 'null'],
  ],
)
gives(
  'functions are values; names hide built-in functions when they are functions themselves',
  knowledge('f', ['x'], 'x + 1') +
    knowledge('apply', ['g', 'x'], 'g(x)') +
    says('c', 'apply(f, 2)', ['knowledge:f', 'knowledge:apply']) +
    knowledge('below', ['x:number', 'y:number'], 'x < y') +
    says('d', 'sort([3, 1, 2], below)', ['knowledge:below']) +
    knowledge('sum', ['a', 'b'], 'a * b') +
    says('e', 'sum(3, 4)', ['knowledge:sum']) +
    input('date') +
    says('g', 'date("2026-01-01").year', ['input:date']),
  [
    ['c', {}, '3'],
    ['d', {}, '[1, 2, 3]'],
    ['e', {}, '12'],
    ['g', { date: 1 }, '2026'],
  ],
)
gives(
  'a knowledge model without a body gives null, and only where it is called',
  `<businessKnowledgeModel id="f" name="f"/><businessKnowledgeModel id="g" name="g"><encapsulatedLogic><formalParameter name="x"/></encapsulatedLogic></businessKnowledgeModel>${says('c', 'f()', ['knowledge:f'])}${says('d', '[g(1), 2]', ['knowledge:g'])}`,
  [
    ['c', {}, 'null'],
    ['d', {}, '[null, 2]'],
  ],
)
gives(
  'arguments that do not fit make the call null',
  knowledge('f', ['x:number'], 'x + 1') +
    ['"a"', '1, 2', '', 'y: 2', 'x: null']
      .map((given, index) => says(`wrong ${index}`, `f(${given})`, ['knowledge:f']))
      .join('') +
    decision('missing', invocation('f', {}), ['knowledge:f']) +
    decision('more', invocation('f', { x: '1', z: '2' }), ['knowledge:f']) +
    says('one of a list', 'f([5])', ['knowledge:f']) +
    says('by name', 'f(x: 2)', ['knowledge:f']) +
    knowledge('typed', ['x'], 'x', [], 'number') +
    says('result', '[typed("a"), typed([1])]', ['knowledge:typed']),
  [
    ...[0, 1, 2, 3, 4].map((index) => [`wrong ${index}`, {}, 'null'] as const),
    ['missing', {}, 'null'],
    ['more', {}, 'null'],
    ['one of a list', {}, '6'],
    ['by name', {}, '3'],
    ['result', {}, '[null, 1]'],
  ],
)
gives(
  'functions of contexts see the entries before them and themselves',
  decision(
    'c',
    `<context><contextEntry><variable name="double it"/><functionDefinition><formalParameter name="x" typeRef="number"/><literalExpression><text>x * 2</text></literalExpression></functionDefinition></contextEntry>${context(['k', '3'], ['g', 'function(y) double it(y) + k'], [null, 'g(y: 4)']).slice(9)}`,
  ) +
    decision(
      'boxed',
      `<context><contextEntry><variable name="f"/><functionDefinition><formalParameter name="n"/><literalExpression><text>if n = 0 then 1 else n * f(n - 1)</text></literalExpression></functionDefinition></contextEntry><contextEntry><literalExpression><text>f(4)</text></literalExpression></contextEntry></context>`,
    ) +
    decision('literal', context(['my f', 'function(n) if n = 0 then 1 else n * my f(n - 1)'], [null, 'my f(4)'])) +
    decision('counting', context(['count', 'function(l: list<Any>) count(l) + 1'], [null, 'count([1, 2])'])),
  [
    ['c', {}, '11'],
    ['boxed', {}, '24'],
    ['literal', {}, '24'],
    ['counting', {}, '3'],
  ],
)
gives(
  'invocations of entries, of built-in functions and inside each other',
  knowledge('f', ['x'], 'x + 1') +
    decision('c', context(['g', 'function(a b) a b + 1'], [null, invocation('g', { 'a b': '2' })])) +
    decision('d', invocation('substring', { 'start position': '2', string: '"abc"' })) +
    decision('e', invocation('f', { x: invocation('f', { x: '1' }) }), ['knowledge:f']),
  [
    ['c', {}, '3'],
    ['d', {}, '"bc"'],
    ['e', {}, '3'],
  ],
)
gives(
  'a table that is a function without declared parameters takes what its inputs begin with',
  input('P') +
    knowledge(
      'f',
      [],
      `<decisionTable><input><inputExpression typeRef="string"><text>kind</text></inputExpression></input><input><inputExpression><text>who.age</text></inputExpression></input><output/><rule><inputEntry><text>"a"</text></inputEntry><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>kind + who.name</text></outputEntry></rule></decisionTable>`,
    ) +
    decision('c', invocation('f', { who: 'P', kind: '"a"' }), ['input:P', 'knowledge:f']) +
    says('d', 'f("a", P)', ['input:P', 'knowledge:f']),
  [
    ['c', { P: { age: 3, name: 'x' } }, '"ax"'],
    ['d', { P: { age: 30, name: 'x' } }, 'null'],
  ],
)
gives(
  'functions have types as well: who takes a function says what it is called with',
  item('tF', '<functionItem outputTypeRef="number"><parameters name="x" typeRef="number"/></functionItem>') +
    knowledge('f', ['x:number'], 'x + 1', [], 'tF') +
    knowledge('apply', ['g:tF'], 'g(2)') +
    says('c', 'apply(f)', ['knowledge:f', 'knowledge:apply']) +
    says('d', 'apply(5)', ['knowledge:apply']) +
    says('e', 'apply(function(a: number) a * 10)', ['knowledge:apply']) +
    says('g', 'apply(function(a: string, b: string) a)', ['knowledge:apply']) +
    item('tName', typed('string')) +
    says('h', '(function(n: tName) n)(5)'),
  [
    ['c', {}, '3'],
    ['d', {}, 'null'],
    ['e', {}, '20'],
    ['g', {}, 'null'],
    ['h', {}, 'null'],
  ],
)
gives(
  'names hold blanks, operators, digits, apostrophes and letters of every script',
  ['a', 'b', 'a-b', "Person's age", 'C/D', 'rate2', '😀', 'été à la mer', '名 前', 'not me', 'null value']
    .map((name) => input(name))
    .join('') +
    says('minus', 'a-b', ['input:a', 'input:b']) +
    says('name', 'a-b', ['input:a', 'input:b', 'input:a-b']) +
    says('signs', "Person's age + C/D * rate2", ["input:Person's age", 'input:C/D', 'input:rate2']) +
    says('scripts', '😀 + été  à la mer + 名 前', ['input:😀', 'input:été à la mer', 'input:名 前']) +
    says('words', '[not me, null value]', ['input:not me', 'input:null value']) +
    says('🐎', 'string length("🐎🐎")'),
  [
    ['minus', { a: 5, b: 2, 'a-b': 9 }, '3'],
    ['name', { a: 5, b: 2, 'a-b': 9 }, '9'],
    ['signs', { "Person's age": 1, 'C/D': 2, rate2: 3 }, '7'],
    ['scripts', { '😀': 1, 'été à la mer': 2, '名 前': 3 }, '6'],
    ['words', { 'not me': 1, 'null value': 2 }, '[1, 2]'],
    ['🐎', {}, '2'],
  ],
)
