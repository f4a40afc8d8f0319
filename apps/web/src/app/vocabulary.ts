/** Closed lists of the API, in the order people expect them. Types come from the contract; these are for pickers. */
export const catalogueSorts = ['relevance', 'name', 'updated', 'rows', 'code'] as const
export const batchStatuses = ['receiving', 'merging', 'held', 'done', 'failed', 'interrupted', 'discarded'] as const
export type BatchStatusName = (typeof batchStatuses)[number]
export const crsNames = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const
