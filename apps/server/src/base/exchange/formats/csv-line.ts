/** Fields as a line of CSV, for formats whose records are no text. */
export const toCsvLine = (fields: readonly (string | null)[], delimiter = ','): string =>
  fields
    .map((field) => {
      const text = field ?? ''
      return text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text)
        ? `"${text.replaceAll('"', '""')}"`
        : text
    })
    .join(delimiter)
