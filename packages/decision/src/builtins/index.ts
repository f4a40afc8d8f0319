import type { FeelFunction } from '../values/value.ts'
import { aggregateFunctions } from './aggregates.ts'
import { contextFunctions } from './contexts.ts'
import { conversionFunctions } from './conversion.ts'
import { listFunctions } from './lists.ts'
import { logicFunctions } from './logic.ts'
import { numberFunctions } from './numbers.ts'
import { rangeConversions } from './range-from-text.ts'
import { rangeFunctions } from './ranges.ts'
import { stringFunctions } from './strings.ts'
import { temporalFunctions } from './temporal.ts'

/** The functions of DMN 1.5 (clause 10.3.4) by name. */
export const builtins: ReadonlyMap<string, FeelFunction> = new Map([
  ...logicFunctions,
  ...stringFunctions,
  ...numberFunctions,
  ...listFunctions,
  ...aggregateFunctions,
  ...contextFunctions,
  ...rangeFunctions,
  ...rangeConversions,
  ...conversionFunctions,
  ...temporalFunctions,
])
