/** The other thread: reads one city after another for `read-apart.ts`. Built into a file of its own beside the program. */
import { parentPort } from 'node:worker_threads'
import { type ReadTask, runReadTask } from './read-task.ts'

parentPort?.on('message', async (task: ReadTask) => {
  try {
    const reply = await runReadTask(task)
    const given = reply.ok ? [reply.packed.buffer, ...(reply.files ? [reply.files.bytes.buffer] : [])] : []
    parentPort?.postMessage({ reply }, given as ArrayBuffer[])
  } catch (error) {
    parentPort?.postMessage({ error })
  }
})
