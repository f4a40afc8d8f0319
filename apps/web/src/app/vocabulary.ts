/** Closed lists of the API, in the order people expect them. Types come from the contract; these are for pickers. */
export const shareTypes = ['unconditional', 'conditional', 'none'] as const
export const resourceKinds = ['stored', 'service', 'stream', 'layer', 'file'] as const
export const freshnessStates = ['fresh', 'due', 'stale', 'never', 'untimed'] as const
export const catalogueSorts = ['relevance', 'name', 'updated', 'rows', 'code'] as const
export const batchStatuses = ['receiving', 'merging', 'held', 'done', 'failed', 'interrupted', 'discarded'] as const
export type BatchStatusName = (typeof batchStatuses)[number]
export const crsNames = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const
