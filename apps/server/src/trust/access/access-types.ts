import type { MaskName, Purpose, ShareType } from '@onecity/city'

/** Who asks. Demo roles until accounts exist; callers only pass it on. */
export type Actor = { readonly kind: 'demo-role'; readonly role: string }

/** Every action a route may declare. */
export const actions = [
  'system.health',
  'city.read',
  'city.publish',
  'city.draft',
  'city.export',
  'catalogue.read',
  'registers.read',
  'registers.export',
  'changes.read',
  'batches.read',
  'batches.write',
  'batches.confirm',
  'places.read',
  'live.read',
  'operations.read',
] as const
export type Action = (typeof actions)[number]

/** Facts about what is asked for, passed in by the caller: trust looks nothing up. */
export type AccessObject =
  | {
      readonly kind: 'city'
      /** A file of the city folder, for grants that are held to folders. */
      readonly path?: string
    }
  | {
      readonly kind: 'resource'
      readonly id: string
      readonly shareType: ShareType
      readonly personal: boolean
      /** The resource has an area item: rows can be limited by area. */
      readonly hasArea: boolean
      readonly items: readonly {
        readonly id: string
        readonly share?: ShareType
        readonly sensitive?: 'low' | 'high'
        readonly mask?: MaskName
      }[]
    }

/** What an allowed reader must be held to. Registers compile it to SQL; nothing is fetched and then hidden. */
export type Obligations = {
  /** Area codes whose rows may be seen, subtrees already included; null = everywhere. */
  readonly areas: readonly string[] | null
  readonly hiddenItems: readonly string[]
  readonly masks: Readonly<Record<string, MaskName>>
  readonly limit: number | null
  /** Equal for equal obligations: part of cache keys. */
  readonly scopeHash: string
}

export type AccessDecision =
  | { readonly allow: true; readonly obligations: Obligations }
  | {
      readonly allow: false
      readonly reason: 'not-allowed' | 'purpose-required'
      readonly detail: string
      /** With `purpose-required`: purposes of which one would do. */
      readonly purposes: readonly Purpose[]
    }

export type Decide = (actor: Actor, action: Action, object: AccessObject, purpose: Purpose | null) => AccessDecision
