import type { DecisionTable, TableInput, TableOutput } from '@onecity/decision'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem } from './desk-protocol.ts'
import type { NewInput } from './model-edit.ts'
import { ProblemLine } from './problem-line.tsx'
import {
  addColumn,
  type ColumnAt,
  deleteColumn,
  moveColumn,
  withAnnotation,
  withInput,
  withOutput,
} from './table-edit.ts'
import { TypePicker } from './type-picker.tsx'

/** What an input column may test. */
export type InputSource = { readonly name: string; readonly typeRef?: string }

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
  <label>
    <span>{label}</span>
    {children}
  </label>
)

/** An object without the entries whose text is empty. */
const given = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== '')) as T

/** What a column's header says: label, expression, type, values; moving it and taking it away. */
export const ColumnEditor = ({
  table,
  at,
  types,
  problems,
  onChange,
  onMove,
}: {
  readonly table: DecisionTable
  readonly at: ColumnAt
  readonly types: readonly string[]
  readonly problems: readonly SaidProblem[]
  readonly onChange: (next: DecisionTable, step?: string) => void
  /** The column went to another place, or away. */
  readonly onMove: (at: ColumnAt | null) => void
}) => {
  const t = useDecisionsText()
  const { kind, index } = at
  const step = `column ${kind} ${index}`
  const input = kind === 'input' ? table.inputs[index] : undefined
  const output = kind === 'output' ? table.outputs[index] : undefined
  const count = { input: table.inputs, output: table.outputs, annotation: table.annotations }[kind].length
  const patchInput = (patch: Partial<Record<keyof TableInput, string | undefined>>) => {
    if (input)
      onChange(
        withInput(table, index, { ...given({ ...input, ...patch }), text: patch.text ?? input.text } as TableInput),
        step,
      )
  }
  const patchOutput = (patch: Partial<Record<keyof TableOutput, string | undefined>>) => {
    if (output) onChange(withOutput(table, index, given({ ...output, ...patch }) as TableOutput), step)
  }
  const text = (label: string, value: string | undefined, take: (text: string) => void, isFeel = false) => (
    <Labelled label={label}>
      <input
        type="text"
        className={isFeel ? 'mono' : ''}
        value={value ?? ''}
        spellCheck={false}
        onChange={(event) => take(event.target.value)}
      />
    </Labelled>
  )
  const move = (by: number) => {
    onChange(moveColumn(table, at, index + by))
    onMove({ kind, index: index + by })
  }
  const own = problems.filter(
    ({ place }) => place?.row === undefined && place?.column === index + 1 && place.columnKind === kind,
  )
  return (
    <fieldset className="column-fields">
      <legend>{t(`column_${kind}`, { number: index + 1 })}</legend>
      {input ? (
        <>
          {text(t('label'), input.label, (label) => patchInput({ label }))}
          {text(t('expression'), input.text, (expression) => patchInput({ text: expression }), true)}
          <Labelled label={t('type')}>
            <TypePicker
              label={t('type')}
              value={input.typeRef}
              types={types}
              onChange={(typeRef) => patchInput({ typeRef })}
            />
          </Labelled>
          {text(t('allowed'), input.values, (values) => patchInput({ values }), true)}
        </>
      ) : null}
      {output ? (
        <>
          {text(t('label'), output.label, (label) => patchOutput({ label }))}
          {text(t('name'), output.name, (name) => patchOutput({ name }), true)}
          <Labelled label={t('type')}>
            <TypePicker
              label={t('type')}
              value={output.typeRef}
              types={types}
              onChange={(typeRef) => patchOutput({ typeRef })}
            />
          </Labelled>
          {text(t('outputValues'), output.values, (values) => patchOutput({ values }), true)}
          {text(t('default'), output.defaultValue, (defaultValue) => patchOutput({ defaultValue }), true)}
        </>
      ) : null}
      {kind === 'annotation'
        ? text(t('label'), table.annotations[index], (label) => onChange(withAnnotation(table, index, label), step))
        : null}
      <span className="column-actions">
        <Button size="small" disabled={index === 0} onClick={() => move(-1)}>
          {t('moveLeft')}
        </Button>
        <Button size="small" disabled={index === count - 1} onClick={() => move(1)}>
          {t('moveRight')}
        </Button>
        <Button
          size="small"
          disabled={kind === 'output' && count === 1}
          onClick={() => {
            onChange(deleteColumn(table, at))
            onMove(null)
          }}
        >
          {t('deleteColumn')}
        </Button>
        <Button size="small" type="text" onClick={() => onMove(null)}>
          {t('done')}
        </Button>
      </span>
      {own.map((problem) => (
        <ProblemLine
          key={`${problem.code} ${problem.span?.from ?? ''}`}
          problem={problem}
          onMend={input ? (mended) => patchInput({ text: mended }) : undefined}
        />
      ))}
    </fieldset>
  )
}

const newTypes = ['number', 'string', 'boolean', 'date', 'choice'] as const

/** A new column: an input that the model has, a new one, or an output. */
export const NewColumn = ({
  kind,
  table,
  sources,
  onChange,
  onNewInput,
  onClose,
}: {
  readonly kind: 'input' | 'output'
  readonly table: DecisionTable
  readonly sources: readonly InputSource[]
  readonly onChange: (next: DecisionTable) => void
  readonly onNewInput: ((input: NewInput) => void) | undefined
  readonly onClose: () => void
}) => {
  const t = useDecisionsText()
  const [name, setName] = useState('')
  const [type, setType] = useState<(typeof newTypes)[number]>('number')
  const [choices, setChoices] = useState('')
  const words = choices
    .split(/[,，、;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const unused = sources.filter((source) => !table.inputs.some(({ text }) => text === source.name))
  const isTaken = kind === 'input' && sources.some((source) => source.name === name.trim())
  const isReady = name.trim() !== '' && !isTaken && (kind === 'output' || type !== 'choice' || words.length > 0)
  const add = () => {
    const typeRef = type === 'choice' ? 'string' : type
    if (kind === 'output') {
      const values = type === 'choice' ? words.map((word) => JSON.stringify(word)).join(', ') : ''
      const next = addColumn(table, 'output', { label: name.trim(), text: name.trim(), typeRef })
      const at = next.outputs.length - 1
      const output = next.outputs[at]
      onChange(values === '' || !output ? next : withOutput(next, at, { ...output, values }))
    } else
      onNewInput?.({
        name: name.trim(),
        typeRef,
        ...(type === 'choice' && { choices: { typeName: t('typeOf', { name: name.trim() }), words } }),
      })
    onClose()
  }
  return (
    <form
      className="column-fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) add()
      }}
    >
      <b className="column-fields-title">{t(kind === 'input' ? 'newInput' : 'newOutput')}</b>
      {kind === 'input' && unused.length > 0 ? (
        <p className="column-sources">
          <span>{t('existing')}</span>
          {unused.map((source) => (
            <Button
              key={source.name}
              size="small"
              onClick={() => {
                onChange(
                  addColumn(table, 'input', {
                    label: source.name,
                    text: source.name,
                    ...(source.typeRef !== undefined && { typeRef: source.typeRef }),
                  }),
                )
                onClose()
              }}
            >
              {source.name}
            </Button>
          ))}
        </p>
      ) : null}
      {kind === 'output' || onNewInput ? (
        <>
          <Labelled label={t('name')}>
            {/* biome-ignore lint/a11y/noAutofocus: the form was asked for by a press */}
            <input type="text" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
          </Labelled>
          <Labelled label={t('type')}>
            <select value={type} onChange={(event) => setType(event.target.value as typeof type)}>
              {newTypes.map((each) => (
                <option key={each} value={each}>
                  {t(`type_${each}`)}
                </option>
              ))}
            </select>
          </Labelled>
          {type === 'choice' ? (
            <Labelled label={t('choices')}>
              <input
                type="text"
                value={choices}
                placeholder={t('choicesHint')}
                onChange={(event) => setChoices(event.target.value)}
              />
            </Labelled>
          ) : null}
          {isTaken ? <span className="problem-line problem-error">{t('nameTaken')}</span> : null}
          <span className="column-actions">
            <Button size="small" type="primary" htmlType="submit" disabled={!isReady}>
              {t('add')}
            </Button>
            <Button size="small" type="text" onClick={onClose}>
              {t('cancel')}
            </Button>
          </span>
        </>
      ) : null}
    </form>
  )
}
