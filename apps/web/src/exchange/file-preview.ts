import type { FilePreview } from '@onecity/contracts'
import { makeClient, ProblemError, previewFile } from '@onecity/sdk'
import { queryOptions } from '@tanstack/react-query'
import { unreachable } from '../app/api/request.ts'

const client = makeClient({ url: location.origin })

/** Of tables and JSON the beginning is enough; workbooks and archives must be whole. */
const enoughBytes = 2 * 1024 * 1024
const mostArchive = 32 * 1024 * 1024

/** A layout in the shape of a column mapping file. */
export type Layout = Readonly<Record<string, unknown>>

export const isArchive = (file: File): boolean => /\.(xlsx|zip)$/i.test(file.name)
export const isTooLargeToLook = (file: File): boolean => isArchive(file) && file.size > mostArchive

/** What the server makes of the beginning of a file. */
export const filePreviewQuery = (resource: string, file: File, mapping: string | undefined) =>
  queryOptions({
    queryKey: ['file-preview', resource, file.name, file.size, file.lastModified, mapping ?? null],
    queryFn: async ({ signal }): Promise<FilePreview> => {
      const whole = isArchive(file) || file.size <= enoughBytes
      try {
        return await previewFile(client, whole ? file : file.slice(0, enoughBytes), {
          resource,
          fileName: file.name,
          partial: !whole,
          signal,
          ...(mapping === undefined ? {} : { mapping }),
        })
      } catch (cause) {
        if (cause instanceof TypeError) throw new ProblemError(unreachable())
        throw cause
      }
    },
    enabled: !isTooLargeToLook(file),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A layout with one word changed; undefined takes it out again. */
export const withChoice = (layout: Layout, name: string, value: unknown): Layout => {
  const { [name]: _, ...rest } = layout
  return value === undefined ? rest : { ...rest, [name]: value }
}

/** A layout in which a column feeds an item; null = it is left out. An item is fed by one column. */
export const withColumn = (layout: Layout, title: string, item: string | null): Layout => {
  const before = (layout['map'] ?? {}) as Record<string, string | null>
  const map = Object.fromEntries(
    Object.entries(before).filter(([name, target]) => name !== title && (item === null || target !== item)),
  )
  return { ...layout, map: { ...map, [title]: item } }
}
