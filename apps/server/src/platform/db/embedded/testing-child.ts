import { makeLog } from '../../log/index.ts'
import { openEmbeddedPostgres } from './index.ts'

// A process of its own for the tests: opens the embedded server, says how, and leaves in order when its input ends.
const embedded = await openEmbeddedPostgres({
  data: process.argv[2] as string,
  binaries: process.env.ONECITY_POSTGRES_BINARIES,
  log: makeLog({ level: 'warn' }),
})
process.stdout.write(
  `${JSON.stringify({ arrival: embedded.arrival, url: embedded.url, directory: embedded.directory })}\n`,
)
process.stdin.on('end', () => {
  void embedded.close().then(() => process.exit(0))
})
process.stdin.resume()
