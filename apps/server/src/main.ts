import { runCommandLine } from './cli/run-command-line.ts'

// Output cut off by the reader (`onecity help | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  process.env,
  (line) => process.stdout.write(`${line}\n`),
  (line) => process.stderr.write(`${line}\n`),
)

// Everything was closed in order. Should something still hold the process, it must not keep a supervisor waiting.
setTimeout(() => process.exit(), 3_000).unref()
