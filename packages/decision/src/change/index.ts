export type { InputLimits } from './candidates.ts'
export { type ChangeSayOptions, sayChanges, sayProposal } from './say.ts'
export type { ChangeOptions, ChangeResult, InputChange, Proposal, Wanted } from './what-would-change.ts'
export { whatWouldChange } from './what-would-change.ts'
