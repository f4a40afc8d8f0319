import type { Question, Reply } from './ask-desk.ts'
import { makeDesk } from './desk.ts'

const desk = makeDesk()

addEventListener('message', ({ data: { id, method, args } }: MessageEvent<Question>) => {
  const answer = async (): Promise<Reply> => {
    try {
      // The protocol ties arguments to methods on both ends; in between they travel as plain data.
      const call = desk[method] as (...args: readonly unknown[]) => unknown
      return { id, value: await call(...args) }
    } catch (fault) {
      return { id, fault: fault instanceof Error ? fault.message : String(fault) }
    }
  }
  void answer().then((reply) => postMessage(reply))
})
