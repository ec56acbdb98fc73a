// Ends a test run with one plain line: how many passed, how many failed.
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      const own = module.errors().length
      counts.failed += own
      for (const test of testsIn(module)) {
        const { state } = test.result()
        if (state === 'passed') counts.passed++
        else if (state === 'failed') counts.failed++
        else counts.skipped++
      }
    }
    // After the default reporter's summary, which prints in the same tick.
    setImmediate(() =>
      process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`),
    )
  }
}

const testsIn = (module: TestModule | TestSuite): Iterable<TestCase> => module.children.allTests()
