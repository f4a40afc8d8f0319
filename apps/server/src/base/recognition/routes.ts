import { type CrsName, catalogueRulesOf, crsNames, type Item, type ItemType, itemTypes } from '@onecity/city'
import {
  type Declaration,
  type DeclarationChoices,
  DeclarationChoicesSchema,
  type DeclarationRequest,
  DeclarationRequestSchema,
  DeclarationSchema,
  type Recognition,
  RecognitionSchema,
  type ValueCheck,
  type ValueCheckRequest,
  ValueCheckRequestSchema,
  ValueCheckSchema,
} from '@onecity/contracts'
import { type Static, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import { checkFile, type LiveCity } from '../../platform/city/index.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Route, RouteRequest } from '../../platform/http/index.ts'
import { actions, type RequestAccess } from '../../trust/access/index.ts'
import { listUsedCodes } from '../catalogue/index.ts'
import { checkValues, layoutQuery, type SampleFile } from '../exchange/index.ts'
import type { AreaIndex } from '../places/index.ts'
import { nextCodes } from './next-codes.ts'
import { recogniseTable } from './recognise-table.ts'
import { tableOf, valuesOf } from './sample-table.ts'
import { pathOf, writeDeclaration } from './write-declaration.ts'

/** Rows looked at, and how much of a file is read for them: more would make people wait without telling more. */
const mostRows = 20_000
const mostBytes = 64 * 1024 * 1024
const mostMs = 20_000
const oddShown = 8

const RecognitionQuery = Type.Object({
  ...layoutQuery,
  partial: Type.Optional(
    Type.Boolean({ description: 'the body is the beginning of a longer file (64 MB are read of any)' }),
  ),
})
const ChoicesQuery = Type.Object({
  id: Type.Optional(Type.String({ maxLength: 60, description: 'id that a new resource is to have' })),
})

export type RecognitionDeps = {
  readonly database: Database
  readonly city: LiveCity
  readonly areaIndexOf: (version: number, city: ReturnType<LiveCity['current']>['city']) => AreaIndex
  readonly sampleFile: SampleFile
  readonly now: () => number
}

type Request<Q> = RouteRequest<RequestAccess, unknown, Q>

/** Routes from a file nobody has declared to the text of a resource file. Nothing is stored and no value is logged. */
export const makeRecognitionRoutes = ({
  database: { db },
  city,
  areaIndexOf,
  sampleFile,
  now,
}: RecognitionDeps): readonly Route<RequestAccess>[] => {
  const contextNow = () => {
    const { city: live, tree, version } = city.current()
    return { city: live, tree, areaIndex: areaIndexOf(version, live) }
  }

  const recognise = async ({
    query,
    body,
    access,
    reply,
  }: Request<Static<typeof RecognitionQuery>>): Promise<Recognition> => {
    access.authorise({ kind: 'city' })
    body.on('error', () => {})
    // The rest of a body nobody reads would keep the connection busy; what a file holds is nobody else's to keep.
    void reply.header('connection', 'close').header('cache-control', 'no-store')
    const { fileName: _, partial = false, ...stated } = query
    const layout = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined))
    const sample = await sampleFile({
      source: body,
      partial,
      layout,
      mostRows,
      mostBytes,
      mostMs,
      mostSpooled: mostBytes,
    })
    const { facts } = sample
    const { table, from, notices } = tableOf(sample)
    const proposal = recogniseTable(table, contextNow())
    return {
      file: {
        format: facts.format,
        encoding: facts.encoding,
        delimiter: facts.format === 'csv' ? facts.delimiter : null,
        headerLine: facts.headerLine,
        recordPath: facts.recordPath,
        parts: facts.parts.map((part) => ({ ...part, chosen: facts.chosen.includes(part.name) })),
        geometry: table.geometry?.kind ?? null,
        notices: [...facts.notices, ...notices],
      },
      read: {
        records: sample.records,
        sampled: table.rows.length,
        faulty: sample.faulty,
        complete: sample.complete && !partial,
      },
      columns: proposal.columns.map(({ at, item, titles, doubts, examples, odd, ...column }) => ({
        ...column,
        item: item as Recognition['columns'][number]['item'],
        titles: [...titles],
        doubts: [...doubts],
        examples: examples.map(shown),
        odd: odd.map(shown),
        values: at.length === 0 ? [] : valuesOf(table.rows, at),
      })),
      key: proposal.key && { ...proposal.key, items: [...proposal.key.items] },
      crs: proposal.crs && { ...proposal.crs, inside: [...proposal.crs.inside] },
      personal: proposal.personal,
      subject: proposal.subject,
      sample: {
        columns: [...table.columns],
        rows: sample.first.map((row) => from.map((at) => (row[at] == null ? null : shown(row[at])))),
      },
    }
  }

  const check = async ({ json, access, reply }: Request<unknown>): Promise<ValueCheck> => {
    access.authorise({ kind: 'city' })
    void reply.header('cache-control', 'no-store')
    const { item, values, crs, geometry = false } = json as ValueCheckRequest
    if (!itemTypes.includes(item.type as ItemType))
      throw new AppError('bad-request', { detail: `there is no item type “${item.type.slice(0, 40)}”` })
    const verdicts = checkValues({ ...item, headers: [], optional: false, index: false } as Item, values, {
      ...contextNow(),
      crs: crsNames.find((name) => name === crs) ?? ('WGS-84' satisfies CrsName),
      geometry: geometry && ['point', 'line', 'polygon'].includes(item.type),
    })
    const counted = verdicts.map((verdict, at) => ({ verdict, count: values[at]?.count ?? 1 }))
    const all = counted.reduce((sum, { count }) => sum + count, 0)
    const good = counted.reduce((sum, { verdict, count }) => sum + (verdict === null ? count : 0), 0)
    return {
      share: all === 0 ? 0 : good / all,
      odd: counted
        .flatMap(({ verdict, count }) => (verdict === null ? [] : [{ ...verdict, value: shown(verdict.value), count }]))
        .sort((a, b) => b.count - a.count)
        .slice(0, oddShown),
    }
  }

  const declare = async ({ json, access }: Request<unknown>): Promise<Declaration> => {
    const request = json as DeclarationRequest
    const path = pathOf(request.head)
    access.authorise({ kind: 'city', path })
    const today = new Date(now()).toISOString().slice(0, 10)
    const text = writeDeclaration(request, today)
    const problems = await checkFile({ db, actions }, path, text)
    return { path, text, problems: [...problems] }
  }

  const listChoices = async ({ query, access }: Request<Static<typeof ChoicesQuery>>): Promise<DeclarationChoices> => {
    access.authorise({ kind: 'city' })
    const { city: live } = city.current()
    const taken = live.resources.find(({ id }) => id === query.id)
    const mayWrite = (owner: string) =>
      access.decide('city.draft', { kind: 'city', path: pathOf({ owner, id: 'x' }) }).allow
    return {
      owners: live.departments.filter(({ id }) => mayWrite(id)).map(({ id, name }) => ({ id, name })),
      classes: nextCodes(catalogueRulesOf(live), [
        ...(await listUsedCodes(db)),
        ...live.resources.flatMap(({ code }) => code ?? []),
      ]),
      taken: taken ? { id: taken.id, name: taken.name } : null,
    }
  }

  const common = { action: 'city.draft', tags: ['recognition'] } as const
  return [
    {
      ...common,
      method: 'POST',
      url: '/api/recognition',
      roles: 'intake',
      summary:
        'What a file holds that no resource is declared for: types, key, positions, personal data, with evidence',
      query: RecognitionQuery,
      response: RecognitionSchema,
      streamBody: true,
      handler: recognise,
    },
    {
      ...common,
      method: 'POST',
      url: '/api/recognition/check',
      summary: 'How many of some values an item would take in, and why not the others',
      jsonBody: ValueCheckRequestSchema,
      response: ValueCheckSchema,
      handler: check,
    },
    {
      ...common,
      method: 'POST',
      url: '/api/recognition/declaration',
      summary: 'The resource file of what was recognised and corrected, and the problems of the live city with it',
      jsonBody: DeclarationRequestSchema,
      response: DeclarationSchema,
      handler: declare,
    },
    {
      ...common,
      method: 'GET',
      url: '/api/recognition/choices',
      summary: 'Departments one may declare for, classes with the next free resource code, who has an id already',
      query: ChoicesQuery,
      response: DeclarationChoicesSchema,
      handler: listChoices,
    },
  ] as unknown as readonly Route<RequestAccess>[]
}

const longestShown = 200
const shown = (text: string): string => (text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`)
