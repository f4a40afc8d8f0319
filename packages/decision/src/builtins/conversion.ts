import type { FeelFunction } from '../values/value.ts'

export const conversionFunctions: readonly (readonly [string, FeelFunction])[] = []
