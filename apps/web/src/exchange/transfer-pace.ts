import type { Batch } from '@onecity/contracts'

export type Pace = {
  readonly share: number
  readonly rowsPerSecond: number | null
  readonly secondsLeft: number | null
}

// Before this much time a rate says more about the start than about the rest.
const settleMs = 1_500

/** How far a transfer is, by bytes that the server has read, or that have left the browser while nothing is known of it. */
export const paceOf = (
  transfer: {
    readonly sentBytes: number
    readonly startedAtMs: number
    readonly size: number
    readonly batch: Batch | null
  },
  nowMs: number,
): Pace => {
  const { batch, size } = transfer
  const bytes = batch?.status === 'merging' ? size : Math.max(batch?.bytesReceived ?? 0, batch ? 0 : transfer.sentBytes)
  const share = size === 0 ? 0 : Math.min(1, bytes / size)
  const elapsedMs = nowMs - transfer.startedAtMs
  const settled = elapsedMs >= settleMs && share > 0
  const rows = batch?.received ?? 0
  return {
    share,
    rowsPerSecond: batch?.rowsPerSecond ?? (settled && rows > 0 ? Math.round(rows / (elapsedMs / 1000)) : null),
    secondsLeft: settled && share < 1 ? (elapsedMs / 1000) * (1 / share - 1) : null,
  }
}
