// Parts of libraries that can never run in a page of ours, each left out for a small module with the same exports.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Plugin, transformWithOxc } from 'vite'

/** Own modules by the path, below `node_modules`, of what they stand in for. */
export type StandIns = Readonly<Record<string, string>>

/** Fails the build when one of them is met no more: a library moved it, and it would be back under a new name. */
export function standIns(folder: string, byPath: StandIns): Plugin {
  const paths = Object.keys(byPath)
  const met = new Set<string>()
  return {
    name: 'divelog:stand-ins',
    enforce: 'pre',
    apply: 'build',
    buildStart: () => met.clear(),
    load: {
      filter: { id: new RegExp(`/node_modules/(${paths.join('|').replaceAll('.', '\\.')})$`) },
      async handler(id) {
        const path = id.split('/node_modules/').at(-1) ?? ''
        const own = byPath[path]
        if (own === undefined) return null
        met.add(path)
        const file = resolve(folder, own)
        const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file)
        return code
      },
    },
    buildEnd(error) {
      const unmet = paths.filter((path) => !met.has(path))
      if (error === undefined && unmet.length > 0) this.error(`nothing imports ${unmet.join(', ')} any more`)
    },
  }
}
