import { Readable } from 'node:stream'
import { breakingChanges, differencesOf, folderOf } from '@onecity/city'
import {
  type CityDifferences,
  CityDifferencesSchema,
  type CityDraft,
  CityDraftSchema,
  type CityFolder,
  CityFolderSchema,
  type DraftCheck,
  DraftCheckSchema,
} from '@onecity/contracts'
import { type TSchema, Type } from 'typebox'
import { AppError } from '../../kernel/app-error.ts'
import type { Route } from '../http/index.ts'
import { findInstallation, findVersion } from './city-store.ts'
import {
  closeDraft,
  type DraftLine,
  dropDraftFile,
  insertDraft,
  listDraftFiles,
  listDrafts,
  putDraftFile,
} from './draft-store.ts'
import { checkDraft, type DraftDeps, getDraft, liveHashes, publishDraft, stateOf } from './drafts.ts'
import { findFileHashes, readContents, readVersionFiles } from './file-store.ts'
import { stampFile, stampText } from './folder-stamp.ts'
import { listFolders } from './folder-store.ts'
import type { LiveCity } from './live-city.ts'
import { writeTar } from './write-tar.ts'

/** What these routes need of an access object; trust/access provides it. */
type VersionAccess = {
  readonly used: boolean
  readonly actor: { readonly role: string }
  readonly authorise: (object: { readonly kind: 'city'; readonly path?: string }) => unknown
}

const mostDifferences = 5_000
const largestFile = 8 * 1024 * 1024
const number = Type.Integer({ minimum: 1 })
const byNumber = Type.Object({ number })
const byId = Type.Object({ id: Type.String({ format: 'uuid' }) })
const byPath = Type.Object({ path: Type.String({ minLength: 1, maxLength: 500 }) })

/** Routes of versions and drafts of the city. */
export const makeVersionRoutes = <Access extends VersionAccess>(
  deps: Pick<DraftDeps, 'publisher' | 'actions'> & { readonly city: LiveCity },
): readonly Route<Access>[] => {
  const { db } = deps.publisher
  const drafts: DraftDeps = { ...deps, live: deps.city.current }
  const toDraft = async (draft: DraftLine, hashes: ReadonlyMap<string, string>): Promise<CityDraft> => ({
    ...draft,
    files: (await listDraftFiles(db, draft.id)).map((file) => stateOf(file, hashes)),
  })
  const openDraft = async (id: string): Promise<DraftLine> => {
    const draft = await getDraft(drafts, id)
    if (draft.status !== 'open') throw new AppError('city-moved-on', { detail: `The draft is ${draft.status}.` })
    return draft
  }
  const fullDraft = async (id: string): Promise<CityDraft> =>
    toDraft(await getDraft(drafts, id), await liveHashes(drafts))

  return [
    route({
      method: 'GET',
      url: '/api/city/folders',
      action: 'city.read',
      summary: 'Folders that processes hold, and the version each carries',
      response: Type.Object({ folders: Type.Array(CityFolderSchema) }),
      handler: async ({ access }): Promise<{ folders: CityFolder[] }> => {
        access.authorise({ kind: 'city' })
        const folders = await listFolders(db)
        return {
          folders: folders.map(({ path, ...folder }) => ({ name: path.split(/[/\\]/).at(-1) ?? path, ...folder })),
        }
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/versions/:number/differences',
      action: 'city.export',
      summary: 'What differs between two versions (`to`: the live one by default), and which of it breaks whom',
      params: byNumber,
      query: Type.Object({ to: Type.Optional(number) }),
      response: CityDifferencesSchema,
      handler: async ({ access, params, query }): Promise<CityDifferences> => {
        access.authorise({ kind: 'city' })
        const live = deps.city.current()
        const cityOf = async (wanted: number) => {
          if (wanted === live.version) return live.city
          const found = await findVersion(db, wanted)
          if (!found) throw new AppError('not-found', { detail: `There is no version ${wanted}.` })
          return found.city
        }
        const to = query.to ?? live.version
        const [before, after] = [await cityOf(params.number), await cityOf(to)]
        const differences = differencesOf(before, after)
        return {
          from: params.number,
          to,
          total: differences.length,
          differences: differences.slice(0, mostDifferences),
          breaking: breakingChanges(before, after).map(copyBreak),
        }
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/versions/:number/export.tar',
      action: 'city.export',
      summary: 'The folder of a version as a tar archive, with `.version`',
      params: byNumber,
      produces: ['application/x-tar'],
      handler: async ({ access, params, reply }): Promise<unknown> => {
        access.authorise({ kind: 'city' })
        const stored = await findVersion(db, params.number)
        const files = stored && (await readVersionFiles(db, params.number))
        if (!stored || !files) throw new AppError('not-found', { detail: `There is no version ${params.number}.` })
        const stamp = stampText({ number: stored.number, hash: stored.hash, installation: await findInstallation(db) })
        const name = `${stored.city.id}-v${stored.number}`
        reply.type('application/x-tar').header('content-disposition', `attachment; filename="${name}.tar"`)
        const inFolder = [...files].map(([path, bytes]): [string, Buffer] => [`${name}/${path}`, bytes])
        return reply.send(Readable.from(writeTar([...inFolder, [`${name}/${stampFile}`, Buffer.from(stamp)]])))
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/files',
      action: 'city.draft',
      summary: 'Paths of the live folder, and which of them the reader may draft',
      response: Type.Object({
        files: Type.Array(Type.Object({ path: Type.String(), mayDraft: Type.Boolean() })),
      }),
      handler: async ({ access }) => {
        access.authorise({ kind: 'city' })
        const mayDraft = (path: string): boolean => {
          try {
            access.authorise({ kind: 'city', path })
            return true
          } catch {
            return false
          }
        }
        return { files: [...(await liveHashes(drafts)).keys()].map((path) => ({ path, mayDraft: mayDraft(path) })) }
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/drafts',
      action: 'city.draft',
      summary: 'Drafts, open ones first (at most 200)',
      response: Type.Object({ drafts: Type.Array(CityDraftSchema) }),
      handler: async ({ access }): Promise<{ drafts: CityDraft[] }> => {
        access.authorise({ kind: 'city' })
        const hashes = await liveHashes(drafts)
        return { drafts: await Promise.all((await listDrafts(db)).map((draft) => toDraft(draft, hashes))) }
      },
    }),
    route({
      method: 'POST',
      url: '/api/city/drafts',
      action: 'city.draft',
      summary: 'Begins a draft',
      query: Type.Object({ title: Type.String({ minLength: 1, maxLength: 200 }) }),
      response: CityDraftSchema,
      handler: async ({ access, query }): Promise<CityDraft> => {
        access.authorise({ kind: 'city' })
        const id = await insertDraft(db, query.title, access.actor.role, deps.city.current().version)
        return fullDraft(id)
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/drafts/:id',
      action: 'city.draft',
      summary: 'A draft with its files',
      params: byId,
      response: CityDraftSchema,
      handler: async ({ access, params }): Promise<CityDraft> => {
        access.authorise({ kind: 'city' })
        return fullDraft(params.id)
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/drafts/:id/file',
      action: 'city.draft',
      summary: 'Text of a file in the draft and in the live version; null: not there',
      params: byId,
      query: byPath,
      response: Type.Object({
        text: Type.Union([Type.String(), Type.Null()]),
        live: Type.Union([Type.String(), Type.Null()]),
        conflict: Type.Boolean(),
      }),
      handler: async ({ access, params, query }) => {
        access.authorise({ kind: 'city' })
        await getDraft(drafts, params.id)
        const { version } = deps.city.current()
        const hashes = await findFileHashes(db, version)
        const hash = hashes?.get(query.path)
        const live = hashes
          ? hash && (await readContents(db, [hash])).get(hash)
          : (await readVersionFiles(db, version))?.get(query.path)
        const mine = (await listDraftFiles(db, params.id)).find(({ path }) => path === query.path)
        const content = mine ? mine.content : (live ?? null)
        return {
          text: content ? content.toString('utf8') : null,
          live: live ? live.toString('utf8') : null,
          conflict: mine !== undefined && stateOf(mine, await liveHashes(drafts)).conflict,
        }
      },
    }),
    route({
      method: 'PUT',
      url: '/api/city/drafts/:id/files',
      action: 'city.draft',
      summary: 'Writes a file in the draft: its text is the body. `settled`: the live text was brought in',
      params: byId,
      query: Type.Object({ ...byPath.properties, settled: Type.Optional(Type.Boolean()) }),
      streamBody: true,
      response: CityDraftSchema,
      handler: async ({ access, params, query, body }): Promise<CityDraft> => {
        const path = checkedPath(query.path)
        access.authorise({ kind: 'city', path })
        await openDraft(params.id)
        const content = await readBody(body)
        const baseHash = (await liveHashes(drafts)).get(path) ?? null
        await putDraftFile(db, params.id, { path, content, baseHash }, query.settled === true)
        return fullDraft(params.id)
      },
    }),
    route({
      method: 'DELETE',
      url: '/api/city/drafts/:id/files',
      action: 'city.draft',
      summary: 'Takes a file away; `undo`: forgets what the draft does to it',
      params: byId,
      query: Type.Object({
        ...byPath.properties,
        undo: Type.Optional(Type.Boolean()),
        settled: Type.Optional(Type.Boolean()),
      }),
      response: CityDraftSchema,
      handler: async ({ access, params, query }): Promise<CityDraft> => {
        const path = checkedPath(query.path)
        access.authorise({ kind: 'city', path })
        await openDraft(params.id)
        const baseHash = (await liveHashes(drafts)).get(path) ?? null
        if (query.undo === true || baseHash === null) await dropDraftFile(db, params.id, path)
        else await putDraftFile(db, params.id, { path, content: null, baseHash }, query.settled === true)
        return fullDraft(params.id)
      },
    }),
    route({
      method: 'DELETE',
      url: '/api/city/drafts/:id',
      action: 'city.draft',
      summary: 'Discards a draft',
      params: byId,
      handler: async ({ access, params }): Promise<void> => {
        access.authorise({ kind: 'city' })
        await openDraft(params.id)
        for (const { path } of await listDraftFiles(db, params.id)) access.authorise({ kind: 'city', path })
        await closeDraft(db, params.id, 'discarded', null)
      },
    }),
    route({
      method: 'GET',
      url: '/api/city/drafts/:id/check',
      action: 'city.draft',
      summary: 'The whole check of the city as the draft would make it: problems, differences, what would break',
      params: byId,
      response: DraftCheckSchema,
      handler: async ({ access, params }): Promise<DraftCheck> => {
        access.authorise({ kind: 'city' })
        const { differences, breaking, problems, conflicts, ...checked } = await checkDraft(
          drafts,
          await openDraft(params.id),
        )
        return {
          ...checked,
          problems: [...problems],
          conflicts: [...conflicts],
          total: differences.length,
          differences: differences.slice(0, mostDifferences),
          breaking: breaking.map(copyBreak),
        }
      },
    }),
    route({
      method: 'POST',
      url: '/api/city/drafts/:id/publish',
      action: 'city.publish',
      summary: 'Publishes the draft as it was looked at (`hash` of its check) as the next version',
      params: byId,
      query: Type.Object({ hash: Type.String(), breaking: Type.Optional(Type.Literal('accept')) }),
      response: Type.Object({ version: Type.Integer() }),
      handler: async ({ access, params, query }): Promise<{ version: number }> => {
        access.authorise({ kind: 'city' })
        for (const { path } of await listDraftFiles(db, params.id)) access.authorise({ kind: 'city', path })
        const version = await publishDraft(drafts, params.id, {
          hash: query.hash,
          acceptBreaking: query.breaking === 'accept',
          by: access.actor.role,
        })
        await isLiveHere(deps.city, version)
        return { version }
      },
    }),
  ]

  /** Adds what all have in common, and lets each handler know its own parameters. */
  function route<P extends TSchema, Q extends TSchema, R extends TSchema>(
    definition: Omit<Route<Access, P, Q, R>, 'tags'>,
  ): Route<Access> {
    return { ...definition, tags: ['city'] } as unknown as Route<Access>
  }
}

const copyBreak = <B extends { readonly departments: readonly string[]; readonly roles: readonly string[] }>(
  change: B,
) => ({ ...change, departments: [...change.departments], roles: [...change.roles] })

/** Only places a city folder has: below it, visible, and reached without detours. */
const checkedPath = (path: string): string => {
  const isPlain = /^[^\\\p{Cc}]+$/u.test(path) && path.split('/').every((step) => step !== '' && !step.startsWith('.'))
  if (!isPlain || folderOf(new Map([[path, '']])).paths.length === 0)
    throw new AppError('bad-request', {
      detail: 'path: a file below the city folder, such as departments/works/resources/x.yaml',
    })
  return path
}

const readBody = async (body: Readable): Promise<Buffer> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    parts.push(part as Buffer)
    length += (part as Buffer).length
    if (length > largestFile) throw new AppError('too-large')
  }
  return Buffer.concat(parts)
}

/** Milliseconds; who asked then sees the new version, unless this process is very busy. */
const waitForLiveMs = 5_000

const isLiveHere = (city: LiveCity, version: number): Promise<void> =>
  new Promise((resolve) => {
    if (city.current().version >= version) return resolve()
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(() => done(), waitForLiveMs)
    const stop = city.onChange((now) => {
      if (now.version >= version) done()
    })
  })
