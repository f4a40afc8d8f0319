import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FilePreview, ProblemDetails } from '@onecity/contracts'
import pLimit from 'p-limit'
import { afterAll, expect, it } from 'vitest'
import { makeAreaIndexCache } from '../places/index.ts'
import { makeTestCity, serveRoutes } from '../registers/routes-testing.ts'
import { makeSpool } from './formats/spool.ts'
import { makePreviewRoutes } from './preview-routes.ts'

const city = await makeTestCity()
const app = await serveRoutes(
  city,
  makePreviewRoutes({
    city,
    areaIndexOf: makeAreaIndexCache(),
    spool: makeSpool(join(tmpdir(), 'onecity-preview-test')),
    queuePreview: pLimit(1),
    // The resource has no rules.
    brokenRulesOf: () => async (_, rows) => rows.map(() => []),
  }),
)
afterAll(() => app.close())

const file = 'point_id,状态,public,longitude,latitude\n1,working,true,114.05,22.6\n2,workin'
const ask = async (role: string, query = '', mapping?: string) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/registers/charging-point/preview${query}`,
    headers: {
      'x-onecity-role': role,
      ...(mapping === undefined ? {} : { 'onecity-intake': Buffer.from(mapping).toString('base64') }),
    },
    payload: Buffer.from(file),
  })
  return { status: answer.statusCode, body: () => answer.json<FilePreview & ProblemDetails>() }
}

it('a preview is for those who may deliver to the whole city', async () => {
  expect((await ask('steward')).status).toBe(200)
  expect((await ask('visitor')).status).toBe(403)
  expect((await ask('district-steward')).status).toBe(403)
})

it('the mapping in the header is used, and what is wrong with it is told with its place', async () => {
  expect((await ask('steward', '', 'map: {状态: status}')).body()).toMatchObject({ missing: [] })
  const wrong = await ask('steward', '', 'map: {状态: statu}')
  expect(wrong.status).toBe(400)
  expect(wrong.body().detail).toContain('mapping:1:11')
  expect(wrong.body().detail).toContain('did you mean “status”')
})

it('where a part of a file stops says nothing of the file', async () => {
  expect((await ask('steward')).body()).toMatchObject({ records: 2, faulty: 1, complete: true })
  expect((await ask('steward', '?partial=true')).body()).toMatchObject({ complete: false, faulty: 0 })
})
