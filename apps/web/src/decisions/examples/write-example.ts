import type { Boxed, Decision, DecisionTable, DmnModel, ItemDefinition, TableRule } from '@onecity/decision'
import type { Language } from '../../app/i18n.ts'

/** Words of an example in the reader's language: FEEL names may be Chinese as well as English. */
export type Say = (zh: string, en: string) => string
export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? zh : en

export const choiceType = (name: string, values: readonly string[]): ItemDefinition => ({
  name,
  typeRef: 'string',
  isCollection: false,
  allowedValues: values.map((value) => JSON.stringify(value)).join(', '),
  components: [],
})

/** `[inputs…]`, `[outputs…]`, remark. */
export type ExampleRule = readonly [inputs: readonly string[], outputs: readonly string[], remark: string]

export const rules = (list: readonly ExampleRule[]): readonly TableRule[] =>
  list.map(([inputs, outputs, remark], at) => ({ id: `rule_${at + 1}`, inputs, outputs, annotations: [remark] }))

export const decision = (
  id: string,
  name: string,
  typeRef: string,
  requires: Partial<Decision['requires']>,
  logic: Boxed,
): Decision => ({
  id,
  name,
  variable: { name, typeRef },
  requires: { inputs: [], decisions: [], knowledge: [], ...requires },
  logic,
})

export const input = (id: string, name: string, typeRef: string): DmnModel['inputs'][number] => ({
  id,
  name,
  variable: { name, typeRef },
})

export const model = (parts: Pick<DmnModel, 'id' | 'name'> & Partial<DmnModel>): DmnModel => ({
  namespace: `https://onecity.example/decisions/${parts.id}`,
  version: '1.5',
  imports: [],
  itemDefinitions: [],
  inputs: [],
  decisions: [],
  knowledgeModels: [],
  services: [],
  ...parts,
})

export type { DecisionTable }
