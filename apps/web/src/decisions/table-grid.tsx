import type { DecisionTable } from '@onecity/decision'
import { useEffect, useMemo, useRef, useState } from 'react'
import { ColumnEditor, type InputSource, NewColumn } from './column-editor.tsx'
import { columnWidth } from './column-width.ts'
import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem, SaidTable } from './desk-protocol.ts'
import { plainText } from './drafts.ts'
import { HitPolicyPicker, policyLetter } from './hit-policy.tsx'
import type { NewInput } from './model-edit.ts'
import { ProblemLine } from './problem-line.tsx'
import { addColumn, type ColumnAt, type ColumnKind, columnsOf, withCell } from './table-edit.ts'
import { type RuleMark, TableRuleRow } from './table-rule.tsx'
import { TableTools } from './table-tools.tsx'
import { type CellAt, rangeOf, useGridKeys } from './use-grid-keys.ts'

/** Rules drawn at a time: a browser draws some thousand cells without a pause. */
const rowsShown = 200

const headerOf = (table: DecisionTable, { kind, index }: ColumnAt, whole: string) => {
  if (kind === 'annotation') return { label: table.annotations[index] ?? '', text: '' }
  if (kind === 'output') {
    const output = table.outputs[index]
    const named = output?.label ?? output?.name
    return { label: named ?? table.outputLabel ?? whole, text: output?.name ?? '' }
  }
  const input = table.inputs[index]
  return { label: input?.label ?? input?.text ?? '', text: input?.text ?? '' }
}

const none: readonly SaidProblem[] = []

const markOf = (trace: SaidTable | undefined, row: number): RuleMark => {
  if (!trace) return null
  if (trace.chosen.includes(row)) return 'chosen'
  const rule = trace.rules[row]
  return rule === undefined ? null : rule.matched ? 'matched' : 'failed'
}

/** The list as it was while it says the same. */
const useStable = (list: readonly string[]): readonly string[] => {
  const key = list.join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what the list says
  return useMemo(() => list, [key])
}

/** A decision table as DMN draws it, edited like a spreadsheet. */
export const TableGrid = ({
  table,
  label,
  isReadOnly,
  problems,
  trace,
  types,
  sources,
  goTo,
  onChange,
  onConnect,
  onNewInput,
}: {
  readonly table: DecisionTable
  readonly label: string
  readonly isReadOnly: boolean
  /** Of this table. */
  readonly problems: readonly SaidProblem[]
  readonly trace: SaidTable | undefined
  readonly types: readonly string[]
  /** What a new input column may test. */
  readonly sources: readonly InputSource[]
  /** The cell to be looked at; another object asks anew. */
  readonly goTo: (CellAt & { readonly kind: ColumnKind }) | undefined
  readonly onChange: (next: DecisionTable, step?: string) => void
  /** Draws the requirement of a name that is another element's; undefined when it is none's. */
  readonly onConnect: ((name: string) => (() => void) | undefined) | undefined
  /** Adds an input to the model and a column that tests it. */
  readonly onNewInput: ((input: NewInput) => void) | undefined
}) => {
  const t = useDecisionsText()
  const root = useRef<HTMLTableElement>(null)
  const [adding, setAdding] = useState<ColumnKind | null>(null)
  const [headerOpen, setHeaderOpen] = useState<ColumnAt | null>(null)
  const [leftOut, setLeftOut] = useState(0)
  const [from, setFrom] = useState(0)
  const { inputs, outputs, annotations } = table
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns are their places, so that rows stay as drawn while texts change
  const columns = useMemo(() => columnsOf(table), [inputs.length, outputs.length, annotations.length])
  const widths = columns.map((at) => {
    const head = headerOf(table, at, label)
    return columnWidth(table, at, head.label, head.text === head.label ? '' : head.text)
  })
  const titles = useStable(columns.map((at) => headerOf(table, at, label).label))
  const byRow = useMemo(() => {
    const rows = new Map<number, SaidProblem[]>()
    for (const problem of problems) {
      const row = problem.place?.row ?? 0
      rows.set(row, [...(rows.get(row) ?? []), problem])
    }
    return rows
  }, [problems])
  const keys = useGridKeys({ table, isReadOnly, onChange, onLeftOut: setLeftOut })
  const { active, editing } = keys.state
  const { top, bottom, left, right } = rangeOf(keys.state)
  const isMany = top >= 0 && (top < bottom || left < right)
  const selected = useMemo(() => [left, right] as const, [left, right])
  const first = Math.min(from, Math.max(0, table.rules.length - 1))
  const shown = table.rules.slice(first, first + rowsShown)

  // The rows stay as they are drawn while only the handlers change: these reach the newest through a ref.
  const latest = useRef(keys)
  latest.current = keys
  const handlers = useMemo(
    () => ({
      onPick: (row: number, column: number, extend: boolean) => latest.current.go({ row, column }, extend),
      onEdit: (row: number, column: number, text?: string) => latest.current.edit({ row, column }, text),
      onType: (text: string) => latest.current.type(text),
      onStop: () => {
        if (latest.current.state.editing) latest.current.stop()
      },
    }),
    [],
  )

  // The focus follows the active cell while it is in the grid; a row outside the part that is drawn is drawn first.
  useEffect(() => {
    if (active.row >= 0 && (active.row < first || active.row >= first + rowsShown))
      setFrom(Math.floor(active.row / rowsShown) * rowsShown)
  }, [active.row, first])
  useEffect(() => {
    const grid = root.current
    if (!grid || editing) return
    const isIn = keys.wantsFocus.current || grid.contains(document.activeElement)
    const cell = grid.querySelector<HTMLElement>(`[data-cell="${active.row}:${active.column}"]`)
    if (isIn) (cell?.querySelector('textarea') ?? cell)?.focus()
  }, [active.row, active.column, editing, keys.wantsFocus])
  useEffect(() => {
    keys.wantsFocus.current = false
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked by a new object, not by what it holds
  useEffect(() => {
    if (!goTo) return
    const column = columns.findIndex(({ kind, index }) => kind === goTo.kind && index === goTo.column)
    keys.go({ row: goTo.row, column: Math.max(0, column) })
    setFrom(Math.floor(Math.max(0, goTo.row) / rowsShown) * rowsShown)
    requestAnimationFrame(() => {
      const cell = root.current?.querySelector<HTMLElement>(`[data-cell="${goTo.row}:${Math.max(0, column)}"]`)
      ;(cell?.querySelector('textarea') ?? cell)?.focus({ preventScroll: true })
      cell?.scrollIntoView({ block: 'center', inline: 'nearest' })
    })
  }, [goTo])

  const letter = policyLetter(table)
  const activeColumn = columns[active.column]
  const cellProblems = problems.filter(
    ({ place }) =>
      place?.row === active.row + 1 &&
      place.column === (activeColumn?.index ?? -1) + 1 &&
      place.columnKind === activeColumn?.kind,
  )
  const failure = activeColumn?.kind === 'input' ? trace?.failures[`${active.row}:${activeColumn.index}`] : undefined
  const headerLabel = activeColumn ? headerOf(table, activeColumn, label).label : ''

  return (
    <div className="decision-table">
      <div className="grid-head">
        {isReadOnly ? null : (
          <TableTools
            table={table}
            row={active.row}
            rules={keys.rules}
            adding={adding}
            onAdd={(kind) => {
              setHeaderOpen(null)
              if (kind === 'annotation') onChange(addColumn(table, kind, { label: t('remark'), text: '' }))
              else setAdding(adding === kind ? null : kind)
            }}
          />
        )}
        <p className="grid-policy">
          <HitPolicyPicker table={table} isReadOnly={isReadOnly} onChange={onChange} />
          <span>{t(`policyHint_${letter}` as 'policyHint_U')}</span>
        </p>
      </div>
      {adding && adding !== 'annotation' ? (
        <NewColumn
          kind={adding}
          table={table}
          sources={sources}
          onChange={onChange}
          onNewInput={adding === 'input' ? onNewInput : undefined}
          onClose={() => setAdding(null)}
        />
      ) : null}
      {headerOpen ? (
        <ColumnEditor
          key={`${headerOpen.kind} ${headerOpen.index}`}
          table={table}
          at={headerOpen}
          types={types}
          problems={problems}
          onChange={onChange}
          onMove={setHeaderOpen}
        />
      ) : null}
      <div className="grid-scroll">
        <table
          ref={root}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid as ARIA has it, on a table
          role="grid"
          aria-label={label}
          aria-rowcount={table.rules.length + 1}
          aria-colcount={columns.length + 1}
          aria-readonly={isReadOnly}
          {...keys.handlers}
        >
          <thead>
            <tr>
              <th className="grid-corner" title={t(`policyHint_${letter}` as 'policyHint_U')}>
                {letter}
              </th>
              {columns.map((at, column) => {
                const { label: title, text } = headerOf(table, at, label)
                const isOpen = headerOpen?.kind === at.kind && headerOpen.index === at.index
                const isFaulty = problems.some(
                  ({ place }) =>
                    place?.row === undefined && place?.column === at.index + 1 && place.columnKind === at.kind,
                )
                const value = at.kind === 'input' ? trace?.inputs[at.index] : undefined
                return (
                  <th
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                    key={column}
                    scope="col"
                    className={`head-${at.kind} ${at.index === 0 && at.kind !== 'input' ? 'cell-first' : ''} ${isFaulty ? 'head-faulty' : ''}`}
                  >
                    <button
                      type="button"
                      style={{ minWidth: widths[column] }}
                      data-cell={`-1:${column}`}
                      tabIndex={active.row < 0 && active.column === column ? 0 : -1}
                      aria-expanded={isReadOnly ? undefined : isOpen}
                      disabled={isReadOnly}
                      onFocus={() =>
                        active.row >= 0 || active.column !== column ? keys.go({ row: -1, column }) : null
                      }
                      onClick={() => {
                        setAdding(null)
                        setHeaderOpen(isOpen ? null : at)
                      }}
                    >
                      <b>{title}</b>
                      {text !== '' && text !== title ? <code>{text}</code> : null}
                      {value === undefined ? null : <em>{plainText(value.value)}</em>}
                    </button>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((rule, index) => {
              const row = first + index
              return (
                <TableRuleRow
                  key={rule.id ?? row}
                  rule={rule}
                  row={row}
                  columns={columns}
                  titles={titles}
                  isReadOnly={isReadOnly}
                  activeColumn={active.row === row ? active.column : null}
                  isEditing={active.row === row && editing !== null}
                  selected={isMany && row >= top && row <= bottom ? selected : null}
                  mark={markOf(trace, row)}
                  trace={trace?.rules[row]}
                  failures={trace?.failures}
                  problems={byRow.get(row + 1) ?? none}
                  {...handlers}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {table.rules.length === 0 ? <p className="grid-empty">{t('noRules')}</p> : null}
      {table.rules.length > rowsShown ? (
        <p className="pager">
          <button
            type="button"
            className="text-button"
            disabled={first === 0}
            onClick={() => setFrom(Math.max(0, first - rowsShown))}
          >
            {t('earlier')}
          </button>
          {t('rowsOf', {
            from: first + 1,
            to: Math.min(first + rowsShown, table.rules.length),
            count: table.rules.length,
          })}
          <button
            type="button"
            className="text-button"
            disabled={first + rowsShown >= table.rules.length}
            onClick={() => setFrom(first + rowsShown)}
          >
            {t('later')}
          </button>
        </p>
      ) : null}
      <div className="cell-line" aria-live="polite">
        {active.row >= 0 && table.rules.length > 0 ? (
          <span className="cell-address">
            {t('rule', { number: active.row + 1 })} · {headerLabel}
          </span>
        ) : (
          <span className="cell-address">{t('gridKeys')}</span>
        )}
        {leftOut > 0 ? <span className="cell-said">{t('leftOut', { count: leftOut })}</span> : null}
        {cellProblems.map((problem) => (
          <ProblemLine
            key={`${problem.code} ${problem.span?.from ?? ''}`}
            problem={problem}
            onMend={
              isReadOnly || !activeColumn
                ? undefined
                : (text) => onChange(withCell(table, active.row, activeColumn, text))
            }
            onConnect={onConnect}
          />
        ))}
        {cellProblems.length === 0 && failure ? <span className="cell-said cell-said-failed">{failure}</span> : null}
      </div>
    </div>
  )
}
