/** Hash of a file's content by path, of a whole folder. */
export type FileHashes = ReadonlyMap<string, string>

export type FileMerge = {
  /** Paths on which the other side moved on and this side did not: to be taken over; a file that is gone there, removed. */
  readonly take: readonly string[]
  /** Paths that both sides changed, differently. */
  readonly conflicts: readonly string[]
}

/** Brings one side of a folder up to the other, file by file, from what both were made from. */
export function mergeFiles(base: FileHashes, mine: FileHashes, theirs: FileHashes): FileMerge {
  const take: string[] = []
  const conflicts: string[] = []
  for (const path of new Set([...base.keys(), ...theirs.keys()])) {
    const [was, here, there] = [base.get(path), mine.get(path), theirs.get(path)]
    if (was === there || here === there) continue
    if (here === was) take.push(path)
    else conflicts.push(path)
  }
  return { take: take.sort(), conflicts: conflicts.sort() }
}
