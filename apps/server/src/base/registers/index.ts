export { emptyRegister, listRegisterStates } from './list-register-states.ts'
export { type CityOfRegisters, makeRegisterRoutes } from './routes.ts'
