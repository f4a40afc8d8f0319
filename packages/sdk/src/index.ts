/** Client of the OneCity API; runs in browsers and in Node. Sending files from Node: `@onecity/sdk/node`. */
export type {
  Area,
  Batch,
  ChangeEntry,
  ChangePage,
  LiveEvent,
  ProblemDetails,
  ResourceDetail,
  Row,
} from '@onecity/contracts'
export { type Client, type ClientOptions, makeClient } from './client.ts'
export { type FileLayout, toLayoutHeaders, toLayoutQuery } from './file-layout.ts'
export type { paths } from './generated/openapi.ts'
export { type LiveWanted, listenLive } from './listen-live.ts'
export { type PreviewOptions, previewFile } from './preview-file.ts'
export { ProblemError } from './problem.ts'
export { type ChangesWanted, type RowsWanted, readChanges, readRows } from './read-rows.ts'
