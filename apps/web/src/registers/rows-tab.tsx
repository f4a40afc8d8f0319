import type { Item, ResourceDetail, Row } from '@onecity/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type RowsRequest, rowsQuery } from '../app/api/registers.ts'
import { useLanguage, usePick } from '../app/make-text.ts'
import { usePurpose } from '../app/settings.ts'
import { useLive } from '../live/use-live.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { formatTime } from '../ui/format.ts'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { useNumberFormat, useTimeZone } from '../ui/time.tsx'
import { useUiText } from '../ui/ui-text.ts'
import { ValueCell } from '../ui/value-cell.tsx'
import { isNumeric, itemAsShown } from '../ui/value-text.ts'
import { ColumnChooser, useColumnChoice } from './column-chooser.tsx'
import { ExportMenu } from './export-menu.tsx'
import { askableItems, FilterBar, type RowsView } from './filter-bar.tsx'
import { toCql2 } from './filter-sentence.ts'
import { PurposeLine, PurposePrompt } from './purpose-prompt.tsx'
import { useRegistersText } from './registers-text.ts'
import { topAreas } from './top-areas.ts'
import { registerZone, useValueContext } from './use-value-context.ts'

const pageSize = 50

/** Changes of the register since the page was loaded; they wait for the reader instead of moving rows under the cursor. */
const useNewChanges = (resource: string) => {
  const [count, setCount] = useState(0)
  useLive({ types: ['change'], resource }, (event) => {
    if (event.type === 'change') setCount((before) => before + event.inserted + event.updated + event.deleted)
  })
  return [count, () => setCount(0)] as const
}

const NewChanges = ({ resource, live }: { readonly resource: string; readonly live: boolean }) => {
  const t = useRegistersText()
  const number = useNumberFormat()
  const client = useQueryClient()
  const [count, reset] = useNewChanges(resource)
  if (count === 0 || !live) return null
  const refresh = () => {
    reset()
    void client.invalidateQueries({ queryKey: ['rows', resource] })
    void client.invalidateQueries({ queryKey: ['resource', resource] })
  }
  return (
    <p className="new-changes" role="status">
      {t('newChanges', { count, n: number(count) })}
      <Button size="small" type="primary" onClick={refresh}>
        {t('refresh')}
      </Button>
    </p>
  )
}

/** Types whose values come before or after each other in no sense. */
const withoutOrder: ReadonlySet<string> = new Set(['point', 'line', 'polygon', 'json'])

const nextSort = (item: string, sort: string | undefined): string | undefined =>
  sort === item ? `-${item}` : sort === `-${item}` ? undefined : item

const useRowColumns = (
  resource: ResourceDetail,
  visible: readonly string[],
  sort: string | undefined,
  onSort: (sort: string | undefined) => void,
): readonly Column<Row>[] => {
  const pick = usePick()
  const context = useValueContext(resource)
  const askable = new Set(askableItems(resource).map((item) => item.id))
  return visible.flatMap((id, index) => {
    const declared = resource.items.find((candidate) => candidate.id === id)
    if (!declared) return []
    const item = itemAsShown(declared, resource.key)
    const sortable = askable.has(id) && !withoutOrder.has(item.type)
    return [
      {
        id,
        title: pick(item.name),
        main: index === 0,
        ...(isNumeric(item.type) ? { align: 'end' as const } : {}),
        ...(sortable
          ? {
              sort:
                sort === id ? ('ascending' as const) : sort === `-${id}` ? ('descending' as const) : ('none' as const),
              onSort: () => onSort(nextSort(id, sort)),
            }
          : {}),
        cell: (row: Row) => (
          <ValueCell
            item={item}
            value={row.values[id]}
            context={context}
            masked={resource.reading.maskedItems.includes(id)}
            mark={row.marks?.[id]}
          />
        ),
      },
    ]
  })
}

export type RowsState = RowsView & { readonly sort: string | undefined; readonly row: string | undefined }

type RowsProps = {
  readonly resource: ResourceDetail
  readonly state: RowsState
  readonly onChange: (state: RowsState) => void
}

const visibleItems = (resource: ResourceDetail): readonly Item[] =>
  resource.items.filter((item) => !resource.reading.hiddenItems.includes(item.id))

const RowsTable = ({ resource, state, onChange }: RowsProps) => {
  const t = useRegistersText()
  const ui = useUiText()
  const number = useNumberFormat()
  const timeZone = useTimeZone()
  const language = useLanguage()
  const purpose = usePurpose(resource.id)
  const items = visibleItems(resource)
  const [visible, choose] = useColumnChoice(resource.id, items, resource.highlights)
  // Cursors of the pages before this one; the last is where this page starts.
  const [cursors, setCursors] = useState<readonly string[]>([])
  const narrowed = state.conditions.length > 0 || state.area !== undefined || state.asOf !== undefined
  const request: RowsRequest = {
    filter: toCql2(state.conditions, resource.items, registerZone(resource, timeZone)),
    area: state.area,
    asOf: state.asOf,
    sort: state.sort,
    after: cursors.at(-1),
    limit: pageSize,
    count: narrowed || resource.reading.areas !== null ? 'exact' : undefined,
  }
  const page = useQuery(rowsQuery(resource.id, request, purpose))
  const change = (part: Partial<RowsState>) => {
    setCursors([])
    onChange({ ...state, row: undefined, ...part })
  }
  const columns = useRowColumns(resource, visible, state.sort, (sort) => change({ sort }))
  const from = cursors.length * pageSize + 1
  const to = from + (page.data?.rows.length ?? 0) - 1
  const total = page.data?.total
    ? `${number(page.data.total.value)}${page.data.total.exact ? '' : '+'}`
    : request.count === undefined
      ? number(resource.register.rows)
      : null

  return (
    <>
      <div className="rows-tools">
        <FilterBar resource={resource} view={state} onChange={change} />
        <div className="rows-tools-end">
          <ColumnChooser items={items} visible={visible} onChange={choose} />
          <ExportMenu
            resource={resource.id}
            request={request}
            purpose={purpose}
            hasPlace={resource.geometry !== null}
          />
        </div>
      </div>
      {state.asOf === undefined ? null : (
        <p className="note">{t('pastNote', { time: formatTime(state.asOf, language, timeZone) })}</p>
      )}
      <NewChanges resource={resource.id} live={state.asOf === undefined} />
      {page.error ? (
        <Failure error={page.error} onRetry={() => void page.refetch()} />
      ) : page.data === undefined ? (
        <Loading rows={12} />
      ) : page.data.rows.length === 0 ? (
        <Empty title={t('noMatch')}>
          <p>{t('noMatchBody')}</p>
        </Empty>
      ) : (
        <>
          <DataTable
            label={t('rowsTab')}
            className={page.isPlaceholderData ? 'stale rows-table' : 'rows-table'}
            columns={columns}
            rows={page.data.rows}
            rowKey={(row) => row.rowId}
            selectedKey={state.row}
            onOpen={(row) => onChange({ ...state, row: row.rowId === state.row ? undefined : row.rowId })}
          />
          <div className="pager">
            <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
              {ui('previous')}
            </Button>
            <Button
              disabled={page.data.next === null}
              onClick={() => page.data?.next && setCursors([...cursors, page.data.next])}
            >
              {ui('next')}
            </Button>
            <span role="status">
              {total === null
                ? t('range', { from: number(from), to: number(to) })
                : t('rangeOf', { from: number(from), to: number(to), total })}
            </span>
          </div>
        </>
      )}
    </>
  )
}

/** The rows of a register, once nothing stands between them and the reader: role, purpose, or their absence. */
export const RowsTab = ({ resource, state, onChange }: RowsProps) => {
  const t = useRegistersText()
  const pick = usePick()
  const context = useValueContext()
  const purpose = usePurpose(resource.id)
  const { reading } = resource
  if (!reading.allowed && reading.purposes.length === 0) {
    return (
      <Empty title={t('notAllowed')}>
        <p>{t('notAllowedBody')}</p>
      </Empty>
    )
  }
  if (reading.purposes.length > 0 && (purpose === undefined || !reading.purposes.includes(purpose))) {
    return <PurposePrompt resource={resource.id} purposes={reading.purposes} />
  }
  const listed = (names: readonly string[]) => names.join(context.language === 'zh' ? '、' : ', ')
  const nameOfItem = (id: string) => {
    const item = resource.items.find((candidate) => candidate.id === id)
    return item ? pick(item.name) : id
  }
  const nameOfArea = (code: string) => {
    const area = context.areas.get(code)
    return area ? pick(area.name) : code
  }
  return (
    <>
      <div className="reading-notes">
        {purpose !== undefined && reading.purposes.length > 0 ? (
          <PurposeLine resource={resource.id} purpose={purpose} />
        ) : null}
        {reading.areas ? (
          <p>{t('onlyAreas', { areas: listed(topAreas(reading.areas, context.areas).map(nameOfArea)) })}</p>
        ) : null}
        {resource.foreign ? <p>{t('zoneNote', { zone: resource.timeZone })}</p> : null}
        {reading.hiddenItems.length > 0 ? (
          <p>{t('hiddenItems', { items: listed(reading.hiddenItems.map(nameOfItem)) })}</p>
        ) : null}
      </div>
      {resource.register.rows === 0 ? (
        <Empty title={t('noRows')}>
          <p>{t('noRowsBody')}</p>
          {reading.mayImport ? (
            <Link to="/import" search={{ resource: resource.id }}>
              {t('import')}
            </Link>
          ) : null}
        </Empty>
      ) : (
        <RowsTable resource={resource} state={state} onChange={onChange} />
      )}
    </>
  )
}
