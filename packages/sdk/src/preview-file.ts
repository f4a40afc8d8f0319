import type { FilePreview } from '@onecity/contracts'
import type { Client, RequestBody } from './client.ts'
import { type FileLayout, toLayoutHeaders, toLayoutQuery } from './file-layout.ts'

export type PreviewOptions = FileLayout & {
  readonly resource: string
  /** The body is the beginning of a longer file; 2 MB are enough, save for workbooks and archives, which must be whole. */
  readonly partial?: boolean
  /** Take workbooks and archives of more than 32 MB too. */
  readonly large?: boolean
  readonly signal?: AbortSignal
}

/** Reads the beginning of a file as it would be taken in; nothing is stored. Throws `ProblemError` when it would be refused. */
export const previewFile = async (client: Client, body: RequestBody, options: PreviewOptions): Promise<FilePreview> => {
  const response = await client.request(`/api/registers/${encodeURIComponent(options.resource)}/preview`, {
    method: 'POST',
    body,
    query: { ...toLayoutQuery(options), partial: options.partial, large: options.large },
    headers: { 'content-type': 'application/octet-stream', ...toLayoutHeaders(options) },
    signal: options.signal,
  })
  return (await response.json()) as FilePreview
}
