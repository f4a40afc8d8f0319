import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { useLanguage } from '../app/make-text.ts'
import { askDesk } from './ask-desk.ts'
import { useDecisionsText } from './decisions-text.ts'
import type { SaidProblem } from './desk-protocol.ts'
import { examples } from './examples/examples.ts'
import { FaultNotice } from './fault-notice.tsx'
import { emptyTable, noRequirements } from './model-edit.ts'
import { type NotKept, notKeptKinds, usePlayground } from './playground-store.ts'
import { PreviousDraft } from './previous-draft.tsx'
import { FewProblems } from './problem-line.tsx'
import { type DeskFault, faultOf } from './use-desk.ts'

/** As the engine's own bound on a model's XML, told before the file is read. */
const mostBytes = 20_000_000

type Reading =
  | { readonly is: 'reading'; readonly name: string }
  | { readonly is: 'too large'; readonly name: string }
  | { readonly is: 'none'; readonly name: string; readonly problems: readonly SaidProblem[] }
  | { readonly is: 'fault'; readonly fault: DeskFault }

const notKeptIn = (problems: readonly SaidProblem[]): NotKept | undefined => {
  const params = problems.find(({ code }) => code === 'dmn.not-kept')?.params
  if (!params) return undefined
  return Object.fromEntries(
    notKeptKinds.flatMap((kind) => (typeof params[kind] === 'number' ? [[kind, params[kind]]] : [])),
  )
}

/** Reads a file into the draft; gives what to show while it is read and when it cannot be. */
export const useOpenFile = (): { reading: Reading | null; openFile: (file: File) => Promise<void> } => {
  const language = useLanguage()
  const [reading, setReading] = useState<Reading | null>(null)
  const openFile = async (file: File) => {
    const { name } = file
    if (file.size > mostBytes) {
      setReading({ is: 'too large', name })
      return
    }
    setReading({ is: 'reading', name })
    try {
      const { model, problems } = await askDesk('read', await file.text(), language)
      if (model) {
        setReading(null)
        const notKept = notKeptIn(problems)
        usePlayground.getState().open(model, { kind: 'file', name, ...(notKept && { notKept }) }, {})
      } else setReading({ is: 'none', name, problems })
    } catch (fault) {
      setReading({ is: 'fault', fault: faultOf(fault) })
    }
  }
  return { reading, openFile }
}

export const ReadingNotice = ({ reading }: { readonly reading: Reading | null }) => {
  const t = useDecisionsText()
  if (!reading) return null
  if (reading.is === 'fault') return <FaultNotice fault={reading.fault} />
  if (reading.is === 'reading')
    return (
      <p className="reading" role="status">
        <progress aria-label={t('reading', { name: reading.name })} /> {t('reading', { name: reading.name })}
      </p>
    )
  return (
    <div className="failure" role="alert">
      <p className="failure-title">{t(reading.is === 'too large' ? 'tooLarge' : 'notDmn', { name: reading.name })}</p>
      <p className="failure-detail">{t(reading.is === 'too large' ? 'tooLargeBody' : 'notDmnBody')}</p>
      {reading.is === 'none' ? <FewProblems problems={reading.problems} /> : null}
    </div>
  )
}

/** Where everything begins: a file, an example, or an empty table. */
export const OpenModel = ({ isReadOnly }: { readonly isReadOnly: boolean }) => {
  const t = useDecisionsText()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const { reading, openFile } = useOpenFile()
  const { open } = usePlayground.getState()
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) void openFile(file)
  }
  const openEmpty = () => {
    const name = t('newDecision')
    open(
      {
        id: 'new-model',
        name: t('newModel'),
        namespace: 'https://onecity.example/decisions/new-model',
        version: '1.5',
        imports: [],
        itemDefinitions: [],
        inputs: [],
        decisions: [{ id: 'decision_1', name, variable: { name }, requires: noRequirements, logic: emptyTable(name) }],
        knowledgeModels: [],
        services: [],
      },
      { kind: 'empty' },
      {},
    )
  }
  return (
    <div className="open-model">
      <p className="lead">{t('lead')}</p>
      <label
        className={`file-drop ${isOver ? 'over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <input
          ref={input}
          type="file"
          accept=".dmn,.xml"
          className="visually-hidden"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) void openFile(file)
          }}
        />
        <Icon name="import" size={28} />
        <span>
          {t('drop')} <span className="link-like">{t('chooseFile')}</span>
        </span>
        <span className="soft small">{t('kinds')}</span>
      </label>
      <ReadingNotice reading={reading} />
      <PreviousDraft />
      <h2>{t('examples')}</h2>
      <ul className="example-list">
        {examples.map(({ id, title, body, shows, model, drafts }) => (
          <li key={id}>
            <button type="button" onClick={() => open(model(language), { kind: 'example', id }, drafts(language))}>
              <b>{title[language]}</b>
              <span className="label label-simulated">{t('example')}</span>
              <span className="soft">{body[language]}</span>
              <span className="faint small">{shows[language]}</span>
            </button>
          </li>
        ))}
      </ul>
      {isReadOnly ? (
        <p className="note">{t('readOnly')}</p>
      ) : (
        <p>
          <Button onClick={openEmpty}>{t('emptyTable')}</Button>
        </p>
      )}
    </div>
  )
}
