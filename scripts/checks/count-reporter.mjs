import { writeFileSync } from 'node:fs'

/** Vitest reporter that writes what happened to the file VITEST_COUNTS names: `{passed, failed, skipped: [{name, reason}]}`. */
// biome-ignore lint/style/noDefaultExport: Vitest takes a reporter by its default export
export default class CountReporter {
  onTestRunEnd(modules, unhandled) {
    const counts = { passed: 0, failed: unhandled.length, skipped: [] }
    for (const module of modules) {
      // Errors outside any test (an import, a hook) are failures too: they may have kept tests from being found at all.
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') counts.passed++
        else if (result.state === 'failed') counts.failed++
        else if (result.state === 'skipped')
          counts.skipped.push({
            name: `${module.relativeModuleId} > ${test.fullName}`,
            reason: result.note ?? '',
          })
        // Found but never run: the run was cut short.
        else counts.failed++
      }
    }
    writeFileSync(process.env.VITEST_COUNTS, JSON.stringify(counts))
  }
}
