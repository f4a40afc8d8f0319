import type {
  Declaration,
  DeclarationChoices,
  DeclarationRequest,
  Recognition,
  ValueCheck,
  ValueCheckRequest,
} from '@onecity/contracts'
import { ProblemError } from '@onecity/sdk'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson, pathWith, postJson, type Query, toProblem, unreachable } from './request.ts'

/** How much of a file is read for recognising it; archives must be whole and no larger. */
export const mostRecognisedBytes = 64 * 1024 * 1024

/** What the server finds in a file; `layout`: what people said of sheet, header line and so on. */
export const recogniseFile = async (file: File, layout: Query): Promise<Recognition> => {
  const partial = file.size > mostRecognisedBytes
  const path = pathWith('/api/recognition', { ...layout, fileName: file.name, partial: partial || undefined })
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: partial ? file.slice(0, mostRecognisedBytes) : file,
  }).catch(() => {
    throw new ProblemError(unreachable())
  })
  const text = await response.text()
  if (!response.ok) throw new ProblemError(toProblem(response.status, text))
  return JSON.parse(text) as Recognition
}

export const checkColumn = (request: ValueCheckRequest): Promise<ValueCheck> =>
  postJson<ValueCheck>('/api/recognition/check', request)

export const declarationQuery = (request: DeclarationRequest) =>
  queryOptions({
    queryKey: ['declaration', request],
    queryFn: ({ signal }) => postJson<Declaration>('/api/recognition/declaration', request, { signal }),
    retry: false,
  })

export const choicesQuery = (id: string) =>
  queryOptions({
    queryKey: ['declaration-choices', id],
    queryFn: ({ signal }) => getJson<DeclarationChoices>(pathWith('/api/recognition/choices', { id }), { signal }),
    placeholderData: keepPreviousData,
  })
