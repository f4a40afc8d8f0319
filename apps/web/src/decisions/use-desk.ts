/** The model compiled and the inputs evaluated, shortly after each change; of answers that overtake each other the newest counts. */
import type { DmnModel } from '@onecity/decision'
import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../app/make-text.ts'
import { askDesk, DeskTimeout } from './ask-desk.ts'
import type { DeskMethods, Drafts, Evaluation, ModelView } from './desk-protocol.ts'

export type DeskFault = 'timeout' | { readonly message: string }
export const faultOf = (fault: unknown): DeskFault =>
  fault instanceof DeskTimeout ? 'timeout' : { message: fault instanceof Error ? fault.message : String(fault) }

const compileAfterMs = 60
const evaluateAfterMs = 30

export type Compiled = { readonly view: ModelView; readonly model: DmnModel }

export const useCompiled = (model: DmnModel | null): { compiled: Compiled | null; fault: DeskFault | null } => {
  const language = useLanguage()
  const [compiled, setCompiled] = useState<Compiled | null>(null)
  const [fault, setFault] = useState<DeskFault | null>(null)
  const isFirst = compiled === null
  useEffect(() => {
    if (!model) return
    let isCurrent = true
    const timer = setTimeout(
      () => {
        askDesk('compile', model, language).then(
          (view) => {
            if (!isCurrent) return
            setCompiled({ view, model })
            setFault(null)
          },
          (problem: unknown) => isCurrent && setFault(faultOf(problem)),
        )
      },
      isFirst ? 0 : compileAfterMs,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [model, language, isFirst])
  return { compiled, fault }
}

export const useEvaluation = (
  compiled: Compiled | null,
  asked: string | undefined,
  drafts: Drafts,
): { evaluation: Evaluation | null; fault: DeskFault | null } => {
  const language = useLanguage()
  const [evaluation, setEvaluation] = useState<Evaluation | null>(null)
  const [fault, setFault] = useState<DeskFault | null>(null)
  const number = useRef(0)
  useEffect(() => {
    if (!compiled || asked === undefined) {
      setEvaluation(null)
      return
    }
    const own = ++number.current
    const timer = setTimeout(() => {
      askDesk('evaluate', asked, drafts, language).then(
        (newest) => {
          if (own !== number.current) return
          setEvaluation(newest)
          setFault(null)
        },
        (problem: unknown) => own === number.current && setFault(faultOf(problem)),
      )
    }, evaluateAfterMs)
    return () => clearTimeout(timer)
  }, [compiled, asked, drafts, language])
  return { evaluation, fault }
}

const checkAfterMs = 400

/** What looking through the compiled model finds, its tables' gaps and overlaps among it; null while they are being looked for. */
export const useModelCheck = (
  compiled: Compiled | null,
): { check: Awaited<ReturnType<DeskMethods['check']>> | null; fault: DeskFault | null } => {
  const language = useLanguage()
  const [check, setCheck] = useState<Awaited<ReturnType<DeskMethods['check']>> | null>(null)
  const [fault, setFault] = useState<DeskFault | null>(null)
  useEffect(() => {
    if (!compiled) return
    let isCurrent = true
    const timer = setTimeout(() => {
      askDesk('check', language).then(
        (found) => {
          if (!isCurrent) return
          setCheck(found)
          setFault(null)
        },
        (problem: unknown) => isCurrent && setFault(faultOf(problem)),
      )
    }, checkAfterMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [compiled, language])
  return { check, fault }
}
