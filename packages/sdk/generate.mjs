#!/usr/bin/env node
/**
 * Writes src/generated/openapi.ts from the OpenAPI document of a running or composed server.
 *   node packages/sdk/generate.mjs openapi.json      (a file)
 *   … | node packages/sdk/generate.mjs               (standard input)
 * `generateSdk(document)` does the same for a caller that holds the document.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const target = fileURLToPath(new URL('./src/generated/openapi.ts', import.meta.url))
const head =
  '// Generated from /api/openapi.json by packages/sdk/generate.mjs. Do not edit: change the routes and generate again.\n\n'

/** The generated TypeScript of an OpenAPI document. */
export const toTypes = async (document) =>
  head + astToString(await openapiTS(document, { immutable: true, alphabetize: true, emptyObjectsUnknown: true }))

export const generateSdk = async (document) => {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, await toTypes(document))
  return target
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const document = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'))
  if (!document.paths) throw new Error('not an OpenAPI document: it has no paths')
  console.log(await generateSdk(document))
}
