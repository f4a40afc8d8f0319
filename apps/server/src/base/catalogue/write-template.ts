import type { Item, Resource } from '@onecity/city'

/**
 * The header row of a file that the resource takes in: CSV, one column an item; a point with declared source columns is two.
 * Items that are worked out on the way in are left out. With a language, titles are the items' names where these differ.
 */
export const writeTemplate = (resource: Resource, language?: 'zh' | 'en'): string => {
  const titles = resource.items.map((item) => titleOf(item, language))
  const isUnique = (title: string) => titles.filter((other) => other === title).length === 1
  const cells = resource.items.flatMap((item, index) => {
    if (item.from !== undefined) return []
    const [lng, lat] = [item.columns?.lng[0], item.columns?.lat[0]]
    if (lng !== undefined && lat !== undefined) return [lng, lat]
    const title = titles[index] ?? item.id
    return [isUnique(title) ? title : item.id]
  })
  // Spreadsheets take a file without the mark for one in the local legacy encoding.
  return `\ufeff${cells.map(quoted).join(',')}\r\n`
}

const titleOf = (item: Item, language: 'zh' | 'en' | undefined): string =>
  language === undefined ? item.id : (item.name[language] ?? item.id)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
