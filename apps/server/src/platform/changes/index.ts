export { closeChangeSet, type NewChangeSet, openChangeSet } from './record-change-set.ts'
export { changesChannel, type Sequencer, startSequencer } from './sequencer.ts'
