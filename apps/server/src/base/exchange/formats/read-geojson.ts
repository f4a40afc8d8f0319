/** Reads the features of a GeoJSON collection (RFC 7946): their properties as columns, and their geometry as one more. */
import { AppError } from '../../../kernel/app-error.ts'
import { geometryColumn, type ReadOptions, type RecordSink, type SourceRecord } from '../record-source.ts'
import { type FileCrs, type Geometry, kindOfGeometry, readGeoJsonCrs } from './geometry.ts'
import { makeKeyedColumns } from './keyed-columns.ts'
import { makeJsonWalker } from './walk-json.ts'

export const readGeoJson = async (
  text: AsyncIterable<string>,
  { layout, titles, facts }: ReadOptions,
  sink: RecordSink,
): Promise<void> => {
  const columns = makeKeyedColumns(sink, {
    ...titles,
    whole: new Set([...titles.whole, geometryColumn]),
  })
  let ready: SourceRecord[] = []
  let line = 0
  let declared: FileCrs | null = null
  let sawFeatures = false
  const isFeatures = (path: readonly string[]) => path.length === 2 && path[0] === 'features' && path[1] === '[]'

  const feature = (value: Record<string, unknown>) => {
    line++
    const properties = (value['properties'] ?? {}) as Record<string, unknown>
    const given = value['geometry'] as Geometry | null | undefined
    const geometry = given && (declared?.convert ? declared.convert(given) : given)
    if (facts.geometry === null && geometry) facts.geometry = kindOfGeometry(geometry.type)
    if (value['id'] !== undefined && !('id' in properties)) columns.put('id', value['id'])
    for (const name in properties) columns.put(name, properties[name])
    columns.put(geometryColumn, geometry ?? null)
    const at = line
    ready.push({
      line: at,
      fields: columns.take(),
      get raw() {
        return JSON.stringify({ ...properties, [geometryColumn]: geometry ?? null })
      },
    })
  }
  const walker = makeJsonWalker({
    enter: (path, kind) => {
      if (path.length === 1 && path[0] === 'features' && kind === 'array') sawFeatures = true
      if (isFeatures(path)) return 'build'
      return path.length === 1 && path[0] === 'crs' ? 'build' : 'skip'
    },
    built: (path, value) => {
      if (isFeatures(path)) {
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
          feature(value as Record<string, unknown>)
        else {
          line++
          ready.push({ line, fields: [], raw: JSON.stringify(value) ?? '', fault: 'not-an-object' })
        }
      } else if (value !== null && layout.crs === undefined) {
        declared = readGeoJsonCrs(value)
        if (declared === null)
          throw new AppError('unreadable-file', {
            detail: `the file is in a coordinate system that is not converted here (${JSON.stringify(value).slice(0, 120)}); save it in WGS 84, or name its system as the crs of the delivery`,
          })
        if (line > 0 && declared.convert)
          throw new AppError('unreadable-file', {
            detail: 'the file names its coordinate system behind its features; save it in WGS 84',
          })
        facts.crs = declared.crs
      }
    },
    leave: () => {},
  })
  const handOver = async (): Promise<boolean> => {
    const records = ready
    ready = []
    for (const record of records) sink.record(record)
    return sink.next()
  }
  for await (const piece of text) {
    walker.write(piece)
    if (!(await handOver())) return
  }
  walker.end()
  await handOver()
  if (!sawFeatures) throw new AppError('unreadable-file', { detail: 'the GeoJSON is no FeatureCollection' })
}
