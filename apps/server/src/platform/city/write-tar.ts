/** A tar archive (POSIX.1-2001 ustar; names beyond ASCII or 100 bytes in a pax header), as one buffer after another. */
export function* writeTar(files: Iterable<readonly [path: string, bytes: Buffer]>): Generator<Buffer> {
  for (const [path, bytes] of files) {
    const name = Buffer.from(path)
    if (name.length > 100 || name.length !== path.length) {
      const record = paxRecord('path', path)
      yield header('PaxHeader', record.length, 'x')
      yield padded(record)
    }
    yield header(name.subarray(0, 100), bytes.length, '0')
    yield padded(bytes)
  }
  yield Buffer.alloc(2 * blockLength)
}

const blockLength = 512

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((blockLength - (bytes.length % blockLength)) % blockLength)])

/** `length key=value\n`, where the length counts itself. */
const paxRecord = (key: string, value: string): Buffer => {
  const rest = ` ${key}=${value}\n`
  const size = Buffer.byteLength(rest)
  let length = size + 1
  while (String(length).length + size !== length) length++
  return Buffer.from(`${length}${rest}`)
}

const header = (name: Buffer | string, size: number, type: '0' | 'x'): Buffer => {
  const block = Buffer.alloc(blockLength)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  Buffer.from(name).copy(block, 0)
  block.write(octal(0o644, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  // The same version gives the same bytes: no time of its own.
  block.write(octal(0, 12), 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write('ustar\0', 257)
  block.write('00', 263)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
