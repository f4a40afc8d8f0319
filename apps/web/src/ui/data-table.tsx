import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export type Column<T> = {
  readonly id: string
  readonly title: ReactNode
  readonly cell: (row: T) => ReactNode
  readonly align?: 'end'
  /** Stays in sight while the rest scrolls sideways; heads the entry on a phone. */
  readonly main?: boolean
  readonly wrap?: boolean
  readonly sort?: 'ascending' | 'descending' | 'none'
  readonly onSort?: () => void
  /** Left out on a phone. */
  readonly wide?: boolean
}

/**
 * A dense table for people who work in it all day. One row is in the tab order; arrow keys, Home and End move, Enter opens.
 * On a phone each row becomes an entry with its names beside the values.
 */
export const DataTable = <T,>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  selectedKey,
  className = '',
}: {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly onOpen?: ((row: T) => void) | undefined
  readonly selectedKey?: string | null | undefined
  readonly className?: string
}) => {
  const body = useRef<HTMLTableSectionElement>(null)

  const move = (event: KeyboardEvent<HTMLTableRowElement>, row: T, index: number) => {
    if (event.target !== event.currentTarget) return
    const last = rows.length - 1
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: last }[event.key]
    if (target !== undefined) {
      event.preventDefault()
      const next = body.current?.rows[Math.min(last, Math.max(0, target))]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    } else if ((event.key === 'Enter' || event.key === ' ') && onOpen) {
      event.preventDefault()
      onOpen(row)
    }
  }

  const classOf = (column: Column<T>): string =>
    [
      column.align === 'end' ? 'end' : '',
      column.main ? 'main' : '',
      column.wrap ? 'wrap' : '',
      column.wide ? 'wide' : '',
    ]
      .filter((part) => part !== '')
      .join(' ')

  return (
    <section className={`table-scroll ${className}`} aria-label={label} tabIndex={onOpen ? -1 : 0}>
      <table className={`data-table ${onOpen ? 'opens' : ''}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classOf(column)}
                {...(column.sort ? { 'aria-sort': column.sort } : {})}
              >
                {column.onSort ? (
                  <button type="button" className="sort" onClick={column.onSort}>
                    {column.title}
                    <span aria-hidden="true" className="sort-mark">
                      {column.sort === 'ascending' ? '↑' : column.sort === 'descending' ? '↓' : '↕'}
                    </span>
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => {
            const key = rowKey(row)
            const selected = selectedKey === key
            return (
              <tr
                key={key}
                {...(onOpen
                  ? {
                      tabIndex: (selectedKey ? selected : index === 0) ? 0 : -1,
                      'aria-selected': selected,
                      onClick: (event) => {
                        if (!(event.target as Element).closest('a,button,input,label')) onOpen(row)
                      },
                      onKeyDown: (event) => move(event, row, index),
                    }
                  : {})}
              >
                {columns.map((column) => (
                  <td
                    key={column.id}
                    className={classOf(column)}
                    data-title={typeof column.title === 'string' ? column.title : ''}
                  >
                    <span className="cell">{column.cell(row)}</span>
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
