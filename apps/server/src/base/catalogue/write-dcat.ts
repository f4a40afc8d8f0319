/** Writes DCAT nodes as JSON-LD or Turtle, piece by piece: a catalogue of tens of thousands never stands in memory whole. */
import { setImmediate } from 'node:timers/promises'
import { Writer } from 'n3'
import { type DcatNode, dcatContext, prefixes, toQuads } from './dcat-terms.ts'

/** Nodes written before other work gets its turn. */
const nodesATurn = 200

/** JSON-LD with its context in the document. */
export async function* writeJsonLd(nodes: Iterable<DcatNode>): AsyncGenerator<string> {
  let separator = ''
  let piece = `{"@context":${JSON.stringify(dcatContext)},"@graph":[\n`
  let count = 0
  for (const node of nodes) {
    piece += separator + JSON.stringify(node)
    separator = ',\n'
    if (++count % nodesATurn > 0) continue
    yield piece
    piece = ''
    await setImmediate()
  }
  yield `${piece}\n]}\n`
}

export async function* writeTurtle(nodes: Iterable<DcatNode>): AsyncGenerator<string> {
  let written = ''
  // What n3 asks of an output; it writes as it is told to, at once.
  const output = {
    write: (piece: string, _encoding: string, done?: () => void) => {
      written += piece
      done?.()
    },
    end: (done?: () => void) => done?.(),
  }
  const writer = new Writer(output as never, { prefixes })
  let count = 0
  for (const node of nodes) {
    writer.addQuads(toQuads(node))
    if (++count % nodesATurn > 0) continue
    yield written
    written = ''
    await setImmediate()
  }
  await new Promise<void>((resolve, reject) => {
    writer.end((error) => (error ? reject(error) : resolve()))
  })
  yield written
}
