/** `intake:` of a resource: how its files are laid out. The same shape by itself is a column mapping file. */
import { crsNames, fileFormats, type Intake, type Item } from '../model.ts'
import { nearest } from '../nearest.ts'
import type { Finding, JsonSchema } from './kind.ts'
import { line, list, matching, object, oneOf } from './schema-parts.ts'

const path = (description: string) => matching('^(\\[\\]|[^\\s.[\\]])', 'a path such as “[].items[]”', description)
const column = (description: string): JsonSchema => ({ ...line, description })
const itemId = (description: string) => matching('^[a-z]', 'the id of an item', description)

export const intakeSchema: JsonSchema = object(
  {
    format: oneOf(fileFormats, 'Format of the files. Default: found out.'),
    recordPath: path('json: dotted path to the records; `[]` walks into every element. Default: found out.'),
    outer: {
      description: 'json: columns made of fields of enclosing objects, each by its path from the root.',
      type: 'object',
      additionalProperties: path('Path from the root, such as “[].department”.'),
    },
    sheet: column('xlsx: name of the sheet, or `*` for all visible ones. Default: the first visible one.'),
    layer: column('shapefile: name of the layer in an archive that holds several.'),
    headerLine: {
      description: 'csv, xlsx: line of the header, from 1; 0 when there is none. Default: found out.',
      type: 'integer',
      minimum: 0,
      maximum: 1000,
    },
    columns: list(column('Title of a column.'), 'Names of the columns, in order, of a file without header.', 1),
    delimiter: {
      description: 'csv: the character between two fields. Default: found out.',
      type: 'string',
      minLength: 1,
      maxLength: 1,
    },
    encoding: oneOf(['utf-8', 'gb18030', 'utf-16le'], 'Encoding of the text. Default: found out.'),
    crs: oneOf(crsNames, 'Coordinate system of the positions in these files. Default: the resource’s.'),
    unpivot: object(
      {
        keep: list(column('Title of a column.'), 'Columns that every long row keeps.'),
        title: column('Name of the made column that holds the title of the wide column.'),
        value: column('Name of the made column that holds its value.'),
        row: column('Name of a column made of the number of the row, from 0; with `start` and `every`, of its time.'),
        start: matching(
          '^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?)?$',
          'a date and time such as “2012-03-01T00:00:00”',
          'Time of the first row; without an offset it is local time.',
        ),
        every: matching('^[1-9]\\d*[smhd]$', 'a length of time such as “5m”', 'Time between two rows.'),
      },
      ['keep', 'title', 'value'],
      'Wide table to long rows: every column not kept becomes a row of its own.',
    ),
    map: {
      description:
        'Title of a column → id of the item it feeds (a point in two columns: `position.lng`, `position.lat`); null leaves the column out.',
      type: 'object',
      additionalProperties: { type: ['string', 'null'], description: 'Id of an item, or null.' },
    },
    constants: {
      description: 'Id of an item → its value in every row.',
      type: 'object',
      propertyNames: itemId('Id of an item.'),
      additionalProperties: { type: 'string', description: 'The value, as a file would carry it.' },
    },
  },
  [],
  'How files of the resource are laid out, where they are not one plain table with a header line.',
)

/** Something wrong in an intake that its schema cannot tell; `part` leads to the place. */
export type IntakeFinding = { readonly part: readonly (string | number)[]; readonly finding: Finding }

/** What an intake says against itself or against the items of its resource. */
export function checkIntake(intake: Intake, items: readonly Item[]): IntakeFinding[] {
  const found: IntakeFinding[] = []
  const report = (part: readonly (string | number)[], finding: Finding) => found.push({ part, finding })
  const ids = items.map((item) => item.id)
  const refer = (part: readonly (string | number)[], id: string) => {
    if (!ids.includes(id))
      report(part, {
        message: `“${id}” is not an item of the resource`,
        expected: `one of ${ids.slice(0, 40).join(', ')}`,
        didYouMean: nearest(id, ids),
      })
  }
  for (const [title, target] of Object.entries(intake.map ?? {})) {
    // A point may come in two columns: `position.lng` and `position.lat`.
    const [, point = '', side] = /^(.*)\.(lng|lat)$/.exec(target ?? '') ?? []
    const isSide = side !== undefined && items.some((item) => item.id === point && item.type === 'point')
    if (target !== null && !isSide) refer(['map', title], target)
  }
  for (const id of Object.keys(intake.constants ?? {})) refer(['constants', id], id)
  if (intake.headerLine === 0 && intake.columns === undefined)
    report(['headerLine'], {
      message: 'a file without header, and nobody names its columns',
      expected: '`columns`, in their order',
    })
  if (intake.columns !== undefined && intake.headerLine !== undefined && intake.headerLine !== 0)
    report(['columns'], {
      message: `the columns are named here and stand on line ${intake.headerLine} too`,
      expected: '`headerLine: 0`, or no `columns`',
    })
  const { unpivot } = intake
  if (unpivot && (unpivot.start === undefined) !== (unpivot.every === undefined))
    report(['unpivot'], { message: 'the time of a row needs both `start` and `every`' })
  if (unpivot?.start !== undefined && unpivot.row === undefined)
    report(['unpivot', 'start'], {
      message: 'the time of the rows goes into no column',
      expected: '`row`, naming the column that receives it',
    })
  if (unpivot) {
    const made = [unpivot.title, unpivot.value, ...(unpivot.row === undefined ? [] : [unpivot.row]), ...unpivot.keep]
    const twice = made.find((name, i) => made.indexOf(name) < i)
    if (twice !== undefined)
      report(['unpivot'], { message: `two columns would be called “${twice}”`, expected: 'each name once' })
  }
  return found
}
