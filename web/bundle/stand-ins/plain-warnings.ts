// Stands in for `lib0/logging`, with which Yjs colours its few warnings.
export const [BOLD, UNBOLD, BLUE, GREEN, GREY, RED, PURPLE, ORANGE, UNCOLOR] = Array<string>(9).fill('')

export const print = (...words: readonly unknown[]): void => console.log(...words.filter((word) => word !== ''))

export const warn = (...words: readonly unknown[]): void => console.warn(...words)
