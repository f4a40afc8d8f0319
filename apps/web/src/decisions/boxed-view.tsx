import type { Boxed, BoxedContext, FunctionDefinition } from '@onecity/decision'
import { useId } from 'react'
import { boxedText } from './boxed-text.ts'
import type { InputSource } from './column-editor.tsx'
import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem, SaidTable } from './desk-protocol.ts'
import type { NewInput } from './model-edit.ts'
import { ProblemLine } from './problem-line.tsx'
import type { ColumnKind } from './table-edit.ts'
import { TableGrid } from './table-grid.tsx'
import type { CellAt } from './use-grid-keys.ts'

/** What the logic of an element is shown with, at whatever depth. */
export type LogicSetting = {
  readonly label: string
  readonly isReadOnly: boolean
  readonly problems: readonly SaidProblem[]
  readonly tables: readonly SaidTable[]
  readonly types: readonly string[]
  readonly sources: readonly InputSource[]
  readonly goTo: (CellAt & { readonly kind: ColumnKind }) | undefined
  readonly onConnect: ((name: string) => (() => void) | undefined) | undefined
  readonly onNewInput: ((input: NewInput) => void) | undefined
}

type Props = {
  readonly boxed: Boxed | undefined
  /** Place inside the element, in DMN's words. */
  readonly path: string
  readonly setting: LogicSetting
  readonly onChange: (next: Boxed, step?: string) => void
}

const FeelField = ({
  text,
  path,
  setting,
  onText,
}: {
  readonly text: string
  readonly path: string
  readonly setting: LogicSetting
  readonly onText: (text: string) => void
}) => {
  const t = useDecisionsText()
  const said = useId()
  const problems = setting.problems.filter(({ source, place }) => source === text && place?.row === undefined)
  return (
    <div className="feel-field">
      <textarea
        className="mono"
        rows={Math.min(16, Math.max(1, text.split('\n').length))}
        value={text}
        readOnly={setting.isReadOnly}
        spellCheck={false}
        autoCapitalize="off"
        aria-label={path === '' ? t('expressionOf', { name: setting.label }) : path}
        aria-invalid={problems.length > 0}
        aria-describedby={said}
        placeholder={t('feelPlaceholder')}
        onChange={(event) => onText(event.target.value)}
      />
      <div id={said} aria-live="polite">
        {problems.map((problem) => (
          <ProblemLine
            key={`${problem.code} ${problem.span?.from ?? ''}`}
            problem={problem}
            onMend={setting.isReadOnly ? undefined : onText}
            onConnect={setting.onConnect}
          />
        ))}
      </div>
    </div>
  )
}

const below = (path: string, part: string): string => (path === '' ? part : `${path}.${part}`)

const ContextView = ({ boxed, path, setting, onChange }: Props & { readonly boxed: BoxedContext }) => {
  const t = useDecisionsText()
  return (
    <div className="boxed-context">
      {boxed.entries.map(({ variable, value }, index) => {
        const part = below(path, `contextEntry[${index + 1}]`)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place
          <div key={index} className="boxed-entry">
            {variable ? (
              <span>
                <b>{variable.name}</b>
                {variable.typeRef ? <span className="faint small">{variable.typeRef}</span> : null}
              </span>
            ) : (
              <i className="soft">{t('contextResult')}</i>
            )}
            <BoxedView
              boxed={value}
              path={part}
              setting={setting}
              onChange={(next, step) =>
                onChange(
                  {
                    ...boxed,
                    entries: boxed.entries.map((entry, at) => (at === index ? { ...entry, value: next } : entry)),
                  },
                  step,
                )
              }
            />
          </div>
        )
      })}
    </div>
  )
}

const FunctionView = ({ boxed, path, setting, onChange }: Props & { readonly boxed: FunctionDefinition }) => {
  const t = useDecisionsText()
  return (
    <div className="boxed-function">
      <p className="mono">
        {boxed.functionKind === 'FEEL' ? '' : `${boxed.functionKind} `}(
        {boxed.parameters.map(({ name, typeRef }) => (typeRef ? `${name}: ${typeRef}` : name)).join(', ')})
      </p>
      {boxed.functionKind === 'FEEL' ? (
        <BoxedView
          boxed={boxed.body}
          path={path}
          setting={setting}
          onChange={(body, step) => onChange({ ...boxed, body }, step)}
        />
      ) : (
        <p className="note">{t('externalFunction')}</p>
      )}
    </div>
  )
}

/** Texts of the fields that `BoxedView` draws: what is wrong with them is said below each. */
export const fieldTextsOf = (boxed: Boxed | undefined): readonly string[] => {
  if (boxed?.kind === 'literal') return [boxed.text]
  if (boxed?.kind === 'context') return boxed.entries.flatMap(({ value }) => fieldTextsOf(value))
  return boxed?.kind === 'function' ? fieldTextsOf(boxed.body) : []
}

/** A boxed expression: tables, texts and contexts to be edited, the other kinds as FEEL that says the same. */
export const BoxedView = ({ boxed, path, setting, onChange }: Props) => {
  const t = useDecisionsText()
  if (!boxed) return <p className="note">{t('noLogic')}</p>
  if (boxed.kind === 'literal')
    return (
      <FeelField
        text={boxed.text}
        path={path}
        setting={setting}
        onText={(text) => onChange({ ...boxed, text }, `text ${setting.label} ${path}`)}
      />
    )
  if (boxed.kind === 'table') {
    const isWhole = path === ''
    return (
      <TableGrid
        table={boxed}
        label={isWhole ? setting.label : `${setting.label} ${path}`}
        isReadOnly={setting.isReadOnly}
        problems={
          isWhole ? setting.problems : setting.problems.filter(({ place }) => place?.part?.startsWith(path) === true)
        }
        trace={setting.tables.find((table) => table.path === path) ?? (isWhole ? setting.tables[0] : undefined)}
        types={setting.types}
        sources={setting.sources}
        goTo={setting.goTo}
        onChange={onChange}
        onConnect={setting.onConnect}
        onNewInput={isWhole ? setting.onNewInput : undefined}
      />
    )
  }
  if (boxed.kind === 'context') return <ContextView boxed={boxed} path={path} setting={setting} onChange={onChange} />
  if (boxed.kind === 'function') return <FunctionView boxed={boxed} path={path} setting={setting} onChange={onChange} />
  return (
    <div className="boxed-other">
      <p className="soft small">{t('boxedReadOnly', { kind: boxed.kind })}</p>
      <pre className="mono">{boxedText(boxed)}</pre>
    </div>
  )
}
