// Hands a file to the browser's downloads.

export function download(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The download reads the file a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Letters and digits of a title, as every file system takes them; `otherwise` when it has none. */
export function fileStem(title: string, otherwise: string): string {
  const stem = title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return stem || otherwise
}
