import type { Aggregation, DecisionTable, HitPolicy } from '@onecity/decision'
import { useDecisionsText } from './decisions-text.ts'

const policies: readonly (readonly [HitPolicy, Aggregation | undefined, string])[] = [
  ['UNIQUE', undefined, 'U'],
  ['FIRST', undefined, 'F'],
  ['PRIORITY', undefined, 'P'],
  ['ANY', undefined, 'A'],
  ['COLLECT', undefined, 'C'],
  ['COLLECT', 'SUM', 'C+'],
  ['COLLECT', 'MIN', 'C<'],
  ['COLLECT', 'MAX', 'C>'],
  ['COLLECT', 'COUNT', 'C#'],
  ['RULE ORDER', undefined, 'R'],
  ['OUTPUT ORDER', undefined, 'O'],
]
const policyOf = (table: DecisionTable): number =>
  Math.max(
    0,
    policies.findIndex(([policy, how]) => policy === table.hitPolicy && how === table.aggregation),
  )

/** How the rules that hold make the outcome, with DMN's letters. */
export const HitPolicyPicker = ({
  table,
  isReadOnly,
  onChange,
}: {
  readonly table: DecisionTable
  readonly isReadOnly: boolean
  readonly onChange: (next: DecisionTable) => void
}) => {
  const t = useDecisionsText()
  const at = policyOf(table)
  return (
    <select
      className="hit-policy"
      aria-label={t('hitPolicy')}
      value={at}
      disabled={isReadOnly}
      onChange={(event) => {
        const chosen = policies[Number(event.target.value)]
        if (!chosen) return
        const { aggregation: _, ...rest } = table
        onChange({ ...rest, hitPolicy: chosen[0], ...(chosen[1] && { aggregation: chosen[1] }) })
      }}
    >
      {policies.map(([, , letter], index) => (
        <option key={letter} value={index}>
          {t(`policy_${letter}` as 'policy_U')}
        </option>
      ))}
    </select>
  )
}

export const policyLetter = (table: DecisionTable): string => policies[policyOf(table)]?.[2] ?? 'U'
