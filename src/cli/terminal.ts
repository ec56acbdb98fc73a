// What a command prints and where: results on stdout, all else on stderr, progress only where somebody watches.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

export interface Terminal {
  print(text: string): void
  printBytes(bytes: Uint8Array): void
  warn(text: string): void
  progress(text: string): void
  output(path: string, bytes: Uint8Array): Promise<void>
  readonly isTerminal: boolean
}

export function createTerminal(): Terminal {
  // A reader that went away, as `head` does, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  let shown = false
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    isTerminal: process.stdout.isTTY === true,
    print(text) {
      clear()
      process.stdout.write(`${text}\n`)
    },
    printBytes(bytes) {
      clear()
      process.stdout.write(bytes)
    },
    warn(text) {
      clear()
      process.stderr.write(`${text}\n`)
    },
    progress(text) {
      if (process.stderr.isTTY !== true) return
      process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`)
      shown = true
    },
    async output(path, bytes) {
      const target = resolve(path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, bytes)
    },
  }
}
