/** Reads a layer of a zipped shapefile: its attributes as columns, and its geometry, in WGS-84, as one more. */
import { Readable } from 'node:stream'
import { nearest } from '@onecity/city'
import { openShp } from 'shapefile'
import { AppError, isAppError } from '../../../kernel/app-error.ts'
import { geometryColumn, normalTitle, type ReadOptions, type RecordSink } from '../record-source.ts'
import { type FileCrs, type Geometry, kindOfGeometry, readPrj } from './geometry.ts'
import { encodingOfCpg, readDbf } from './read-dbf.ts'
import { type Archive, piecesOf, readPart } from './zip.ts'

const partLimit = 1024 * 1024
/** Records handed over before the sink is asked for room. */
const pieceRecords = 200

const baseName = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '')

/** Layers of an archive: paths without their ending. Macs add shadow files that are none. */
export const listLayers = (archive: Archive): readonly string[] =>
  archive.names
    .filter((name) => /\.shp$/i.test(name) && !name.startsWith('__MACOSX/') && !baseName(name).startsWith('._'))
    .map((name) => name.slice(0, -4))

const chooseLayer = (layers: readonly string[], wanted: string | undefined): string => {
  const names = layers.map(baseName)
  if (wanted === undefined) {
    if (layers.length === 1) return layers[0] as string
    throw new AppError('choose-part', {
      detail: `the archive holds several layers, name one: ${names.join(', ')}`,
      params: { parts: names },
    })
  }
  const found = layers.find((layer) => normalTitle(baseName(layer)) === normalTitle(wanted))
  if (found !== undefined) return found
  const meant = nearest(wanted, names)
  throw new AppError('choose-part', {
    detail: `the archive has no layer “${wanted}”; it has ${names.join(', ')}${meant === undefined ? '' : `; did you mean “${meant}”?`}`,
    params: { parts: names },
  })
}

const isLngLat = (geometry: Geometry): boolean => {
  let at: unknown = geometry.coordinates
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0]
  const [x, y] = at as number[]
  return Math.abs(x ?? 0) <= 180 && Math.abs(y ?? 0) <= 90
}

export const readShapefile = async (
  archive: Archive,
  { layout, facts }: ReadOptions,
  sink: RecordSink,
): Promise<void> => {
  const layers = listLayers(archive)
  facts.parts = layers.map((layer) => ({ name: baseName(layer) }))
  const layer = chooseLayer(layers, layout.layer)
  facts.chosen = [baseName(layer)]
  const partOf = (ending: string): string | undefined =>
    archive.names.find((name) => name.toLowerCase() === `${layer}${ending}`.toLowerCase())
  const textOf = async (ending: string): Promise<string | null> => {
    const part = partOf(ending)
    return part === undefined ? null : readPart(archive, part, partLimit)
  }
  const dbf = partOf('.dbf')
  if (dbf === undefined)
    throw new AppError('unreadable-file', {
      detail: `the attributes of the layer (${baseName(layer)}.dbf) are not in the archive; pack .shp, .dbf, .shx and .prj together`,
    })
  const prj = await textOf('.prj')
  const crs = crsOf(prj, layout.crs !== undefined)
  facts.crs = crs?.crs ?? null
  if (prj === null)
    facts.notices.push({
      zh: '图层没有 .prj 文件，坐标按声明的坐标系读取',
      en: 'the layer has no .prj file: its positions were read in the system that is declared',
    })
  const table = await readDbf(piecesOf(archive, dbf), encodingOfCpg((await textOf('.cpg')) ?? ''))
  if (table.encoding === 'utf-8' || table.encoding === 'gb18030') facts.encoding = table.encoding
  const columns = [...table.fields, geometryColumn]
  // The reader of shapes asks for so many bytes at a time; a stream of objects would answer with whole pieces.
  const shapes = Readable.from(piecesOf(archive, `${layer}${archive.has(`${layer}.shp`) ? '.shp' : '.SHP'}`), {
    objectMode: false,
  })
  let told = false
  let line = 0
  let handed = 0
  try {
    const shp = await openShp(shapes as never)
    for await (const { values, deleted } of table.rows) {
      const { done, value } = (await shp.read()) as { done: boolean; value: Geometry | null }
      line++
      if (deleted) continue
      if (done)
        throw new AppError('truncated-file', {
          detail: `the layer has more attributes than shapes: its .shp ends after ${line - 1} of them`,
        })
      const geometry = value && crs?.convert ? crs.convert(value) : value
      if (geometry && !crs && !isLngLat(geometry))
        throw new AppError('unreadable-file', {
          detail:
            'the positions of the layer are no degrees and no .prj says in which system they are; add the .prj file',
        })
      if (facts.geometry === null && geometry) facts.geometry = kindOfGeometry(geometry.type)
      if (!told) sink.columns(columns)
      told = true
      const fields = [...values, geometry ? JSON.stringify(geometry) : null]
      const at = line
      sink.record({
        line: at,
        fields,
        get raw() {
          return JSON.stringify({
            ...Object.fromEntries(table.fields.map((name, i) => [name, values[i] ?? null])),
            [geometryColumn]: geometry ?? null,
          })
        },
      })
      handed++
      if (handed % pieceRecords === 0 && !(await sink.next())) return
    }
    if (!told) sink.columns(columns)
    await sink.next()
  } catch (error) {
    if (isAppError(error) || !(error instanceof Error)) throw error
    throw new AppError('unreadable-file', {
      detail: `the layer is damaged: ${error.message.split('\n')[0]}`,
      cause: error,
    })
  } finally {
    shapes.destroy()
    await table.rows.return(undefined)
  }
}

/** Null without a .prj, or where its system is unknown and the delivery names one instead. */
const crsOf = (prj: string | null, isStated: boolean): FileCrs | null => {
  if (prj === null) return null
  try {
    return readPrj(prj)
  } catch (error) {
    if (isStated) return null
    throw error
  }
}
