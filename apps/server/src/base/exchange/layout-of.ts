import type { CrsName, Intake, Resource } from '@onecity/city'
import type { FileFacts } from './record-source.ts'

/** How a delivery is laid out: what its resource declares, then what came with it, each part for itself. */
export const layoutOf = (resource: Resource, sent: Intake | null): Intake => {
  const declared = resource.intake ?? {}
  if (!sent) return declared
  // A named header line makes names given for a file without one void, and the other way round.
  const { headerLine, columns, ...rest } = declared
  const header = sent.headerLine === undefined && sent.columns === undefined ? { headerLine, columns } : {}
  return {
    ...rest,
    ...(header.headerLine === undefined ? {} : { headerLine: header.headerLine }),
    ...(header.columns === undefined ? {} : { columns: header.columns }),
    ...sent,
    ...(declared.map || sent.map ? { map: { ...declared.map, ...sent.map } } : {}),
    ...(declared.constants || sent.constants ? { constants: { ...declared.constants, ...sent.constants } } : {}),
  }
}

/** Stated for the delivery, else told by the file, else declared by the resource. */
export const crsOf = (resource: Resource, layout: Intake, facts: FileFacts): CrsName =>
  layout.crs ?? facts.crs ?? resource.crs

/** What is kept of how a batch was read: the layout used, and what was found out about the file. */
export type ReadAs = Intake & { readonly sheets?: readonly string[]; readonly unpivoted?: readonly string[] }

export const readAsOf = (layout: Intake, facts: FileFacts): ReadAs => ({
  ...layout,
  ...(facts.headerLine === null ? {} : { headerLine: facts.headerLine }),
  ...(facts.format === 'csv' && facts.delimiter !== null && facts.unpivoted === null
    ? { delimiter: facts.delimiter }
    : {}),
  ...(facts.format === 'xlsx' ? { sheets: facts.chosen } : {}),
  ...(facts.format === 'shapefile' && facts.chosen[0] !== undefined ? { layer: facts.chosen[0] } : {}),
  ...(facts.format === 'json' && facts.recordPath !== null ? { recordPath: facts.recordPath } : {}),
  ...(facts.unpivoted === null ? {} : { unpivoted: facts.unpivoted }),
})
