import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schemaFiles } from '@onecity/city'
import { parseArguments } from '../../apps/server/src/platform/config/index.ts'
import { silentLog } from '../../apps/server/src/platform/log/index.ts'
import { startOneCity } from '../../apps/server/src/serve/start-onecity.ts'
import { describeErrors } from './describe-errors.ts'
import { dumpSchema } from './dump-schema.ts'

export type Generated = { readonly path: string; readonly text: string }

/** Everything that is generated from the sources, but for the SDK, which is made from the OpenAPI document. */
export const collect = async (): Promise<{ readonly files: readonly Generated[]; readonly openapi: unknown }> => {
  const { openapi, schema } = await askServer()
  return {
    openapi,
    files: [
      ...schemaFiles().map(({ name, text }) => ({ path: `packages/city/schemas/${name}`, text })),
      { path: 'docs/generated/openapi.json', text: `${JSON.stringify(openapi, null, 2)}\n` },
      { path: 'docs/generated/schema.sql', text: schema },
      { path: 'docs/errors.md', text: describeErrors() },
    ],
  }
}

/** A whole server on a throwaway database of its own: the document and the tables are those that people will meet. */
const askServer = async (): Promise<{ readonly openapi: unknown; readonly schema: string }> => {
  const data = mkdtempSync(join(tmpdir(), 'onecity-generate-'))
  // Started as root, the database runs as another user, who must be able to enter.
  chmodSync(data, 0o755)
  try {
    const { settings } = parseArguments(
      ['--data', data, '--port', '0', '--city', 'cities/tiny', '--role', 'intake', '--demo', 'off'],
      {},
      ['data', 'port', 'city', 'role', 'demo'],
    )
    const running = await startOneCity({ settings, log: silentLog() })
    try {
      const answer = await fetch(new URL('/api/openapi.json', running.url))
      if (!answer.ok) throw new Error(`/api/openapi.json answered ${answer.status}`)
      return { openapi: await answer.json(), schema: await dumpSchema(running.database.pool) }
    } finally {
      await running.close(0)
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
