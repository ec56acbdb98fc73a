// What a command prints and where: results on stdout, all else on stderr, progress only where somebody watches.

export interface Terminal {
  print(text: string): void
  printBytes(bytes: Uint8Array): void
  warn(text: string): void
  progress(text: string): void
  readonly isTerminal: boolean
}

/** All of C0 but tab and line feed, delete, and C1. */
const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

export function createTerminal(): Terminal {
  // A reader that went away, as `head` does, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  // Titles and notes come from strangers: on a terminal none of their bytes may steer it. Into a file they go as they are.
  const printable = (text: string, stream: { readonly isTTY?: boolean }): string =>
    stream.isTTY === true ? text.replace(controlCharacters, '\ufffd') : text
  let shown = false
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    isTerminal: process.stdout.isTTY === true,
    print(text) {
      clear()
      process.stdout.write(`${printable(text, process.stdout)}\n`)
    },
    printBytes(bytes) {
      clear()
      process.stdout.write(bytes)
    },
    warn(text) {
      clear()
      process.stderr.write(`${printable(text, process.stderr)}\n`)
    },
    progress(text) {
      if (process.stderr.isTTY !== true) return
      const line = printable(text, process.stderr).slice(0, (process.stderr.columns ?? 80) - 1)
      process.stderr.write(`\r\u001b[K${line}`)
      shown = true
    },
  }
}
