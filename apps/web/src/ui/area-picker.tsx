import type { Area } from '@onecity/contracts'
import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { areasQuery } from '../app/api/city.ts'
import { usePick } from '../app/make-text.ts'

type Node = { readonly value: string; readonly title: string; readonly search: string; readonly children: Node[] }

/** Areas as a tree under their managing parents; one whose parent is out of sight becomes a root. */
export const areaTree = (areas: readonly Area[], nameOf: (area: Area) => string): readonly Node[] => {
  const nodes = new Map<string, Node>(
    areas.map((area) => [
      area.code,
      {
        value: area.code,
        title: nameOf(area),
        search: `${area.name.zh} ${area.name.en ?? ''} ${area.code}`.toLowerCase(),
        children: [],
      },
    ]),
  )
  return areas.flatMap((area) => {
    const node = nodes.get(area.code)
    const parent = area.parent === null ? undefined : nodes.get(area.parent)
    if (!node) return []
    if (!parent) return [node]
    parent.children.push(node)
    return []
  })
}

export const AreaPicker = ({
  value,
  onChange,
  placeholder,
  label,
  width = 200,
}: {
  readonly value: string | undefined
  readonly onChange: (code: string | undefined) => void
  readonly placeholder: string
  readonly label: string
  readonly width?: number | string
}) => {
  const pick = usePick()
  const { data: areas } = useQuery(areasQuery)
  const tree = useMemo(() => areaTree(areas ?? [], (area) => pick(area.name)), [areas, pick])
  const roots = useMemo(() => tree.map((node) => node.value), [tree])
  return (
    <TreeSelect
      aria-label={label}
      style={{ width }}
      value={value ?? null}
      onChange={(code) => onChange(code ?? undefined)}
      treeData={tree as never}
      treeDefaultExpandedKeys={roots}
      placeholder={placeholder}
      allowClear
      showSearch={{ filterTreeNode: (typed, node) => String(node['search']).includes(typed.trim().toLowerCase()) }}
      popupMatchSelectWidth={280}
      listHeight={360}
    />
  )
}
