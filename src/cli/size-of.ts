// How large a file is, for a line of progress.

const MiB = 1024 * 1024

/** In KiB below one MiB, in MiB from there on. */
export const sizeOf = (bytes: number): string =>
  bytes < MiB ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / MiB).toFixed(1)} MiB`
