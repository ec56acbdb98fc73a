// Failures that callers can tell apart by `name`. Expected outcomes (a head refused, a block already known) are
// values, not errors; see the result unions next to the functions that return them.

/** Input that a person or another program gave us does not have the shape it must have. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError'
  readonly what: string
  readonly value: string
  /** In words that follow the thing's name: `holds binary data, not Markdown`. */
  readonly why: string

  constructor(what: string, value: string, why: string, options?: ErrorOptions) {
    super(`${what} ${JSON.stringify(shorten(value))}: ${why}`, options)
    this.what = what
    this.value = value
    this.why = why
  }
}

/** A length, count, depth or rate went over its cap in `limits.ts`. */
export class LimitExceededError extends Error {
  override readonly name = 'LimitExceededError'
  readonly limit: string
  readonly max: number
  readonly actual: number

  constructor(limit: string, max: number, actual: number, options?: ErrorOptions) {
    super(`${limit}: ${actual} is over the limit of ${max}`, options)
    this.limit = limit
    this.max = max
    this.actual = actual
  }
}

/** Something asked for by name is not in this replica. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
  readonly what: string
  readonly id: string

  constructor(what: string, id: string, options?: ErrorOptions & { readonly hint?: string }) {
    super(
      `${what} ${JSON.stringify(shorten(id))} is not here${options?.hint === undefined ? '' : `; ${options.hint}`}`,
      options,
    )
    this.what = what
    this.id = id
  }
}

/** Nobody started or joined a camp in this home directory yet. */
export class NoCampError extends Error {
  override readonly name = 'NoCampError'
  readonly home: string

  constructor(home: string, options?: ErrorOptions) {
    super(`there is no camp in ${home} yet`, options)
    this.home = home
  }
}

/** Bytes from a block, file or peer are not what their CID, signature or format says. */
export class DamagedDataError extends Error {
  override readonly name = 'DamagedDataError'
  readonly reason: string

  constructor(reason: string, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options)
    this.reason = reason
  }
}

/** A peer went on sending what no honest peer sends, and was hung up on. The cause, if any, is why that failed. */
export class MisbehavedPeerError extends Error {
  override readonly name = 'MisbehavedPeerError'
  readonly peer: string

  constructor(peer: string, options?: ErrorOptions) {
    super(`${peer} went on sending invalid messages and is refused for a while`, options)
    this.peer = peer
  }
}

/** The local disk or browser storage refused to read or write. */
export class StorageFailedError extends Error {
  override readonly name = 'StorageFailedError'
  readonly operation: string

  /** @param options.why in words; the message of the cause by default */
  constructor(operation: string, options?: ErrorOptions & { readonly why?: string }) {
    const why = options?.why ?? (options?.cause instanceof Error ? options.cause.message : '')
    super(`storage failed to ${operation}${why === '' ? '' : `: ${why}`}`, options)
    this.operation = operation
  }
}

/** Another process holds this home directory, or another tab this replica. */
export class HomeLockedError extends Error {
  override readonly name = 'HomeLockedError'
  readonly home: string
  readonly holder: string

  constructor(home: string, holder: string, options?: ErrorOptions) {
    super(`${home} is in use by ${holder}`, options)
    this.home = home
    this.holder = holder
  }
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text)
