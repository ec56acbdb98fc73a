// Real material that is not part of the project: a folder beside it, when present.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = process.env.DIVELOG_SHARED ?? resolve(import.meta.dirname, '../../../shared')

/** Path below the shared folder. */
export const sharedPath = (...segments: string[]): string => join(root, ...segments)
export const hasShared = (...segments: string[]): boolean => existsSync(sharedPath(...segments))

export function sharedFiles(
  folder: string,
  extension: string,
): { readonly name: string; readonly bytes: Uint8Array }[] {
  return readdirSync(sharedPath(folder))
    .filter((name) => name.endsWith(extension))
    .map((name) => ({ name, bytes: readFileSync(sharedPath(folder, name)) }))
}
