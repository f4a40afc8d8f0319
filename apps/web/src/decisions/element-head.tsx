import type { DmnModel } from '@onecity/decision'
import { useState } from 'react'
import { askDesk } from './ask-desk.ts'
import { useDecisionsText } from './decisions-text.ts'
import {
  deleteElement,
  type FoundElement,
  toggleRequirement,
  withAllowedValues,
  withVariableType,
  wouldCircle,
} from './model-edit.ts'
import { usePlayground } from './playground-store.ts'
import { TypePicker } from './type-picker.tsx'

/** The name; a new one goes into everything that refers to it, once it is whole. */
const NameField = ({ model, id, name }: { readonly model: DmnModel; readonly id: string; readonly name: string }) => {
  const t = useDecisionsText()
  const [text, setText] = useState(name)
  const { rename } = usePlayground.getState()
  const wanted = text.trim()
  const isTaken =
    wanted !== name &&
    [...model.inputs, ...model.decisions, ...model.knowledgeModels, ...model.services].some(
      (element) => element.name === wanted,
    )
  const commit = () => {
    if (wanted === '' || isTaken) setText(name)
    else if (wanted !== name)
      void askDesk('rename', model, id, wanted).then((next) => rename(model, next, name, wanted))
  }
  return (
    <input
      type="text"
      className="element-name-field"
      aria-label={t('name')}
      aria-invalid={isTaken}
      title={isTaken ? t('nameTaken') : undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
        else if (event.key === 'Escape') setText(name)
      }}
    />
  )
}

/** The allowed values of an input, where its type is the model's own. */
export const AllowedValues = ({
  model,
  typeRef,
  isReadOnly,
}: {
  readonly model: DmnModel
  readonly typeRef: string | undefined
  readonly isReadOnly: boolean
}) => {
  const t = useDecisionsText()
  const definition = model.itemDefinitions.find(({ name }) => name === typeRef)
  if (!definition || definition.components.length > 0) return null
  const { change } = usePlayground.getState()
  return (
    <label className="allowed-values">
      <span className="soft">{t('allowed')}</span>
      <input
        type="text"
        className="mono"
        readOnly={isReadOnly}
        spellCheck={false}
        value={definition.allowedValues ?? ''}
        onChange={(event) =>
          change(
            (now) => withAllowedValues(now, definition.name, event.target.value),
            `allowed values ${definition.name}`,
          )
        }
      />
    </label>
  )
}

/** The element that is looked at: kind, name, type, and what it needs. */
export const ElementHead = ({
  model,
  found,
  types,
  isReadOnly,
  onGone,
}: {
  readonly model: DmnModel
  readonly found: FoundElement
  readonly types: readonly string[]
  readonly isReadOnly: boolean
  readonly onGone: () => void
}) => {
  const t = useDecisionsText()
  const { change } = usePlayground.getState()
  const { kind, element } = found
  const { id, name } = element
  const needs =
    kind === 'decision' || kind === 'knowledge'
      ? [...element.requires.inputs, ...element.requires.decisions, ...element.requires.knowledge]
      : []
  const others = [
    ...(kind === 'decision' ? model.inputs : []),
    ...(kind === 'decision' ? model.decisions : []),
    ...model.knowledgeModels,
    ...model.services,
  ].filter((other) => other.id !== id)
  return (
    <header className="element-head">
      <h2>
        <span className="element-kind">{t(`kind_${kind}`)}</span>
        {isReadOnly ? ` ${name}` : <NameField key={name} model={model} id={id} name={name} />}
      </h2>
      {kind === 'service' ? null : (
        // biome-ignore lint/a11y/noLabelWithoutControl: the picker is the control
        <label className="element-type">
          <span className="soft">{t('type')}</span>
          <TypePicker
            label={t('type')}
            value={element.variable.typeRef}
            types={types}
            isReadOnly={isReadOnly || kind === 'knowledge'}
            onChange={(type) => change((now) => withVariableType(now, id, type))}
          />
        </label>
      )}
      {kind === 'decision' || kind === 'knowledge' ? (
        <details className="element-needs">
          <summary>{t('needs', { count: needs.length })}</summary>
          <div className="needs-list">
            {others.map((other) => {
              const isNeeded = needs.includes(other.id)
              return (
                <label key={other.id}>
                  <input
                    type="checkbox"
                    checked={isNeeded}
                    disabled={isReadOnly || (!isNeeded && wouldCircle(model, id, other.id))}
                    onChange={() => change((now) => toggleRequirement(now, id, other.id))}
                  />
                  {other.name}
                </label>
              )
            })}
          </div>
        </details>
      ) : null}
      {isReadOnly ? null : (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            change((now) => deleteElement(now, id))
            onGone()
          }}
        >
          {t('deleteElement')}
        </button>
      )}
    </header>
  )
}
