import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../log/index.ts'
import { makeMetrics } from '../metrics/index.ts'
import { makeHttpApp, serveWeb } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecity-web-'))
const dist = join(folder, 'dist')
let app: FastifyInstance

beforeAll(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'what lies outside')
  writeFileSync(
    join(dist, 'index.html'),
    '<html><head><meta name="csp-nonce" content="" /></head><body>page</body></html>',
  )
  writeFileSync(
    join(dist, 'portal.html'),
    '<html><head><meta name="csp-nonce" content="" /></head><body>portal</body></html>',
  )
  writeFileSync(join(dist, 'assets', 'main-abc123.js'), 'export {}')
  writeFileSync(join(dist, 'icon.svg'), '<svg/>')
  app = await makeHttpApp({
    log: silentLog(),
    metrics: makeMetrics(),
    version: '0',
    allowedHosts: [],
    isDraining: () => false,
  })
  await serveWeb(app, dist)
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

describe('the web', () => {
  it('gets the page at every address of the application, never cached, with a nonce of its own each time', async () => {
    const pages = await Promise.all(
      ['/', '/catalogue/some-resource', '/index.html', '/map?x=1'].map((url) => app.inject(url)),
    )
    const nonces = pages.map((page) => {
      expect(page.statusCode).toBe(200)
      expect(page.headers['cache-control']).toBe('no-store')
      const nonce = /<meta name="csp-nonce" content="([\w-]{20,})" \/>/.exec(page.body)?.[1] ?? ''
      expect(page.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`)
      expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
      return nonce
    })
    expect(new Set(nonces).size).toBe(pages.length)
  })

  it('gets the portal below /portal and nowhere else, under the same policy', async () => {
    for (const url of ['/portal', '/portal/', '/portal?q=x', '/portal/open/a', '/portal.html']) {
      const page = await app.inject(url)
      expect(page.statusCode, url).toBe(200)
      expect(page.body, url).toContain('<body>portal</body>')
      const nonce = /content="([\w-]{20,})"/.exec(page.body)?.[1] ?? ''
      expect(page.headers['content-security-policy'], url).toContain(`script-src 'self' 'nonce-${nonce}'`)
      expect(page.headers['cache-control'], url).toBe('no-store')
    }
    for (const url of ['/portals', '/catalogue/portal', '/'])
      expect((await app.inject(url)).body, url).toContain('<body>page</body>')
  })

  it('gets hashed assets for ever and other files with a check', async () => {
    const asset = await app.inject('/assets/main-abc123.js')
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(asset.headers['content-type']).toMatch(/javascript/)
    expect((await app.inject('/icon.svg')).headers['cache-control']).toBe('no-cache')
  })

  it('gets a plain refusal for a file that is not there, not the page', async () => {
    const missing = await app.inject('/assets/main-old.js')
    expect(missing.statusCode).toBe(404)
    expect(missing.json()).toMatchObject({ code: 'not-found' })
    expect((await app.inject('/api/unknown')).json()).toMatchObject({ code: 'not-found' })
  })

  it('never leaves its folder', async () => {
    for (const url of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
    ]) {
      const answer = await app.inject(url)
      expect(answer.body, url).not.toContain('what lies outside')
    }
  })

  it('is said to be missing, with what to do, while it is not built', async () => {
    rmSync(join(dist, 'index.html'))
    const answer = await app.inject('/')
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toContain('npm run build')
  })
})
