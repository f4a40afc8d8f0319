/** The parts of a workbook around its sheets: which sheets there are, shared strings, number formats. ECMA-376 part 1. */
import { posix } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { AppError } from '../../../kernel/app-error.ts'
import { kindOfFormat, type NumberKind } from './xlsx-styles.ts'
import { type Archive, piecesOf, readPart } from './zip.ts'

export type Sheet = { readonly name: string; readonly hidden: boolean; readonly part: string }
export type Workbook = {
  readonly sheets: readonly Sheet[]
  readonly uses1904: boolean
  /** Kind of number by index of the cell's style. */
  readonly styles: readonly NumberKind[]
  readonly strings: (index: number) => string
}

const partLimit = 64 * 1024 * 1024
/** Strings of a workbook are kept whole while it is read: this many UTF-16 units, some 130 MB. */
const mostStrings = 64 * 1024 * 1024

export type XmlHandlers = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Feeds XML to handlers, names without their prefix. */
export const makeXmlReader = (handlers: XmlHandlers, what: string) => {
  const parser = new SaxesParser({ fragment: false })
  parser.on('error', (error) => {
    throw new AppError('unreadable-file', {
      detail: `${what} of the workbook is damaged: ${error.message.split('\n')[0]}`,
      cause: error,
    })
  })
  // A document type may define entities that unfold without end; workbooks have none.
  parser.on('doctype', () => {
    throw new AppError('unreadable-file', { detail: `${what} of the workbook defines entities, which is not read` })
  })
  if (handlers.open)
    parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes as Record<string, string>))
  if (handlers.text) {
    parser.on('text', handlers.text)
    parser.on('cdata', handlers.text)
  }
  if (handlers.close) parser.on('closetag', (tag) => handlers.close?.(local(tag.name)))
  const decoder = new StringDecoder('utf8')
  return {
    write: (bytes: Buffer) => {
      parser.write(decoder.write(bytes))
    },
    end: () => {
      parser.write(decoder.end())
      parser.close()
    },
  }
}

const readXml = async (archive: Archive, part: string, handlers: XmlHandlers): Promise<void> => {
  const reader = makeXmlReader(handlers, part)
  reader.write(Buffer.from(await readPart(archive, part, partLimit)))
  reader.end()
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

const attribute = (attributes: Readonly<Record<string, string>>, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => local(key) === name)?.[1]

const readSharedStrings = async (archive: Archive, part: string): Promise<(index: number) => string> => {
  const strings: string[] = []
  let size = 0
  let text = ''
  let inText = false
  let inPhonetic = false
  const reader = makeXmlReader(
    {
      open: (name) => {
        if (name === 'si') text = ''
        else if (name === 't') inText = true
        else if (name === 'rPh') inPhonetic = true
      },
      text: (piece) => {
        if (inText && !inPhonetic) text += piece
      },
      close: (name) => {
        if (name === 't') inText = false
        else if (name === 'rPh') inPhonetic = false
        else if (name === 'si') {
          size += text.length
          if (size > mostStrings)
            throw new AppError('too-large', {
              detail: `the workbook holds more than ${mostStrings / 1024 / 1024} million characters of text; save the sheet as CSV, which has no such limit`,
            })
          strings.push(unescapeText(text))
        }
      },
    },
    'the list of strings',
  )
  for await (const piece of piecesOf(archive, part)) reader.write(piece)
  reader.end()
  return (index) => strings[index] ?? ''
}

const readStyles = async (archive: Archive, part: string): Promise<NumberKind[]> => {
  const codes = new Map<number, string>()
  const styles: NumberKind[] = []
  let inCellFormats = false
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes['numFmtId'] ?? 0)
        styles.push(kindOfFormat(id, codes.get(id)))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

/** Reads all of a workbook but its sheets. */
export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  const targets = new Map<string, { readonly part: string; readonly type: string }>()
  const root = 'xl'
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attributes['Target'] ?? ''
      targets.set(attributes['Id'] ?? '', {
        part: target.startsWith('/') ? target.slice(1) : posix.normalize(`${root}/${target}`),
        type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
      })
    },
  })
  const found: { name: string; hidden: boolean; id: string }[] = []
  let uses1904 = false
  await readXml(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') uses1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name === 'sheet')
        found.push({
          name: attributes['name'] ?? '',
          hidden: (attributes['state'] ?? 'visible') !== 'visible',
          id: attribute(attributes, 'id') ?? '',
        })
    },
  })
  // Chart sheets and dialogs are no tables.
  const sheets = found.flatMap(({ name, hidden, id }) => {
    const target = targets.get(id)
    return target?.type === 'worksheet' && archive.has(target.part) ? [{ name, hidden, part: target.part }] : []
  })
  const partOf = (type: string): string | undefined =>
    [...targets.values()].find((target) => target.type === type && archive.has(target.part))?.part
  const strings = partOf('sharedStrings')
  const styles = partOf('styles')
  return {
    sheets,
    uses1904,
    styles: styles === undefined ? [] : await readStyles(archive, styles),
    strings: strings === undefined ? () => '' : await readSharedStrings(archive, strings),
  }
}
