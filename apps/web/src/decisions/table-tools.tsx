import type { DecisionTable } from '@onecity/decision'
import { useDecisionsText } from './decisions-text.ts'
import type { ColumnKind } from './table-edit.ts'
import type { useGridKeys } from './use-grid-keys.ts'

/** What can be done to rules and columns, in words, beside the keys for it. */
export const TableTools = ({
  table,
  row,
  rules,
  adding,
  onAdd,
}: {
  readonly table: DecisionTable
  /** The rule with the focus; -1 is the header. */
  readonly row: number
  readonly rules: ReturnType<typeof useGridKeys>['rules']
  readonly adding: ColumnKind | null
  readonly onAdd: (kind: ColumnKind) => void
}) => {
  const t = useDecisionsText()
  return (
    <div className="grid-tools" role="toolbar" aria-label={t('tableTools')}>
      <button type="button" onClick={rules.insertBelow} title="Ctrl+Enter">
        {t('addRule')}
      </button>
      <button type="button" onClick={rules.copy} disabled={row < 0}>
        {t('copyRule')}
      </button>
      <button type="button" onClick={() => rules.move(-1)} disabled={row < 1} title="Alt+↑">
        {t('moveUp')}
      </button>
      <button
        type="button"
        onClick={() => rules.move(1)}
        disabled={row < 0 || row >= table.rules.length - 1}
        title="Alt+↓"
      >
        {t('moveDown')}
      </button>
      <button type="button" onClick={rules.remove} disabled={row < 0} title="Ctrl+Delete">
        {t('deleteRule')}
      </button>
      <i />
      {(['input', 'output', 'annotation'] as const).map((kind) => (
        <button key={kind} type="button" aria-expanded={adding === kind} onClick={() => onAdd(kind)}>
          {t(`add_${kind}`)}
        </button>
      ))}
    </div>
  )
}
