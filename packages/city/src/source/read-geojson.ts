import { findJsonFault } from './find-json-fault.ts'
import { positionsOf } from './read-yaml.ts'
import { positionOfOffset, type Source, withoutByteOrderMark } from './source.ts'

/** JSON is parsed natively; for positions it is read again as YAML, of which JSON is a part. */
export function readGeojson(path: string, fileText: string): Source {
  const text = withoutByteOrderMark(fileText)
  const at: Source['at'] = (pointer, part = 'value') => positionsOf(text).at(pointer, part)
  try {
    return { path, document: JSON.parse(text), faults: [], at }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const position = positionOfOffset(text, findJsonFault(text))
    const fault = { ...position, message: 'the JSON cannot be read', expected: 'valid JSON (RFC 8259)' }
    return { path, document: undefined, faults: [fault], at }
  }
}
