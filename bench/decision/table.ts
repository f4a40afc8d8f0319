/** What a person brings to the counter. */
export type Person = {
  readonly age: number
  readonly income: number
  readonly residence: string
  readonly insuredMonths: number
  readonly ownsHome: boolean
  readonly household: number
}

export type Grant = { readonly grade: string; readonly amount: number } | null

const columns = [
  ['age', 'number'],
  ['income', 'number'],
  ['residence', 'string'],
  ['insuredMonths', 'number'],
  ['ownsHome', 'boolean'],
  ['household', 'number'],
] as const

export type Column = (typeof columns)[number][0]

/** A cell by kind, so that every engine gets it in its own words; absent cells hold for every value. */
export type Cell =
  | { readonly is: number | string | boolean }
  | { readonly oneOf: readonly string[] }
  | { readonly not: string }
  | { readonly from?: number; readonly above?: number; readonly to?: number; readonly below?: number }

export type Rule = { readonly cells: Readonly<Partial<Record<Column, Cell>>>; readonly grant: NonNullable<Grant> }

const young: Cell = { from: 18, to: 35 }
const middle: Cell = { above: 35, to: 60 }
const middling: Cell = { above: 3000, to: 6000 }
const rents: Cell = { is: false }
const local: Cell = { is: 'Shenzhen' }
const outside: Cell = { not: 'Shenzhen' }

const rule = (grade: string, amount: number, cells: Rule['cells']): Rule => ({ cells, grant: { grade, amount } })

/** A rent grant: 12 rules over 6 inputs, at most one of which holds; for some people none does. */
export const rules: readonly Rule[] = [
  rule('none', 0, { ownsHome: { is: true } }),
  rule('none', 0, { age: { below: 18 }, ownsHome: rents }),
  rule('A', 1200, { age: young, income: { to: 3000 }, residence: local, insuredMonths: { from: 12 }, ownsHome: rents }),
  rule('B', 900, {
    age: young,
    income: { to: 3000 },
    residence: outside,
    insuredMonths: { from: 24 },
    ownsHome: rents,
  }),
  rule('B', 800, {
    age: young,
    income: middling,
    residence: local,
    insuredMonths: { from: 12 },
    ownsHome: rents,
    household: { from: 3 },
  }),
  rule('C', 600, {
    age: young,
    income: middling,
    residence: local,
    insuredMonths: { from: 12 },
    ownsHome: rents,
    household: { below: 3 },
  }),
  rule('C', 500, {
    age: young,
    income: middling,
    residence: { oneOf: ['Guangzhou', 'Dongguan', 'Huizhou'] },
    insuredMonths: { from: 36 },
    ownsHome: rents,
  }),
  rule('D', 300, {
    age: young,
    income: { above: 6000 },
    insuredMonths: { from: 12 },
    ownsHome: rents,
    household: { from: 5 },
  }),
  rule('C', 500, { age: middle, income: { to: 4000 }, residence: local, insuredMonths: { from: 60 }, ownsHome: rents }),
  rule('D', 300, {
    age: middle,
    income: { to: 4000 },
    residence: outside,
    insuredMonths: { from: 120 },
    ownsHome: rents,
  }),
  rule('B', 700, { age: { above: 60 }, income: { to: 5000 }, residence: local, ownsHome: rents }),
  rule('D', 200, {
    age: { above: 60 },
    income: { to: 5000 },
    residence: outside,
    insuredMonths: { from: 180 },
    ownsHome: rents,
  }),
]

export const columnNames: readonly Column[] = columns.map(([name]) => name)

/** What somebody writes who needs no table: the limit. */
export const grantByHand = (person: Person): Grant => {
  const { age, income, residence, insuredMonths, household } = person
  if (person.ownsHome || age < 18) return { grade: 'none', amount: 0 }
  const isLocal = residence === 'Shenzhen'
  if (age <= 35) {
    if (income <= 3000) {
      if (isLocal) return insuredMonths >= 12 ? { grade: 'A', amount: 1200 } : null
      return insuredMonths >= 24 ? { grade: 'B', amount: 900 } : null
    }
    if (income > 6000) return insuredMonths >= 12 && household >= 5 ? { grade: 'D', amount: 300 } : null
    if (isLocal) {
      if (insuredMonths < 12) return null
      return household >= 3 ? { grade: 'B', amount: 800 } : { grade: 'C', amount: 600 }
    }
    const isNear = residence === 'Guangzhou' || residence === 'Dongguan' || residence === 'Huizhou'
    return isNear && insuredMonths >= 36 ? { grade: 'C', amount: 500 } : null
  }
  if (age <= 60) {
    if (income > 4000) return null
    if (isLocal) return insuredMonths >= 60 ? { grade: 'C', amount: 500 } : null
    return insuredMonths >= 120 ? { grade: 'D', amount: 300 } : null
  }
  if (income > 5000) return null
  if (isLocal) return { grade: 'B', amount: 700 }
  return insuredMonths >= 180 ? { grade: 'D', amount: 200 } : null
}

/** The same people in every run (mulberry32). */
export const generatePeople = (count: number, seed = 20_261_120): Person[] => {
  let state = seed
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const cities = ['Shenzhen', 'Shenzhen', 'Shenzhen', 'Guangzhou', 'Dongguan', 'Huizhou', 'Changsha', 'Chengdu']
  return Array.from({ length: count }, () => ({
    age: between(10, 80),
    // Ends of ranges come up as often as what lies between matters; cents are there too.
    income: random() < 0.2 ? between(1, 8) * 1000 : between(0, 900_000) / 100,
    residence: cities[between(0, cities.length - 1)] ?? 'Shenzhen',
    insuredMonths: between(0, 20) * 12 + (random() < 0.5 ? 0 : between(0, 11)),
    ownsHome: random() < 0.15,
    household: between(1, 7),
  }))
}

/** A cell as FEEL has it. */
export const toFeel = (cell: Cell | undefined): string => {
  if (cell === undefined) return '-'
  if ('is' in cell) return JSON.stringify(cell.is)
  if ('oneOf' in cell) return cell.oneOf.map((text) => JSON.stringify(text)).join(', ')
  if ('not' in cell) return `not(${JSON.stringify(cell.not)})`
  const { from, above, to, below } = cell
  const [low, high] = [from ?? above, to ?? below]
  if (low !== undefined && high !== undefined)
    return `${above === undefined ? '[' : '('}${low}..${high}${below === undefined ? ']' : ')'}`
  if (low !== undefined) return `${above === undefined ? '>=' : '>'} ${low}`
  return `${below === undefined ? '<=' : '<'} ${high}`
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/**
 * The table as a DMN model with one decision.
 *
 * @param shift added to the amounts, so that many models are as many different ones
 */
export const toXml = (hitPolicy: 'UNIQUE' | 'FIRST', shift = 0): string => {
  const inputs = columns.map(
    ([name, type]) =>
      `<input id="i-${name}"><inputExpression id="e-${name}" typeRef="${type}"><text>${name}</text></inputExpression></input>`,
  )
  const inputData = columns.map(
    ([name, type]) => `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`,
  )
  const requirements = columns.map(
    ([name]) => `<informationRequirement id="r-${name}"><requiredInput href="#${name}"/></informationRequirement>`,
  )
  const entry = (kind: 'inputEntry' | 'outputEntry', id: string, text: string) =>
    `<${kind} id="${id}"><text>${escapeXml(text)}</text></${kind}>`
  const rows = rules.map(({ cells, grant }, row) =>
    [
      `<rule id="rule-${row}">`,
      ...columnNames.map((name) => entry('inputEntry', `c-${row}-${name}`, toFeel(cells[name]))),
      entry('outputEntry', `o-${row}-grade`, JSON.stringify(grant.grade)),
      entry('outputEntry', `o-${row}-amount`, String(grant.amount + shift)),
      '</rule>',
    ].join(''),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="rent" name="rent" namespace="https://example.org/rent/${shift}">
${inputData.join('\n')}
<decision id="grant" name="grant"><variable name="grant"/>
${requirements.join('\n')}
<decisionTable id="table" hitPolicy="${hitPolicy}">
${inputs.join('\n')}
<output id="grade" name="grade" typeRef="string"/><output id="amount" name="amount" typeRef="number"/>
${rows.join('\n')}
</decisionTable></decision>
</definitions>`
}
