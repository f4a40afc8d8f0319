export { countTypeFaults } from './count-type-faults.ts'
export { buildIndexes, columnType, ensureTables, widenTables } from './ensure-tables.ts'
export { emptyRegister, findLatestBatch, fingerprintRegisters, listRegisterStates } from './list-register-states.ts'
export { listRegisterMarks, measureRegister, type RegisterMeasures } from './measure-register.ts'
export {
  applyBatch,
  lockRegister,
  type MergeForecast,
  type MergeMode,
  matchBatch,
  prepareForSets,
} from './merge-batch.ts'
export { type PurgeCount, purgeRegister } from './purge-register.ts'
export { readNamedRows } from './read-named-rows.ts'
export { findDataVersion, findTileScope, readTileCells, readTilePoints, type TileScope } from './read-tile-points.ts'
export { readTileShapes, type TileShape } from './read-tile-shapes.ts'
export { type Recount, recountRegisters } from './recount.ts'
export { refuseIncompatibleRegisters } from './refuse-incompatible.ts'
export { countTouched, openRewrite, sampleTouched, type TouchedRow, walkTouched } from './rewrite-rows.ts'
export { type CityOfRegisters, makeRegisterRoutes } from './routes.ts'
export { type Column, geometryItemOf, isPlaced, isShapeType, planTables, type TablePlan } from './table-plan.ts'
export { applyUndo, matchUndo } from './undo-change-set.ts'
