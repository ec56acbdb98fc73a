// Before the tests: builds the web app from the sources as they are, so that no test looks at an old build.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export default function buildWeb(): void {
  // A process of its own: inside the test runner the build would be one for testing, with React's development half.
  const env = { ...process.env, NODE_ENV: 'production' }
  const run = (...args: string[]): void => {
    execFileSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error')
  run('test/support/compress-web.ts')
}
