// How a command that runs elsewhere works through the server that holds the home: one POST on loopback with a token,
// answered line by line as JSON. The request is one line of JSON too, with the bytes of `.car` files behind it.

export interface ControlRequest {
  readonly argv: readonly string[]
  readonly isTerminal: boolean
  /** What the command line names, read by the person's own process. */
  readonly inputs: readonly {
    readonly path: string
    readonly files: readonly { readonly name: string; readonly base64: string }[]
  }[]
  /** `.car` files in the order in which their bytes follow the line. */
  readonly cars: readonly { readonly path: string; readonly size: number }[]
}

export type ControlEvent =
  | { readonly kind: 'print' | 'warn' | 'progress'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string }
  /** A piece of a file; the file is put in its place with the last one. Pieces of two files never mix. */
  | { readonly kind: 'output'; readonly path: string; readonly base64: string; readonly isLast: boolean }
  | { readonly kind: 'exit'; readonly code: number }

export const controlPath = '/control/run'
export const tokenHeader = 'x-divelog-token'
/** Markdown and attachments in base64, and room; a string in V8 has 2^29 characters at most. */
export const maxControlLineBytes = 500 * 1024 * 1024

/** Undefined for anything else than a request. */
export function parseControlRequest(text: string): ControlRequest | undefined {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null) return undefined
  const { argv, isTerminal, inputs, cars = [] } = value as Record<string, unknown>
  if (!Array.isArray(argv) || !argv.every((item) => typeof item === 'string')) return undefined
  if (!Array.isArray(inputs) || !inputs.every(isInput)) return undefined
  if (!Array.isArray(cars) || !cars.every(isCar)) return undefined
  return { argv, isTerminal: isTerminal === true, inputs, cars }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON is no request either: the caller answers both alike.
    return undefined
  }
}

const isInput = (value: unknown): value is ControlRequest['inputs'][number] =>
  hasStrings(value, ['path']) &&
  'files' in value &&
  Array.isArray(value.files) &&
  value.files.every((file) => hasStrings(file, ['name', 'base64']))

const isCar = (value: unknown): value is ControlRequest['cars'][number] =>
  hasStrings(value, ['path']) && 'size' in value && Number.isSafeInteger(value.size) && Number(value.size) >= 0

const hasStrings = (value: unknown, keys: readonly string[]): value is object =>
  typeof value === 'object' &&
  value !== null &&
  keys.every((key) => typeof (value as Record<string, unknown>)[key] === 'string')
