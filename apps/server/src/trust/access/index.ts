export {
  type AccessDecision,
  type AccessObject,
  type Action,
  type Actor,
  actions,
  type Decide,
  type Obligations,
} from './access-types.ts'
export { cityDecide } from './city-decide.ts'
export { makeDecide, stricterOf, stricterShare } from './decide.ts'
export { makeRequestAccess, type RequestAccess } from './request-access.ts'
export { resourceObject } from './resource-object.ts'
