import type { Text } from './text.ts'

/** What the catalogue says of a resource beyond its rows: metadata, the sections of each kind, the rules of classification. */

/** Cycles of 更新周期, in the order of their codes 1–9. */
export const updateCycles = [
  'realtime',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
  'never',
] as const
export type UpdateCycle = (typeof updateCycles)[number]

/** 共享方式: by the platform (interface, tables, files) or, where that is impossible, otherwise. */
export const shareMethods = ['interface', 'tables', 'files', 'other'] as const
export type ShareMethod = (typeof shareMethods)[number]

/** 信息资源格式: document, spreadsheet, database, image, streaming media, self-describing. */
export const formatClasses = ['document', 'spreadsheet', 'database', 'image', 'media', 'self-describing'] as const
export type FormatClass = (typeof formatClasses)[number]

/** Core metadata of the catalogue guide (domain: 政务信息资源目录编制指南, chapter 7) that drive no other part. */
export type ResourceMetadata = {
  readonly formats?: readonly { readonly class: FormatClass; readonly name: string }[]
  /** CCYY-MM-DD. */
  readonly publishedOn?: string
  /** Codes of resources this one is built from or belongs with. */
  readonly relatedCodes?: readonly string[]
  readonly useConditions?: Text
  readonly legalBasis?: Text
  readonly tags?: readonly Text[]
  /** Internal unit of the owner that answers for the data (所属处室). */
  readonly unit?: Text
  /** Information system the data come from (关联信息系统). */
  readonly system?: Text
  /** Business the data arise in (所属主干业务). */
  readonly business?: Text
  /** Which part of the city the data cover (数据范围). Absent areas: all of that level. */
  readonly extent?: { readonly level: 'city' | 'district' | 'street'; readonly areas?: readonly string[] }
  /** Time the data cover; a missing end is open. */
  readonly period?: { readonly from?: string; readonly to?: string }
}

/** A service answers by key from its owner's system; nothing is stored here. */
export type ServiceSection = {
  readonly endpoint: string
  /** Item ids it answers by. */
  readonly keys: readonly string[]
  readonly answers: 'values' | 'yes-no'
  readonly timeLimitMs: number
}

/** A stream is one property of things of one kind, measured over time. */
export type StreamSection = {
  /** Kind of thing that measures, such as `air-station`. */
  readonly thing: string
  readonly property: Text
  /** UCUM symbol; `1` for counts. */
  readonly unit: string
  readonly range?: { readonly min?: number; readonly max?: number }
  /** Expected seconds between two observations of one thing, and after how many it counts as silent. */
  readonly periodSeconds: number
  readonly silenceSeconds: number
  readonly sources: readonly { readonly by: 'mqtt' | 'http'; readonly address: string }[]
}

/** A layer is a ready-made map. One that the public may see carries its map publication number (审图号). */
export type LayerSection = {
  /** Address with {z}, {x}, {y}. */
  readonly url: string
  readonly format: 'png' | 'jpeg' | 'webp' | 'mvt'
  readonly attribution: string
  readonly licence: string
  readonly mapNumber?: string
}

/** A file lies somewhere else; the catalogue says where. */
export type FileSection = { readonly location: string; readonly mediaType: string; readonly sizeBytes?: number }

/** How resources are classified and when they count as fresh: the city's rules of its catalogue. */
export type CatalogueRules = {
  readonly classification: {
    readonly source: string
    /** How sure the numbers are, in words; shown beside them. */
    readonly confidence: string
    /** CCYY-MM-DD. */
    readonly effectiveFrom: string
    /** By leading digits: one digit a class (类), three an item (项), six a category (目), more a sub-category (细目). */
    readonly names: readonly {
      readonly code: string
      readonly name: Text
      /** Theme of the EU data theme vocabulary, such as `TRAN`, under which the class is exported. */
      readonly theme?: string
      /** Said where the name comes from somewhere else than `source`. */
      readonly source?: string
    }[]
  }
  readonly freshness: {
    readonly source: string
    readonly effectiveFrom: string
    /** Age of the last batch beyond which rows are stale; cycles without one have no clock. */
    readonly limits: readonly { readonly update: UpdateCycle; readonly withinMinutes: number }[]
  }
}
