// A plugin that takes something needless out of the scripts of libraries, before they are bundled.
import { type ESTree, type Plugin, parseSync } from 'vite'

/** A stretch of source text, and what is put in its place. */
export interface Cut {
  readonly start: number
  readonly end: number
  readonly put: string
}

export interface LeaveOutInit {
  readonly name: string
  readonly modules: RegExp
  /** Only in modules with this in them. */
  readonly having?: string
  readonly find: (program: ESTree.Program, code: string) => readonly Cut[]
}

export function leaveOut({ name, modules, having = '', find }: LeaveOutInit): Plugin {
  return {
    name: `divelog:${name}`,
    apply: 'build',
    transform: {
      filter: { id: modules, code: having },
      handler: (code) => ({ code: without(code, find), map: null }),
    },
  }
}

export function without(code: string, find: LeaveOutInit['find']): string {
  let result = ''
  let at = 0
  for (const { start, end, put } of [...find(parseSync('module.js', code).program, code)].sort(
    (a, b) => a.start - b.start,
  )) {
    // A stretch inside another goes with it.
    if (start < at) continue
    result += code.slice(at, start) + put
    at = end
  }
  return result + code.slice(at)
}
