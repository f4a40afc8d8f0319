import type { AreaTree, City, CrsName, Item, Resource, Text } from '@onecity/city'
import type { AreaIndex } from '../places/index.ts'
import { planTables } from '../registers/index.ts'
import { makeRecordPlan } from './record-plan.ts'
import { type FileFacts, geometryColumn } from './record-source.ts'
import { reasonText } from './reject-reasons.ts'

type ValueVerdict = { readonly value: string; readonly reason: Text }
type CheckedValue = { readonly fields: readonly (string | null)[] }

/**
 * Holds values to an item that no resource declares yet, by the readers that will take them in: for each null if it would be
 * taken, else the value as it is shown and why not. Two fields are longitude and latitude.
 */
export const checkValues = (
  item: Omit<Item, 'optional' | 'headers' | 'index'>,
  values: readonly CheckedValue[],
  context: {
    readonly city: City
    readonly tree: AreaTree
    readonly areaIndex: AreaIndex
    readonly crs: CrsName
    readonly geometry: boolean
  },
): readonly (ValueVerdict | null)[] => {
  const inTwo = values[0]?.fields.length === 2
  const header = inTwo ? ['lng', 'lat'] : [context.geometry ? geometryColumn : 'value']
  const { columns: _, from: __, ...rest } = item
  const checked: Item = {
    ...rest,
    id: 'value',
    optional: false,
    headers: [],
    index: false,
    ...(inTwo && { columns: { lng: ['lng'], lat: ['lat'] } }),
  }
  const resource: Resource = {
    id: 'checked',
    kind: 'stored',
    name: item.name,
    owner: '',
    size: 'normal',
    share: { type: 'none' },
    open: { type: 'none' },
    grade: { level: 'general', personal: false },
    update: 'never',
    key: [],
    items: [checked],
    crs: context.crs,
    highlights: [],
  }
  const geometry: FileFacts['geometry'] = context.geometry ? (item.type as FileFacts['geometry']) : null
  const { city, tree, areaIndex, crs } = context
  const plan = makeRecordPlan({ plan: planTables(resource), header, city, tree, areaIndex, crs, geometry })
  return values.map(({ fields }, at) => {
    const verdict = plan.read({ line: at + 1, fields, raw: '' })
    if (Array.isArray(verdict)) return null
    return { value: fields.join(', '), reason: reasonText(verdict.code, verdict.params ?? null) }
  })
}
