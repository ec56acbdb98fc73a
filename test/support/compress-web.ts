// After the web app is built: compresses it once, so that the server need not do it for every page, lists its files for
// the service worker, and names the build in it, or no browser would ever see that there is a new one.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const root = process.argv[2] ?? join(import.meta.dirname, '../../dist/web')
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.br') && !['sw.js', 'precache.json'].includes(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()

const digest = createHash('sha256')
for (const path of files) digest.update(relative(root, path)).update(readFileSync(path))
const build = digest.digest('hex').slice(0, 12)
const urls = files.map((path) => `/${relative(root, path)}`.replace(/^\/index\.html$/, '/'))
writeFileSync(join(root, 'precache.json'), JSON.stringify({ build, files: urls }))
const worker = readFileSync(join(root, 'sw.js'), 'utf8')
const stamped = worker.replace(/^const build = '.*'$/m, `const build = '${build}'`)
if (!stamped.includes(build)) throw new Error('the service worker has no place for the name of the build')
writeFileSync(join(root, 'sw.js'), stamped)

for (const path of files) {
  if (/\.(js|css|html|svg|json|webmanifest)$/.test(path))
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
}
