import type { TypeExpression } from './ast.ts'
import { KnownNames } from './known-names.ts'
import { NameReader } from './name-reader.ts'

const builtinTypes = new KnownNames([
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'day and time duration',
  'year and month duration',
  'Any',
  'Null',
  'list',
  'range',
  'context',
  'function',
])

/** Reads types (DMN 1.5, rule 53). */
export class TypeReader extends NameReader {
  typeExpression(): TypeExpression {
    this.enter()
    const type = this.#type()
    this.leave()
    return type
  }

  #type(): TypeExpression {
    const { from } = this.peek()
    const name = this.#typeName()
    if (this.is('<')) {
      if (name === 'list' || name === 'range') {
        this.next()
        const of = this.typeExpression()
        return { type: name, of, from, to: this.take('>').to }
      }
      if (name === 'context') {
        this.next()
        const entries: { name: string; type: TypeExpression }[] = []
        const { to } = this.listed('>', () => {
          const entry = this.declaredName(':').name
          this.take(':')
          this.entry(entry)
          entries.push({ name: entry, type: this.typeExpression() })
        })
        return { type: 'context', entries, from, to }
      }
      if (name === 'function') {
        this.next()
        const parameters: TypeExpression[] = []
        this.listed('>', () => parameters.push(this.typeExpression()))
        this.take('->')
        const result = this.typeExpression()
        return { type: 'function', parameters, result, from, to: result.to }
      }
    }
    return { type: 'named', name, from, to: this.before().to }
  }

  /** The longest known name; names of imported types have dots. */
  #typeName(): string {
    let name = ''
    for (;;) {
      const known = this.longestOf(this.types, builtinTypes)
      if (known) {
        this.advance(known.length)
        name += known.name
      } else {
        if (this.peek().kind !== 'word') this.unexpected('a type')
        name += this.usedName(undefined).name
      }
      if (!this.is('.') || this.peek(1).kind !== 'word') return name
      this.next()
      name += '.'
    }
  }
}
