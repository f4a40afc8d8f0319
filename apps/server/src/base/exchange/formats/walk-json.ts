/**
 * Walks a JSON document of any size, token by token, and builds only the values that stand at wanted paths. Everything else
 * passes by without being kept, so memory does not grow with the document.
 */
import { Tokenizer, TokenType } from '@streamparser/json'
import { AppError, isAppError } from '../../../kernel/app-error.ts'
import { longestRecord } from '../record-source.ts'

export type JsonVisitor = {
  /** Called at every value; `build` asks for the whole of it, `skip` walks into it. `path` is shared: copy what is kept. */
  readonly enter: (path: readonly string[], kind: 'object' | 'array' | 'scalar') => 'build' | 'skip'
  readonly built: (path: readonly string[], value: unknown) => void
  /** An object or array that was walked into has ended. */
  readonly leave: (path: readonly string[]) => void
}

type Frame = { readonly isArray: boolean; key: string | null }
type Container = unknown[] | Record<string, unknown>

export type JsonWalker = { readonly write: (text: string) => void; readonly end: () => void }

const broken = (cause: unknown): AppError =>
  new AppError('truncated-file', {
    detail: `the JSON cannot be read: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
    cause,
  })

export const makeJsonWalker = (visitor: JsonVisitor): JsonWalker => {
  const frames: Frame[] = []
  const path: string[] = []
  /** Containers of the value being built, outermost first; empty while walking. */
  const building: { readonly value: Container; key: string }[] = []
  let size = 0
  let depth = 0
  let sawRoot = false
  let failure: AppError | null = null

  const position = () => {
    const frame = frames.at(-1)
    if (frame === undefined) return
    path.length = frames.length
    path[frames.length - 1] = frame.isArray ? '[]' : (frame.key ?? '')
  }
  const add = (value: unknown) => {
    const top = building.at(-1)
    if (top === undefined) return
    if (Array.isArray(top.value)) top.value.push(value)
    else Object.defineProperty(top.value, top.key, { value, enumerable: true, configurable: true, writable: true })
  }
  const grow = (length: number) => {
    size += length
    if (size > longestRecord)
      throw new AppError('truncated-file', {
        detail: `a record of the file is longer than ${longestRecord} characters; name the path to the records`,
      })
  }
  const open = (isArray: boolean) => {
    if (building.length > 0) {
      const value: Container = isArray ? [] : {}
      grow(2)
      add(value)
      building.push({ value, key: '' })
      depth++
      return
    }
    position()
    if (visitor.enter(path, isArray ? 'array' : 'object') === 'build') {
      size = 0
      depth = 1
      building.push({ value: isArray ? [] : {}, key: '' })
    } else frames.push({ isArray, key: null })
  }
  const close = () => {
    if (building.length > 0) {
      const done = building.pop()
      depth--
      if (depth === 0) visitor.built(path, done?.value)
      return
    }
    frames.pop()
    path.length = frames.length
    position()
    visitor.leave(path)
  }
  const scalar = (value: unknown) => {
    if (building.length > 0) {
      grow(typeof value === 'string' ? value.length + 2 : 8)
      add(value)
      return
    }
    position()
    if (visitor.enter(path, 'scalar') === 'build') visitor.built(path, value)
  }

  const takeKey = (key: string) => {
    const top = building.at(-1)
    if (top) {
      top.key = key
      grow(key.length + 4)
      return
    }
    const frame = frames.at(-1)
    if (frame) frame.key = key
  }

  /** What may come next; the tokenizer knows words, not sentences. */
  let expect: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing' = 'value'
  const kinds: ('array' | 'object')[] = []
  const afterValue = () => {
    expect = kinds.length === 0 ? 'nothing' : 'comma-or-end'
  }
  const refuse = (found: string): never => {
    throw broken(`${found} stands where ${expect.replaceAll('-', ' ')} belongs`)
  }

  const tokenizer = new Tokenizer()
  tokenizer.onToken = ({ token, value }) => {
    if (failure !== null) return
    try {
      sawRoot = true
      switch (token) {
        case TokenType.LEFT_BRACE:
        case TokenType.LEFT_BRACKET: {
          if (expect !== 'value' && expect !== 'value-or-end') refuse('a bracket')
          const isArray = token === TokenType.LEFT_BRACKET
          kinds.push(isArray ? 'array' : 'object')
          expect = isArray ? 'value-or-end' : 'key-or-end'
          open(isArray)
          return
        }
        case TokenType.RIGHT_BRACE:
        case TokenType.RIGHT_BRACKET: {
          const kind = token === TokenType.RIGHT_BRACKET ? 'array' : 'object'
          if (!expect.endsWith('-or-end') || kinds.pop() !== kind) refuse('a closing bracket')
          close()
          afterValue()
          return
        }
        case TokenType.COLON:
          if (expect !== 'colon') refuse('a colon')
          expect = 'value'
          return
        case TokenType.COMMA:
          if (expect !== 'comma-or-end') refuse('a comma')
          expect = kinds.at(-1) === 'array' ? 'value' : 'key'
          return
        default:
          if (token === TokenType.STRING && (expect === 'key' || expect === 'key-or-end')) {
            takeKey(value as string)
            expect = 'colon'
            return
          }
          if (expect !== 'value' && expect !== 'value-or-end') refuse('a value')
          scalar(value)
          afterValue()
      }
    } catch (error) {
      failure = isAppError(error) ? error : broken(error)
    }
  }
  tokenizer.onError = (error) => {
    failure ??= broken(error)
  }
  const check = () => {
    if (failure !== null) throw failure
  }
  return {
    write: (text) => {
      tokenizer.write(text)
      check()
    },
    end: () => {
      if (!sawRoot) throw new AppError('empty-file')
      if (!tokenizer.isEnded) tokenizer.end()
      if (kinds.length > 0)
        throw new AppError('truncated-file', { detail: 'the JSON ends before its last bracket is closed' })
      check()
    },
  }
}
