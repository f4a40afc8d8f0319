import type { RuleTrace, TableRule } from '@onecity/decision'
import { memo } from 'react'
import { CellField } from './cell-field.tsx'
import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem } from './desk-protocol.ts'
import { type ColumnAt, cellText } from './table-edit.ts'

export type RuleMark = 'chosen' | 'matched' | 'failed' | null

/** The rule's number, and whether it held for the inputs at hand: by form first, colour second. */
const Mark = ({ mark }: { readonly mark: RuleMark }) => {
  const t = useDecisionsText()
  if (mark !== 'chosen' && mark !== 'matched') return <span className="rule-mark" />
  return (
    <svg viewBox="0 0 12 12" className={`rule-mark rule-mark-${mark}`} role="img" aria-label={t(`mark_${mark}`)}>
      <path d="M3 1.5 10 6l-7 4.5Z" />
    </svg>
  )
}

type CellHandlers = {
  readonly onPick: (row: number, column: number, extend: boolean) => void
  readonly onEdit: (row: number, column: number, text?: string) => void
  readonly onType: (text: string) => void
  readonly onStop: () => void
}

export type TableRuleProps = CellHandlers & {
  readonly rule: TableRule
  readonly row: number
  readonly columns: readonly ColumnAt[]
  readonly titles: readonly string[]
  readonly isReadOnly: boolean
  /** The column with the focus, where it is this row's. */
  readonly activeColumn: number | null
  readonly isEditing: boolean
  /** Columns of the selection that lie in this row. */
  readonly selected: readonly [from: number, to: number] | null
  readonly mark: RuleMark
  readonly trace: RuleTrace | undefined
  /** Sentences of the cells that failed, by column of the inputs. */
  readonly failures: Readonly<Record<string, string>> | undefined
  readonly problems: readonly SaidProblem[]
}

/** A rule as a row. Rows that nothing happened to are not drawn again: tables have hundreds. */
export const TableRuleRow = memo(
  ({
    rule,
    row,
    columns,
    titles,
    isReadOnly,
    activeColumn,
    isEditing,
    selected,
    mark,
    trace,
    failures,
    problems,
    onPick,
    onEdit,
    onType,
    onStop,
  }: TableRuleProps) => (
    <tr className={mark ? `rule-${mark}` : ''} aria-rowindex={row + 2}>
      <th scope="row" className="rule-number">
        <span>
          <Mark mark={mark} />
          {row + 1}
        </span>
      </th>
      {columns.map((at, column) => {
        const text = cellText(rule, at)
        const problem = problems.find(
          ({ place }) => place?.column === at.index + 1 && place.columnKind === at.kind && at.kind !== 'annotation',
        )
        const failure = at.kind === 'input' ? failures?.[`${row}:${at.index}`] : undefined
        const isFailed =
          at.kind === 'input' && trace?.failed.some(({ column: failedColumn }) => failedColumn === at.index)
        const isActive = activeColumn === column
        const isSelected = selected !== null && column >= selected[0] && column <= selected[1]
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around takes the keys of all its cells
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={column}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid, as ARIA's pattern has it
            role="gridcell"
            data-cell={`${row}:${column}`}
            tabIndex={isActive && isReadOnly ? 0 : -1}
            aria-selected={isSelected}
            aria-invalid={problem ? true : undefined}
            title={failure}
            className={[
              `cell-${at.kind}`,
              at.index === 0 && at.kind !== 'input' ? 'cell-first' : '',
              problem ? `cell-problem cell-problem-${problem.severity}` : '',
              isFailed ? 'cell-failed' : '',
              isActive ? 'cell-active' : '',
              isSelected ? 'cell-selected' : '',
            ].join(' ')}
            onFocus={({ target, currentTarget }) => {
              if (target === currentTarget) currentTarget.querySelector('textarea')?.focus()
            }}
            onClick={(event) => onPick(row, column, event.shiftKey)}
            onDoubleClick={() => onEdit(row, column)}
          >
            {isActive && !isReadOnly ? (
              <CellField
                text={text}
                label={`${titles[column] ?? ''} ${row + 1}: ${text}`}
                isEditing={isEditing}
                hasSpelling={at.kind === 'annotation'}
                onType={onType}
                onBegin={(typed) => onEdit(row, column, typed)}
                onStop={onStop}
              />
            ) : null}
            {isActive && isEditing ? null : (
              <span className={text === '-' || text === '' ? 'cell-any' : ''}>
                {text === '' && at.kind === 'input' ? '-' : text}
              </span>
            )}
            {problem ? <small className="cell-message">{problem.brief}</small> : null}
          </td>
        )
      })}
    </tr>
  ),
)
