/** A path into JSON: `[]` is every element of an array, a name is a property; `[].items[].sub_items[]`. Empty = the root. */
export type JsonPath = readonly string[]

export const parseJsonPath = (text: string): JsonPath =>
  [...text.matchAll(/\[\]|[^.[\]]+/g)].map(([segment]) => segment)

export const formatJsonPath = (path: JsonPath): string =>
  path.reduce((text, segment) => (segment === '[]' ? `${text}[]` : text === '' ? segment : `${text}.${segment}`), '')
