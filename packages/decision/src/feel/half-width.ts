/** What keyboards for Chinese write instead of FEEL's signs. Most of them are letters to FEEL: they become part of a name. */
const twins: Readonly<Record<string, string>> = {
  '、': ',',
  '。': '.',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '　': ' ',
}

/** The text with the signs of FEEL for those that look like them; undefined when it has none. */
export const halfWidth = (text: string): string | undefined => {
  const changed = text.replace(
    /[！-～、。“”‘’　]/g,
    (sign) => twins[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )
  return changed === text ? undefined : changed
}
