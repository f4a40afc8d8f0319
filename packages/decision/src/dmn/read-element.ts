import type { Element } from 'dmn-moddle'
import type { Limits, Place, Problem } from '../problem.ts'
import type { Variable } from './model.ts'

/** Reads properties of XML elements and keeps what is wrong with them, placed in the element being read. */
export class ElementReader {
  readonly #ids = new Set<string>()

  constructor(
    readonly lines: ReadonlyMap<string, Pick<Place, 'line' | 'lineColumn'>>,
    readonly problems: Problem[],
    readonly limits: Limits,
    readonly place: Place = {},
  ) {}

  /** The same reader at a place further in. */
  at(place: Place): ElementReader {
    return new ElementReader(this.lines, this.problems, this.limits, { ...this.place, ...place })
  }

  tell(code: string, message: string, more: Place = {}, params?: Problem['params']): void {
    const place = { ...this.place, ...more }
    const line = place.elementId === undefined ? undefined : this.lines.get(place.elementId)
    this.problems.push({ code, severity: 'error', message, place: { ...line, ...place }, ...(params && { params }) })
  }

  text(element: Element, property: string): string | undefined {
    const value = element[property]
    return typeof value === 'string' ? value.trim() : undefined
  }

  /** The `text` of an element inside: of a literal expression or of unary tests. */
  inner(element: Element, property: string): string | undefined {
    const inside = this.one(element, property)
    return inside && (this.text(inside, 'text') ?? '')
  }

  /** Blanks as FEEL reads names. */
  name(element: Element): string | undefined {
    return this.text(element, 'name')?.replaceAll(/\s+/g, ' ')
  }

  named(element: Element): { id: string; name: string; label?: string; description?: string } {
    const id = this.text(element, 'id') ?? ''
    const name = this.name(element)
    const label = this.text(element, 'label')
    return {
      id: id || (name ?? ''),
      name: name ?? id,
      ...(label !== undefined && { label }),
      ...this.described(element),
    }
  }

  described(element: Element): { description?: string } {
    const description = this.text(element, 'description')
    return description ? { description } : {}
  }

  one(element: Element, property: string): Element | undefined {
    const value = element[property]
    return typeof value === 'object' && value !== null ? (value as Element) : undefined
  }

  many(element: Element, property: string): readonly Element[] {
    const value = element[property]
    return Array.isArray(value) ? value : []
  }

  variable(element: Element): Variable {
    const typeRef = this.text(element, 'typeRef')
    return { name: this.name(element) ?? '', ...(typeRef !== undefined && { typeRef }) }
  }

  unique(element: Element): void {
    const { id, name } = this.named(element)
    if (name === '') this.tell('dmn.no-name', 'An element has neither a name nor an id', {})
    else if (this.#ids.has(id))
      this.tell('dmn.duplicate-id', `Two elements have the id "${id}"`, { element: name, elementId: id }, { id })
    this.#ids.add(id)
  }

  /** Whether a nesting is within the limit; tells when it is not. */
  shallow(depth: number, name?: string): boolean {
    if (depth <= this.limits.depth) return true
    this.tell('limit.depth', `Expressions are nested deeper than ${this.limits.depth} levels`, {
      ...(name !== undefined && { element: name }),
    })
    return false
  }
}
