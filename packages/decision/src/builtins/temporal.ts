import type { FeelFunction } from '../values/value.ts'

export const temporalFunctions: readonly (readonly [string, FeelFunction])[] = []
