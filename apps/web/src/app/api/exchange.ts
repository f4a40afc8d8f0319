import type {
  Batch,
  BatchPage,
  BatchPreview,
  Reading,
  RejectPage,
  RejectValues,
  RepairRequest,
  Repairs,
  Rereadings,
} from '@onecity/contracts'
import { ProblemError, toLayoutHeaders } from '@onecity/sdk'
import { queryOptions } from '@tanstack/react-query'
import { getJson, pathWith, postJson, toProblem, unreachable } from './request.ts'

export type BatchFilter = {
  readonly resource?: string | undefined
  readonly status?: string | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

export const batchesQuery = (filter: BatchFilter) =>
  queryOptions({
    queryKey: ['batches', filter],
    queryFn: ({ signal }) => getJson<BatchPage>(pathWith('/api/batches', filter), { signal }),
  })

/** The batch of a delivery by its key; null when there is none. */
export const findBatchByKey = async (resource: string, key: string): Promise<Batch | null> =>
  (await getJson<BatchPage>(pathWith('/api/batches', { resource, key, limit: 1 }))).batches[0] ?? null

export const batchQuery = (id: string) =>
  queryOptions({ queryKey: ['batch', id], queryFn: ({ signal }) => getJson<Batch>(`/api/batches/${id}`, { signal }) })

/** How the file of a batch was read. Kept apart from the batch, which live events bring anew without it. */
export const readAsQuery = (id: string) =>
  queryOptions({
    queryKey: ['read-as', id],
    queryFn: async ({ signal }) => (await getJson<Batch>(`/api/batches/${id}`, { signal })).readAs ?? null,
  })

export const rejectsQuery = (id: string, after?: string, limit = 100) =>
  queryOptions({
    queryKey: ['rejects', id, after ?? null, limit],
    queryFn: ({ signal }) => getJson<RejectPage>(pathWith(`/api/batches/${id}/rejects`, { after, limit }), { signal }),
  })

/** Rows that a held batch would remove and that an undo leaves, as far as the reader may see them. */
export const previewQuery = (id: string, purpose: string | undefined) =>
  queryOptions({
    queryKey: ['batch-preview', id, purpose ?? null],
    queryFn: ({ signal }) => getJson<BatchPreview>(`/api/batches/${id}/preview`, { signal, purpose }),
  })

export const repairsQuery = (id: string, purpose: string | undefined) =>
  queryOptions({
    queryKey: ['repairs', id, purpose ?? null],
    queryFn: ({ signal }) => getJson<Repairs>(`/api/batches/${id}/repairs`, { signal, purpose }),
  })

export const rejectValuesQuery = (id: string, line: number, purpose: string | undefined) =>
  queryOptions({
    queryKey: ['reject-values', id, line, purpose ?? null],
    queryFn: ({ signal }) => getJson<RejectValues>(`/api/batches/${id}/rejects/${line}`, { signal, purpose }),
  })

/** Confirms exactly the number of removals that was shown. */
export const confirmBatch = (batch: Batch): Promise<Batch> =>
  postJson(`/api/batches/${batch.id}/confirm`, { deleted: batch.plan?.deleted ?? 0 })
export const discardBatch = (batch: Batch): Promise<Batch> => postJson(`/api/batches/${batch.id}/discard`)
/** Answers the held batch that would take this one back. */
export const proposeUndo = (batch: Batch): Promise<Batch> => postJson(`/api/batches/${batch.id}/undo`)
export const repairRejects = (id: string, chosen: RepairRequest, purpose: string | undefined): Promise<Batch> =>
  postJson(`/api/batches/${id}/repairs`, chosen, { purpose })

/** What the positions of a batch would be in other coordinate systems. */
export const rereadingsQuery = (id: string, purpose: string | undefined) =>
  queryOptions({
    queryKey: ['rereadings', id, purpose ?? null],
    queryFn: ({ signal }) => getJson<Rereadings>(`/api/batches/${id}/reread`, { signal, purpose }),
  })
export const rereadBatch = (id: string, { crs, swapped }: Reading): Promise<Batch> =>
  postJson(`/api/batches/${id}/reread`, { crs, swapped })

/** The batch that is working on another one's rows just now, by which its progress is told; undefined before it is open. */
export const followUpQuery = (batch: Batch, enabled: boolean) =>
  queryOptions({
    queryKey: ['follow-up', batch.id],
    queryFn: async ({ signal }) => {
      const { batches } = await getJson<BatchPage>(pathWith('/api/batches', { resource: batch.resource, limit: 10 }), {
        signal,
      })
      return (
        batches.find(({ repairs, status }) => repairs === batch.id && ['receiving', 'merging'].includes(status)) ?? null
      )
    },
    enabled,
    refetchInterval: 700,
    gcTime: 0,
  })

export const rejectsDownloadPath = (id: string): string => `/api/batches/${id}/rejects.csv`

export type UploadOptions = {
  readonly resource: string
  readonly file: File
  readonly key: string
  readonly mode: Exclude<Batch['mode'], 'undo' | 'reread'>
  /** A column mapping: how the file is laid out. */
  readonly mapping?: string | undefined
  readonly onProgress: (sent: number, total: number) => void
}

export type Upload = { readonly done: Promise<Batch>; readonly cancel: () => void }

const mediaTypeOf = (fileName: string): string => {
  const name = fileName.toLowerCase()
  if (name.endsWith('.xlsx')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  if (name.endsWith('.zip')) return 'application/zip'
  if (/\.(json|geojson)$/.test(name)) return 'application/json'
  if (name.endsWith('.gz')) return 'application/gzip'
  return /\.(ndjson|jsonl)$/.test(name) ? 'application/x-ndjson' : 'text/csv'
}

/** Sends the file as it is. XMLHttpRequest, because fetch tells nothing of how much has left the browser. */
export const uploadBatch = (options: UploadOptions): Upload => {
  const request = new XMLHttpRequest()
  const { resource, file, key, mode, mapping } = options
  const done = new Promise<Batch>((resolve, reject) => {
    request.open(
      'POST',
      pathWith(`/api/registers/${encodeURIComponent(resource)}/batches`, {
        mode,
        key,
        fileName: file.name,
        // As the simulator names what it makes: its rows are labelled wherever they appear.
        simulated: /\.simulated\./.test(file.name) || undefined,
      }),
    )
    request.setRequestHeader('content-type', mediaTypeOf(file.name))
    request.setRequestHeader('accept', 'application/json')
    for (const [name, value] of Object.entries(toLayoutHeaders(mapping === undefined ? {} : { mapping })))
      request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => options.onProgress(event.loaded, event.total)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as Batch)
      else reject(new ProblemError(toProblem(request.status, request.responseText)))
    }
    request.onerror = () => reject(new ProblemError(unreachable()))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.send(file)
  })
  return { done, cancel: () => request.abort() }
}
