/** Whether an error says that a disk is full: the database's (SQLSTATE 53100) or ours. */
export const isDiskFull = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown }
    if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return true
  }
  return false
}
