import type { Grant, Person } from './table.ts'

export type Peer = {
  readonly name: string
  /** Decides about people, all of them or as many as wanted at once, as the engine likes it best. */
  readonly decide: (people: readonly Person[]) => Promise<Grant[]> | Grant[]
  readonly dispose?: () => void
}
export declare const makePeers: () => Peer[]
