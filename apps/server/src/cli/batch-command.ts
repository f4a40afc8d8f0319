/** Deciding on batches from a terminal: what is held, and taking back what is done. */
import { createInterface } from 'node:readline/promises'
import type { Batch } from '@onecity/contracts'
import { type Client, makeClient, ProblemError } from '@onecity/sdk'
import { UsageError } from '../platform/config/index.ts'
import type { Command } from './command.ts'

const count = (value: number): string => value.toLocaleString('en-US')

const reasons = {
  'removes-much': '删除的行超过资源允许的比例 more rows would go than the resource allows unasked',
  'removes-all': '登记库会被清空 the register would be emptied',
  'unreadable-keys': '有退回行的主键无法读出 rejected rows have keys that cannot be read',
  undo: '撤销一律先预览 taking back is always looked at first',
} as const

/** What a held batch would do, and how to decide on it. */
export const printHeld = (batch: Batch, print: (line: string) => void): void => {
  const { plan } = batch
  if (!plan) return
  print(`待确认 HELD ${batch.id}: ${reasons[plan.reason]}`)
  if (plan.again)
    print('登记库在此期间变了，请按新的数字重新确认。The register has moved meanwhile: these figures are new.')
  print(
    `现有 rows ${count(plan.rows)}；将 would 新增 insert ${count(plan.inserted)} · 更新 update ${count(plan.updated)} · 未变 leave ${count(plan.unchanged)} · 删除 REMOVE ${count(plan.deleted)}${plan.skipped ? ` · 跳过 skip ${count(plan.skipped)}` : ''}${plan.absent ? ` · 不存在 absent ${count(plan.absent)}` : ''}`,
  )
  print(`确认 confirm: onecity batch confirm ${batch.id}`)
  print(
    `放弃 discard: onecity batch discard ${batch.id}${batch.expiresAt ? `（${batch.expiresAt} 过期 expires）` : ''}`,
  )
}

const printEnd = (batch: Batch, print: (line: string) => void): void => {
  if (batch.status === 'held') printHeld(batch, print)
  else if (batch.status === 'discarded')
    print(`已放弃，登记库未改变。Discarded; the register was not changed. ${batch.id}`)
  else
    print(
      `完成 done ${batch.id}: 新增 inserted ${count(batch.inserted)} · 更新 updated ${count(batch.updated)} · 删除 deleted ${count(batch.deleted)}${batch.skipped ? ` · 跳过 skipped ${count(batch.skipped)}` : ''}`,
    )
}

/** Asks a person at the terminal; anything but a yes is a no, and without a terminal nobody can say yes. */
export const askYes = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|是|确认)$/i.test((await lines.question(`${question} (yes/no) `)).trim())
  } finally {
    lines.close()
  }
}

const call = async (client: Client, path: string, json?: unknown): Promise<Batch> =>
  (await (await client.request(path, { method: 'POST', ...(json === undefined ? {} : { json }) })).json()) as Batch

/** Confirms a held batch after somebody has seen what it would do; answers it as it is then. */
export const confirmHeld = async (client: Client, batch: Batch): Promise<Batch> =>
  call(client, `/api/batches/${batch.id}/confirm`, { deleted: batch.plan?.deleted ?? 0 })

const verbs = ['show', 'confirm', 'discard', 'undo'] as const
type Verb = (typeof verbs)[number]

const decide = async (
  client: Client,
  verb: Verb,
  id: string,
  removals: number | undefined,
  print: (line: string) => void,
): Promise<Batch> => {
  const path = `/api/batches/${encodeURIComponent(id)}`
  if (verb === 'discard') return call(client, `${path}/discard`)
  if (verb === 'undo') {
    const held = await call(client, `${path}/undo`)
    if (!process.stdin.isTTY) return held
    printHeld(held, print)
    return (await askYes('现在撤销？Take it back now?')) ? confirmHeld(client, held) : held
  }
  const batch = (await (await client.request(path)).json()) as Batch
  if (verb === 'show' || batch.status !== 'held') return batch
  if (removals !== undefined) return call(client, `${path}/confirm`, { deleted: removals })
  printHeld(batch, print)
  if (await askYes('确认执行？Do it?')) return confirmHeld(client, batch)
  if (!process.stdin.isTTY)
    throw new UsageError(
      `没有终端可以询问；请写明删除行数。There is no terminal to ask at: state the number of removals you have seen, --removals ${batch.plan?.deleted ?? 0}.`,
    )
  return batch
}

export const batchCommand: Command = {
  name: 'batch',
  usage: `${verbs.join('|')} <batch>`,
  zh: '查看、确认或放弃待确认的批次，撤销已完成的批次',
  en: 'look at, confirm or discard a held batch; take a finished one back',
  settings: ['url'],
  flags: {
    removals: {
      zh: '不询问：确认正好删除这么多行（与显示的一致）',
      en: 'do not ask: confirm exactly this many removals, as shown',
      value: 'N',
    },
    as: { zh: '以哪个演示角色', en: 'demo role to act as', value: 'ROLE' },
    json: { zh: '以 JSON 输出', en: 'print JSON' },
  },
  run: async ({ args, flags, settings, print }) => {
    const [given, id, ...more] = args
    const verb = verbs.find((each) => each === given)
    if (!verb || id === undefined || more.length > 0)
      throw new UsageError(`用法 usage: onecity batch ${verbs.join('|')} <batch>`)
    const stated = flags['removals']
    if (stated !== undefined && !/^\d{1,12}$/.test(String(stated)))
      throw new UsageError('--removals: 应为行数 is a number of rows.')
    const role = flags['as']
    const client = makeClient({ url: settings.url, ...(typeof role === 'string' ? { role } : {}) })
    try {
      const tell = flags['json'] ? () => {} : print
      const batch = await decide(client, verb, id, stated === undefined ? undefined : Number(stated), tell)
      if (flags['json']) print(JSON.stringify(batch))
      else printEnd(batch, print)
      // Held by an undo nobody has confirmed, or again because the register moved: not done.
      return verb === 'confirm' && batch.status !== 'done' ? 1 : 0
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { message, detail, code } = error.problem
      process.stderr.write(`${message.zh} ${message.en ?? ''} (${code})\n${detail ? `${detail}\n` : ''}`)
      return 1
    }
  },
}
