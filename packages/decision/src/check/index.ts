export type { DeadCell } from './axes.ts'
export { type CheckedTable, checkModel, checkTables } from './check-model.ts'
export type {
  NotChecked,
  TableCheck,
  TableCheckOptions,
  TableOverlap,
  TableRegion,
  UnreachableRule,
} from './check-table.ts'
export { checkTable } from './check-table.ts'
export { tableProblems } from './table-problems.ts'
