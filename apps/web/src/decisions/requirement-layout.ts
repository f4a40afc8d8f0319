/**
 * Where the elements of a requirement graph stand, as DMN draws it: what decides above what it needs. Layers by the longest way
 * down, few crossings by two sweeps of neighbours' means, layers that are too wide folded into rows.
 */
import type { DmnModel } from '@onecity/decision'

export type ElementKind = 'decision' | 'input' | 'knowledge' | 'service'
export type PlacedElement = {
  readonly id: string
  readonly kind: ElementKind
  readonly name: string
  readonly x: number
  readonly y: number
}
export type PlacedEdge = {
  readonly from: string
  readonly to: string
  readonly kind: 'information' | 'knowledge' | 'service'
  readonly points: readonly [x1: number, y1: number, x2: number, y2: number]
}
export type RequirementLayout = {
  readonly elements: readonly PlacedElement[]
  readonly edges: readonly PlacedEdge[]
  readonly width: number
  readonly height: number
  /** Of every element's box. */
  readonly boxWidth: number
}

/** Pixels that a name takes, as near as placing needs it: Han as wide as high, Latin about half. */
const nameWidth = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 14 : 7.8), 0) + 30

/** As wide as three quarters of the names need. */
const boxWidthFor = (names: readonly string[]): number => {
  const widths = names.map(nameWidth).sort((left, right) => left - right)
  return Math.round(Math.max(narrowest, Math.min(widest, widths[Math.floor(widths.length * 0.75)] ?? narrowest)))
}

const narrowest = 104
const widest = 200
export const boxHeight = 42
const gapX = 12
const gapY = 26

type Node = { readonly id: string; readonly kind: ElementKind; readonly name: string; readonly needs: Need[] }
type Need = { readonly id: string; readonly kind: PlacedEdge['kind'] }

const nodesOf = (model: DmnModel): Map<string, Node> => {
  const nodes = new Map<string, Node>()
  const add = (id: string, kind: ElementKind, name: string, needs: Need[]) => nodes.set(id, { id, kind, name, needs })
  const needs = ({ inputs, decisions, knowledge }: DmnModel['decisions'][number]['requires']): Need[] => [
    ...inputs.map((id) => ({ id, kind: 'information' as const })),
    ...decisions.map((id) => ({ id, kind: 'information' as const })),
    ...knowledge.map((id) => ({ id, kind: 'knowledge' as const })),
  ]
  for (const { id, name, label } of model.inputs) add(id, 'input', label ?? name, [])
  for (const { id, name, label, requires } of model.knowledgeModels)
    add(id, 'knowledge', label ?? name, needs(requires))
  for (const { id, name, label, requires } of model.decisions) add(id, 'decision', label ?? name, needs(requires))
  for (const { id, name, outputDecisions } of model.services)
    add(
      id,
      'service',
      name,
      outputDecisions.map((decision) => ({ id: decision, kind: 'service' })),
    )
  return nodes
}

const ranksOf = (nodes: ReadonlyMap<string, Node>): Map<string, number> => {
  const ranks = new Map<string, number>()
  const under = new Set<string>()
  const rank = (id: string): number => {
    const known = ranks.get(id)
    if (known !== undefined) return known
    // A cycle is told as a problem of the model; here it only must not go on for ever.
    if (under.has(id)) return 0
    under.add(id)
    const below = nodes.get(id)?.needs.filter((need) => nodes.has(need.id)) ?? []
    const own = below.length === 0 ? 0 : 1 + Math.max(...below.map((need) => rank(need.id)))
    under.delete(id)
    ranks.set(id, own)
    return own
  }
  for (const id of nodes.keys()) rank(id)
  // What needs nothing stands right below the lowest element that needs it.
  for (const { id, needs } of nodes.values()) {
    if (needs.length > 0) continue
    const users = [...nodes.values()].filter((node) => node.needs.some((need) => need.id === id))
    if (users.length > 0) ranks.set(id, Math.max(0, Math.min(...users.map((user) => ranks.get(user.id) ?? 1)) - 1))
  }
  return ranks
}

/** @param room pixels from left to right that rows should keep to */
export const layoutRequirements = (model: DmnModel, room: number): RequirementLayout => {
  const nodes = nodesOf(model)
  const boxWidth = boxWidthFor([...nodes.values()].map(({ name }) => name))
  const perRow = Math.max(2, Math.floor((room + gapX) / (boxWidth + gapX)))
  const ranks = ranksOf(nodes)
  const layers: string[][] = []
  for (const [id, rank] of ranks) {
    layers[rank] ??= []
    layers[rank]?.push(id)
  }
  const filledLayers = layers.filter((layer) => layer !== undefined).reverse()
  const neighbours = new Map<string, string[]>([...nodes.keys()].map((id) => [id, []]))
  for (const { id, needs } of nodes.values())
    for (const need of needs) {
      neighbours.get(need.id)?.push(id)
      if (nodes.has(need.id)) neighbours.get(id)?.push(need.id)
    }
  const position = new Map<string, number>()
  const remember = (layer: readonly string[]) =>
    layer.forEach((id, at) => {
      position.set(id, at - (layer.length - 1) / 2)
    })
  filledLayers.forEach(remember)
  for (const sweep of [filledLayers, filledLayers.toReversed()])
    for (const layer of sweep) {
      const mean = new Map(
        layer.map((id) => {
          const near = neighbours.get(id) ?? []
          const sum = near.reduce((total, other) => total + (position.get(other) ?? 0), 0)
          return [id, near.length === 0 ? (position.get(id) ?? 0) : sum / near.length]
        }),
      )
      layer.sort((left, right) => (mean.get(left) ?? 0) - (mean.get(right) ?? 0))
      remember(layer)
    }
  const rows = filledLayers.flatMap((layer) => {
    const folds = Math.ceil(layer.length / perRow)
    const each = Math.ceil(layer.length / folds)
    return Array.from({ length: folds }, (_, fold) => layer.slice(fold * each, (fold + 1) * each))
  })
  const longest = Math.max(1, ...rows.map((row) => row.length))
  const width = longest * (boxWidth + gapX) - gapX
  const elements = rows.flatMap((row, line) =>
    row.map((id, at): PlacedElement => {
      const { kind, name } = nodes.get(id) as Node
      const left = (width - (row.length * (boxWidth + gapX) - gapX)) / 2
      return { id, kind, name, x: left + at * (boxWidth + gapX), y: line * (boxHeight + gapY) }
    }),
  )
  const placed = new Map(elements.map((element) => [element.id, element]))
  // Arrows into one element end side by side, from left to right as they come.
  const ends = new Map<string, number>()
  for (const { id, needs } of nodes.values()) {
    const below = needs
      .flatMap((need) => placed.get(need.id) ?? [])
      .sort((left, right) => left.x - right.x || left.y - right.y)
    below.forEach((from, at) => {
      ends.set(`${from.id} ${id}`, ((at + 1) / (below.length + 1) - 0.5) * boxWidth * 0.8)
    })
  }
  const edges = [...nodes.values()].flatMap(({ id, needs }) =>
    needs.flatMap((need): PlacedEdge[] => {
      const from = placed.get(need.id)
      const to = placed.get(id)
      if (!from || !to) return []
      const isBelow = from.y > to.y
      return [
        {
          from: need.id,
          to: id,
          kind: need.kind,
          points: [
            from.x + boxWidth / 2,
            isBelow ? from.y : from.y + boxHeight / 2,
            to.x + boxWidth / 2 + (ends.get(`${need.id} ${id}`) ?? 0),
            isBelow ? to.y + boxHeight : to.y + boxHeight / 2,
          ],
        },
      ]
    }),
  )
  return { elements, edges, boxWidth, width, height: Math.max(0, rows.length * (boxHeight + gapY) - gapY) }
}
