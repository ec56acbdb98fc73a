// Minifies what a browser loads with SWC, after the bundler's own minifier: together they leave 8 kB less, compressed, than
// that alone. Before files are named by their content, so that another release of either gives other names.
import { minify as minifyWithSwc } from '@swc/core'
import { minify as minifyWithOxc, type Plugin } from 'vite'

/** What is taken to have no effect is told to the first of the two, as to the bundler; SWC takes nothing for granted. */
export function minifyTwice(treeshake: { propertyReadSideEffects: false; unknownGlobalSideEffects: false }): Plugin {
  return {
    name: 'divelog:minify-twice',
    apply: 'build',
    renderChunk: {
      order: 'post',
      async handler(code, chunk) {
        const once = await minifyWithOxc(chunk.fileName, code, {
          module: true,
          compress: { target: 'es2022', treeshake },
          // Names are shortened once, by the one that sees the end.
          mangle: false,
        })
        const twice = await minifyWithSwc(once.code, {
          module: true,
          ecma: 2022,
          compress: { ecma: 2022, passes: 3, toplevel: true },
          mangle: { toplevel: true },
          format: { comments: false },
        })
        return { code: twice.code, map: null }
      },
    },
  }
}
