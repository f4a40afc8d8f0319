import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { expect, inject, test as plain } from 'vitest'

/**
 * Journeys: `test` hands out browsers that watch themselves. Whatever a journey is about, it fails when a page asks another
 * host, writes an error to the console, throws, or gets a server error. Each leaves a screenshot in e2e/out.
 */

const out = fileURLToPath(new URL('./out/', import.meta.url))
const waitMs = 30_000

/** Address of the server under test. */
export const serverUrl = (): string => inject('serverUrl')

export type Visitor = BrowserContextOptions & { readonly role?: string }

type Fixtures = {
  /** Errors that belong to the journey, by what the console says of them. */
  readonly expectErrors: (...patterns: RegExp[]) => void
  /** A browser of its own: cookies, storage and live connection are shared by its pages only. */
  readonly visit: (visitor?: Visitor) => Promise<BrowserContext>
  /** A page of a data steward, in Chinese, on a desk. */
  readonly page: Page
}

let browser: Promise<Browser> | undefined
const openBrowser = (): Promise<Browser> => {
  browser ??= chromium.connect(inject('browserEndpoint'))
  return browser
}

const watch = (context: BrowserContext, problems: string[]): void => {
  const own = new URL(serverUrl()).host
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== own) problems.push(`asked another host: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => problems.push(`thrown: ${error.error().stack ?? error.error().message}`))
}

export const test = plain.extend<Fixtures & { readonly problems: { found: string[]; expected: RegExp[] } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures it must prepare from this pattern
  problems: async ({}, use) => {
    const problems = { found: [] as string[], expected: [] as RegExp[] }
    await use(problems)
    const unexpected = problems.found.filter((text) => !problems.expected.some((pattern) => pattern.test(text)))
    expect(unexpected, 'what the pages complained of').toEqual([])
  },
  expectErrors: async ({ problems }, use) => {
    await use((...patterns) => problems.expected.push(...patterns))
  },
  visit: async ({ problems, task }, use) => {
    const contexts: BrowserContext[] = []
    await use(async ({ role = 'data-steward', ...options } = {}) => {
      const context = await (await openBrowser()).newContext({
        baseURL: serverUrl(),
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: { width: 1366, height: 768 },
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(waitMs)
      await context.addCookies([{ name: 'onecity-role', value: role, url: serverUrl() }])
      watch(context, problems.found)
      contexts.push(context)
      return context
    })
    mkdirSync(out, { recursive: true })
    const pages = contexts.flatMap((context) => context.pages())
    const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    for (const [index, page] of pages.entries())
      await page.screenshot({ path: join(out, `${name}${index === 0 ? '' : `-${index + 1}`}.png`) })
    for (const context of contexts) await context.close()
  },
  page: async ({ visit }, use) => {
    await use(await (await visit()).newPage())
  },
})

/** Waits until it can be seen, and gives it back. */
export const seen = async (locator: Locator): Promise<Locator> => {
  await locator.waitFor({ state: 'visible' })
  return locator
}

/** Waits until it is gone. */
export const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: 'hidden' })

/** Waits until what `read` gives is as the matcher says: `await eventually(() => page.url()).toContain('/map')`. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: waitMs, interval: 50 })

/** Sends rows through the API, as another system would, and waits until they are in. */
export const deliver = async (resource: string, csv: string, role = 'data-steward'): Promise<Delivered> => {
  const answer = await fetch(`${serverUrl()}/api/registers/${resource}/batches?key=${crypto.randomUUID()}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-onecity-role': role },
    body: csv,
  })
  const batch = (await answer.json()) as Delivered
  expect(answer.status, JSON.stringify(batch)).toBe(200)
  return batch
}

export type Delivered = { readonly id: string; readonly received: number; readonly inserted: number }
