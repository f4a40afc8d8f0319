export { type LiveHub, type LiveHubOptions, type LiveSource, makeLiveHub } from './live-hub.ts'
export { makePollSource, type PollOptions } from './poll-source.ts'
