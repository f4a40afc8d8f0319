import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useLanguage } from '../app/make-text.ts'
import { askDesk } from './ask-desk.ts'
import { useDecisionsText } from './decisions-text.ts'
import { examples } from './examples/examples.ts'
import { FaultNotice } from './fault-notice.tsx'
import { ReadingNotice, useOpenFile } from './open-model.tsx'
import { notKeptKinds, usePlayground } from './playground-store.ts'
import { PreviousDraft } from './previous-draft.tsx'
import { fileNameOf, saveFile } from './save-file.ts'
import { type Compiled, type DeskFault, faultOf } from './use-desk.ts'

/** The model's name, where it comes from, and what is done with it as a whole. */
export const ModelHead = ({
  isReadOnly,
  compiled,
}: {
  readonly isReadOnly: boolean
  readonly compiled: Compiled | null
}) => {
  const t = useDecisionsText()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const { model, origin, past, future, isUnkept } = usePlayground()
  const { change, undo, redo, close } = usePlayground.getState()
  const { reading, openFile } = useOpenFile()
  const [fault, setFault] = useState<DeskFault | null>(null)
  if (!model) return null
  const download = async () => {
    try {
      saveFile(`${fileNameOf(model.name)}.dmn`, await askDesk('write', model), 'application/xml')
      setFault(null)
    } catch (problem) {
      setFault(faultOf(problem))
    }
  }
  const notKept = origin.kind === 'file' ? origin.notKept : undefined
  const lacking = notKeptKinds.flatMap((kind) => {
    const count = notKept?.[kind]
    return count === undefined ? [] : [t(`notKept_${kind}`, { count })]
  })
  const example = origin.kind === 'example' ? examples.find(({ id }) => id === origin.id) : undefined
  return (
    <>
      <header className="page-head decisions-head">
        <h1>{t('title')}</h1>
        <input
          type="text"
          className="model-name"
          aria-label={t('modelName')}
          value={model.name}
          readOnly={isReadOnly}
          onChange={(event) => change((now) => ({ ...now, name: event.target.value }), 'model name')}
        />
        {example ? <span className="label label-simulated">{t('example')}</span> : null}
        <span className="page-head-end decisions-tools">
          {isReadOnly ? null : (
            <>
              <Button size="small" disabled={past.length === 0} onClick={undo} title="Ctrl+Z">
                {t('undo')}
              </Button>
              <Button size="small" disabled={future.length === 0} onClick={redo} title="Ctrl+Y">
                {t('redo')}
              </Button>
            </>
          )}
          <Button size="small" onClick={() => input.current?.click()}>
            {t('openFile')}
          </Button>
          <input
            ref={input}
            type="file"
            accept=".dmn,.xml"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('openFile')}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void openFile(file)
            }}
          />
          <Button
            size="small"
            type="primary"
            disabled={!compiled}
            aria-describedby={lacking.length > 0 ? 'decisions-not-kept' : undefined}
            onClick={() => void download()}
          >
            {t('download')}
          </Button>
          <Button size="small" type="text" onClick={close}>
            {t('close')}
          </Button>
        </span>
      </header>
      <ReadingNotice reading={reading} />
      <FaultNotice fault={fault} />
      {example ? <p className="example-source">{example.source[language]}</p> : null}
      {isReadOnly ? <p className="example-source">{t('readOnly')}</p> : null}
      {past.length === 0 ? <PreviousDraft /> : null}
      {lacking.length > 0 ? (
        <p className="example-source" id="decisions-not-kept">
          {t('notKept', { what: lacking.join(language === 'zh' ? '、' : ', ') })}
        </p>
      ) : null}
      {isUnkept ? (
        <p className="note" role="status">
          {t('unkept')}
        </p>
      ) : null}
    </>
  )
}
