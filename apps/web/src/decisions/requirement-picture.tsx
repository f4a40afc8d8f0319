import type { DmnModel, Json } from '@onecity/decision'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useDecisionsText } from './decisions-text.ts'
import { shortText, wordText } from './drafts.ts'
import { boxHeight, type ElementKind, layoutRequirements, type PlacedElement } from './requirement-layout.ts'
import { useValueWords } from './use-value-words.ts'

/** The outlines that DMN gives its elements. */
const outline = (kind: ElementKind, x: number, y: number, w: number): string => {
  const h = boxHeight
  if (kind === 'input') {
    const r = h / 2
    return `M${x + r} ${y}h${w - h}a${r} ${r} 0 0 1 0 ${h}h${h - w}a${r} ${r} 0 0 1 0 ${-h}Z`
  }
  if (kind === 'knowledge') return `M${x + 10} ${y}h${w - 10}v${h - 10}l-10 10h${10 - w}v${10 - h}Z`
  if (kind === 'service')
    return `M${x + 10} ${y}h${w - 20}q10 0 10 10v${h - 20}q0 10-10 10h${20 - w}q-10 0-10-10v${20 - h}q0-10 10-10Z`
  return `M${x} ${y}h${w}v${h}h${-w}Z`
}

const margin = 3

/** The requirement graph: what needs what, with the value that each element has for the inputs at hand. */
export const RequirementPicture = ({
  model,
  selected,
  asked,
  values,
  faulty,
  onSelect,
}: {
  readonly model: DmnModel
  readonly selected: string | undefined
  /** Id of the element that is tried out. */
  readonly asked: string | undefined
  readonly values: ReadonlyMap<string, Json>
  /** Ids of elements with errors. */
  readonly faulty: ReadonlySet<string>
  readonly onSelect: (id: string) => void
}) => {
  const t = useDecisionsText()
  const words = useValueWords()
  const root = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(800)
  useEffect(() => {
    if (!root.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width)
    })
    observer.observe(root.current)
    return () => observer.disconnect()
  }, [])
  const layout = useMemo(() => layoutRequirements(model, width - 2 * margin), [model, width])

  const nearest = (from: PlacedElement, dx: number, dy: number): PlacedElement | undefined =>
    layout.elements
      .map((element) => ({
        element,
        along: (element.x - from.x) * dx + (element.y - from.y) * dy,
        aside: Math.abs((element.x - from.x) * dy) + Math.abs((element.y - from.y) * dx),
      }))
      .filter(({ along }) => along > 1)
      .sort((left, right) => left.along + 2 * left.aside - (right.along + 2 * right.aside))[0]?.element
  const onKeyDown = (event: KeyboardEvent, from: PlacedElement) => {
    const [dx, dy] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key] ?? []
    if (dx === undefined || dy === undefined) return
    event.preventDefault()
    const next = nearest(from, dx, dy)
    root.current?.querySelector<HTMLElement>(`[data-element="${CSS.escape(next?.id ?? '')}"]`)?.focus()
  }
  // Large graphs scroll: what is looked at is brought into view, the page itself stays.
  useEffect(() => {
    const box = root.current?.querySelector<HTMLElement>(`[data-element="${CSS.escape(selected ?? '')}"]`)
    const frame = root.current
    if (!box || !frame || frame.scrollHeight <= frame.clientHeight) return
    if (box.offsetTop < frame.scrollTop || box.offsetTop + box.offsetHeight > frame.scrollTop + frame.clientHeight)
      frame.scrollTop = box.offsetTop - frame.clientHeight / 2
  }, [selected])
  const focusable = layout.elements.some(({ id }) => id === selected) ? selected : layout.elements[0]?.id
  return (
    <section className="requirements" aria-label={t('graph')} ref={root}>
      <div
        className="requirements-canvas"
        style={{ width: layout.width + 2 * margin, height: layout.height + 2 * margin }}
      >
        <svg width={layout.width + 2 * margin} height={layout.height + 2 * margin} aria-hidden="true">
          <defs>
            <marker
              id="need-arrow"
              viewBox="0 0 8 8"
              refX="7.5"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8Z" />
            </marker>
            <marker id="need-open" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M.5.5 7.5 4 .5 7.5" />
            </marker>
          </defs>
          <g transform={`translate(${margin} ${margin})`}>
            {layout.edges.map(({ from, to, kind, points: [x1, y1, x2, y2] }) => (
              <line
                key={`${from} ${to}`}
                className={`need need-${kind} ${from === selected || to === selected ? 'need-near' : ''}`}
                x1={x1}
                y1={y1}
                x2={x2}
                y2={y2}
                markerEnd={kind === 'information' ? 'url(#need-arrow)' : 'url(#need-open)'}
              />
            ))}
            {layout.elements.map(({ id, kind, x, y }) => (
              <path
                key={id}
                d={outline(kind, x, y, layout.boxWidth)}
                className={`outline outline-${kind} ${id === selected ? 'outline-selected' : ''} ${faulty.has(id) ? 'outline-faulty' : ''}`}
              />
            ))}
          </g>
        </svg>
        {layout.elements.map((element) => {
          const { id, kind, name, x, y } = element
          const value = values.get(id)
          return (
            <button
              key={id}
              type="button"
              data-element={id}
              className={`element element-${kind}`}
              style={{ left: x + margin, top: y + margin, width: layout.boxWidth, height: boxHeight }}
              tabIndex={id === focusable ? 0 : -1}
              aria-pressed={id === selected}
              title={`${t(`kind_${kind}`)} · ${name}${value === undefined ? '' : ` = ${wordText(value, words)}`}`}
              onClick={() => onSelect(id)}
              onKeyDown={(event) => onKeyDown(event, element)}
            >
              <span className="visually-hidden">{t(`kind_${kind}`)}</span>
              <span className={value === undefined ? 'element-name element-name-alone' : 'element-name'}>{name}</span>
              {value === undefined ? null : (
                <span className={value === null ? 'element-value faint' : 'element-value'}>
                  {shortText(value, words)}
                </span>
              )}
              {id === asked ? <span className="element-asked">{t('asked')}</span> : null}
              {faulty.has(id) ? <span className="visually-hidden">{t('hasErrors')}</span> : null}
            </button>
          )
        })}
      </div>
    </section>
  )
}
