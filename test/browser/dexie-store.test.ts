import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replicaStoreContract } from '../contracts/replica-store.contract.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'

let browser: Browser
let server: Server
let url = ''

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', minify: false, lib: { entry, formats: ['es'], fileName: 'page' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error('nothing was bundled')
  return chunk.code
}

beforeAll(async () => {
  if (!hasChromium) return
  const script = await bundle(join(import.meta.dirname, 'dexie-contract-page.ts'))
  server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' ? address?.port : 0}/`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

describe.skipIf(!hasChromium)('the dexie store on Chromium’s IndexedDB', () => {
  it('keeps the whole contract', async () => {
    const { page, errors } = await openProfile(browser)
    await page.goto(url)
    const handle = await page.waitForFunction(
      () => (window as { contractResults?: unknown }).contractResults,
      undefined,
      {
        timeout: 30_000,
      },
    )
    const expected = Object.fromEntries(replicaStoreContract.map((contract) => [contract.name, 'passed']))
    expect(await handle.jsonValue()).toEqual(expected)
    expect(errors).toEqual([])
  })
})
