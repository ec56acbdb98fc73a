// How a command that runs elsewhere works through the server that holds the home: one POST on loopback with a token,
// answered line by line as JSON.

export interface ControlRequest {
  readonly argv: readonly string[]
  readonly isTerminal: boolean
  /** What the command line names, read by the person's own process. */
  readonly inputs: readonly {
    readonly path: string
    readonly files: readonly { readonly name: string; readonly base64: string }[]
  }[]
}

export type ControlEvent =
  | { readonly kind: 'print' | 'warn' | 'progress'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'output'; readonly path: string; readonly base64: string }
  | { readonly kind: 'exit'; readonly code: number }

export const controlPath = '/control/run'
export const tokenHeader = 'x-divelog-token'
/** A camp's `.car` in base64, and room. */
export const maxControlBytes = 1536 * 1024 * 1024

/** Undefined for anything else than a request. */
export function parseControlRequest(text: string): ControlRequest | undefined {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  const { argv, isTerminal, inputs } = value as Record<string, unknown>
  if (!Array.isArray(argv) || !argv.every((item) => typeof item === 'string')) return undefined
  if (!Array.isArray(inputs)) return undefined
  return { argv, isTerminal: isTerminal === true, inputs: inputs as ControlRequest['inputs'] }
}
