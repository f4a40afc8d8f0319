/** PostgreSQL's COPY text format: tab between columns, `\N` for null, backslash before what would be mistaken. */
export const copyNull = '\\N'

const special = /[\\\t\n\r]/
const replacements: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export const copyText = (value: string): string =>
  special.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => replacements[character] as string) : value
