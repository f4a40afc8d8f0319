import type { DmnModel } from '@onecity/decision'
import { useDecisionsText } from './decisions-text.ts'
import { deleteElement, type FoundElement, toggleRequirement, withVariableType, wouldCircle } from './model-edit.ts'
import { usePlayground } from './playground-store.ts'
import { TypePicker } from './type-picker.tsx'

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
        <span className="element-kind">{t(`kind_${kind}`)}</span> {name}
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
