export * from './citizen-id.ts'
export * from './mask.ts'
export * from './phone.ts'
export * from './uscc.ts'
