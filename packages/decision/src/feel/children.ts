import type { Expression, UnaryTest } from './ast.ts'

const ofTests = (tests: readonly UnaryTest[]): Expression[] =>
  tests.map((test) => (test.test === 'compare' ? test.operand : test.expression))

/** The expressions directly inside one, in order of writing. */
export const childrenOf = (node: Expression): readonly Expression[] => {
  switch (node.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'at':
    case 'name':
      return []
    case 'list':
      return node.elements
    case 'context':
      return node.entries.map((entry) => entry.value)
    case 'range':
      return [node.start, node.end].filter((end) => end !== undefined)
    case 'path':
      return [node.source]
    case 'filter':
      return [node.source, node.condition]
    case 'negate':
      return [node.operand]
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [node.left, node.right]
    case 'between':
      return [node.value, node.low, node.high]
    case 'in':
      return [node.value, ...ofTests(node.tests)]
    case 'instance of':
      return [node.value]
    case 'if':
      return [node.condition, node.consequent, node.alternative]
    case 'for':
      return [...node.iterations.flatMap(({ source, end }) => (end ? [source, end] : [source])), node.result]
    case 'quantified':
      return [...node.iterations.flatMap(({ source, end }) => (end ? [source, end] : [source])), node.condition]
    case 'function':
      return [node.body]
    case 'call':
      return [node.callee, ...node.args.map((argument) => argument.value)]
    case 'unary tests':
      return ofTests(node.tests)
  }
}
