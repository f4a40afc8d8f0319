import type { Batch, RepairGroup } from '@onecity/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { meQuery } from '../app/api/city.ts'
import { repairRejects, repairsQuery } from '../app/api/exchange.ts'
import { usePick } from '../app/make-text.ts'
import { mayDo } from '../app/may-do.ts'
import { usePurpose } from '../app/settings.ts'
import { Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat } from '../ui/time.tsx'
import { useBatchText } from './batch-text.ts'
import { FollowUpProgress } from './follow-up-progress.tsx'

const keyOf = (group: Pick<RepairGroup, 'rule' | 'item'>): string => `${group.rule} ${group.item}`

/** How a batch of mended rows came out. */
export const RepairOutcome = ({ batch }: { readonly batch: Batch }) => {
  const t = useBatchText()
  const number = useNumberFormat()
  return (
    <p className="note" role="status">
      {t('applied', {
        received: number(batch.received),
        good: number(batch.received - batch.rejected),
        rejected: number(batch.rejected),
      })}{' '}
      ·{' '}
      <Link to="/batches/$batchId" params={{ batchId: batch.id }}>
        {t('openBatch')}
      </Link>
    </p>
  )
}

const GroupRow = ({
  group,
  checked,
  onToggle,
}: {
  readonly group: RepairGroup
  readonly checked: boolean
  readonly onToggle: (() => void) | undefined
}) => {
  const t = useBatchText()
  const pick = usePick()
  const number = useNumberFormat()
  return (
    <li className="repair-group">
      <label>
        <input type="checkbox" checked={checked} disabled={onToggle === undefined} onChange={onToggle} />
        <span className="repair-what">
          <b>{pick(group.name)}</b> {t(`rule_${group.rule}`)}
        </span>
        <span className="repair-count">{t('rowsCount', { count: group.count, n: number(group.count) })}</span>
      </label>
      {group.examples.length > 0 ? (
        <ul className="repair-examples">
          {group.examples.slice(0, 3).map((example) => (
            <li key={example.line}>
              <del>{example.from}</del>
              <span aria-hidden="true">→</span>
              <ins>{example.to}</ins>
            </li>
          ))}
        </ul>
      ) : (
        <p className="faint small">{t('hiddenValues')}</p>
      )}
    </li>
  )
}

/** Rejects by the repair that would make them good: look at before and after, choose, take in. */
export const RepairPanel = ({ batch }: { readonly batch: Batch }) => {
  const t = useBatchText()
  const number = useNumberFormat()
  const queries = useQueryClient()
  const purpose = usePurpose(batch.resource)
  const { data: me } = useQuery(meQuery)
  const repairs = useQuery(repairsQuery(batch.id, purpose))
  // Everything proposed is chosen until somebody says otherwise: the examples stand beside it.
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const apply = useMutation({
    mutationFn: (groups: readonly RepairGroup[]) =>
      repairRejects(batch.id, { groups: groups.map(({ rule, item }) => ({ rule, item })) }, purpose),
    onSuccess: async () => {
      setLeft(new Set())
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'batch' })
    },
  })
  if (repairs.error) return <Failure error={repairs.error} onRetry={() => void repairs.refetch()} />
  if (!repairs.data) return <Loading rows={3} />
  const { groups, repairable, others, repaired } = repairs.data
  const mayRepair = me !== undefined && mayDo(me.actions, 'batches.write')
  const chosen = groups.filter((group) => !left.has(keyOf(group)))
  // A row may need several repairs; no more rows than these come.
  const chosenRows = chosen.reduce((sum, group) => sum + group.count, 0)
  const toggle = (key: string) => {
    const next = new Set(left)
    if (!next.delete(key)) next.add(key)
    setLeft(next)
  }
  return (
    <section className="repairs">
      <h2>{t('repairTitle')}</h2>
      {apply.data ? <RepairOutcome batch={apply.data} /> : null}
      {apply.error ? <Failure error={apply.error} /> : null}
      <p className="soft">
        {repairable > 0 ? t('repairBody', { count: repairable, n: number(repairable) }) : `${t('noneRepairable')}。`}{' '}
        {others > 0 ? t('othersLeft', { count: others, n: number(others) }) : ''}{' '}
        {repaired > 0 ? t('repairedSoFar', { count: repaired, n: number(repaired) }) : ''}
      </p>
      {groups.length > 0 ? (
        <ul className="repair-groups">
          {groups.map((group) => (
            <GroupRow
              key={keyOf(group)}
              group={group}
              checked={!left.has(keyOf(group))}
              onToggle={mayRepair ? () => toggle(keyOf(group)) : undefined}
            />
          ))}
        </ul>
      ) : null}
      {mayRepair && groups.length > 0 ? (
        <p className="form-end">
          {apply.isPending ? <FollowUpProgress batch={batch} rows={Math.min(repairable, chosenRows)} /> : null}
          <Button
            type="primary"
            size="large"
            disabled={chosen.length === 0 || apply.isPending}
            onClick={() => apply.mutate(chosen)}
          >
            {t('apply')}
          </Button>
        </p>
      ) : null}
    </section>
  )
}
