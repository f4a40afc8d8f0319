export { emptyRegister, listRegisterStates } from './list-register-states.ts'
export { type CityOfRegisters, makeRegisterRoutes } from './routes.ts'
export { findDataVersion, findTileScope, readTileCells, readTilePoints, type TileScope } from './read-tile-points.ts'
