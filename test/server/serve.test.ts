import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readHolder } from '../../src/open-notebook.node.ts'
import { type Serving, serve } from '../../src/server/serve.ts'

let folder = ''
let webRoot = ''
let count = 0
let serving: Serving | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-server-'))
  webRoot = join(folder, 'web')
  await mkdir(webRoot)
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>The app</title>')
  await writeFile(join(folder, 'outside.html'), 'not to be served')
})
afterEach(async () => {
  await serving?.stop()
  serving = undefined
})
afterAll(() => rm(folder, { recursive: true }))

async function start(host = '127.0.0.1'): Promise<Serving> {
  serving = await serve({ home: join(folder, `home-${count++}`), host, port: 0, webRoot, run: async () => 0 })
  return serving
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** As any program may ask: `fetch` would not send a foreign Host, nor an odd path. */
function ask(path: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { port } = new URL(serving?.url ?? '')
  return new Promise<Answer>((done, fail) => {
    const { method = 'GET', headers = {}, body: sent } = init
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asking.on('error', fail)
    asking.end(sent)
  })
}

const post = (path: string, value: unknown, headers: Record<string, string> = {}) => {
  const body = typeof value === 'string' ? value : JSON.stringify(value)
  const length = String(Buffer.byteLength(body))
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
    body,
  })
}

const startCamp = (name: string, more: Record<string, unknown> = {}) =>
  post('/api/camp', { name, displayName: 'Ana', starter: false, ...more })

const fileOf = (content: string | Uint8Array, name = 'topics.md') => ({
  name,
  base64: Buffer.from(content).toString('base64'),
})

describe('the first start', () => {
  it('has no camp, then the one that the page starts with the starter catalog', async () => {
    const { host } = await start()
    expect(JSON.parse((await ask('/api/session')).body)).toEqual({
      campId: null,
      name: null,
      invite: null,
      multiaddrs: [],
      reachableAddrs: [],
      troubles: [],
      pages: [],
    })
    const made = await startCamp('First camp', { starter: true })
    expect(made.status).toBe(200)
    expect(JSON.parse(made.body)).toMatchObject({
      name: 'First camp',
      campId: host.current()?.notebook.camp.id,
      invite: expect.stringContaining('#/join/'),
      multiaddrs: [expect.stringContaining('/127.0.0.1/')],
    })
    expect(host.current()?.notebook.rows()).toHaveLength(56)
  })

  it('makes a camp from Markdown, and another laptop joins it by its link', async () => {
    const { host } = await start()
    const markdown = '| # | Topic | Summary |\n|---|---|---|\n| 1 | Boats | How they float |\n'
    const { invite, campId } = JSON.parse((await startCamp('Markdown camp', { file: fileOf(markdown) })).body)
    expect(host.current()?.notebook.rows()).toMatchObject([{ number: '1', title: 'Boats' }])
    await serving?.stop()
    await start()
    const joined = await post('/api/join', { link: invite, displayName: 'Bo' })
    expect(JSON.parse(joined.body)).toMatchObject({ campId, name: 'Markdown camp' })
  })

  it.each([
    ['holds binary data', Uint8Array.of(35, 0, 1, 2), 'holds binary data, not Markdown'],
    ['is no UTF-8', Uint8Array.of(35, 32, 0xe4, 0xf6), 'is not UTF-8 text; save it as UTF-8 and import it again'],
    ['has no topics', '\n', 'holds no topics: neither a table of topics nor a page with a title'],
  ])('makes no camp of a file that %s, names it, and takes the next try', async (_, content, why) => {
    const { host } = await start()
    const refused = await startCamp('Wrong camp', { file: fileOf(content, 'wrong.md') })
    expect(refused.status).toBe(400)
    expect(JSON.parse(refused.body)).toMatchObject({ what: 'file', value: 'wrong.md', why })
    expect(host.current()).toBeUndefined()
    expect(JSON.parse((await ask('/api/session')).body).campId).toBeNull()
    expect((await startCamp('Right camp', { starter: true })).status).toBe(200)
    expect(host.current()?.notebook.camp.name).toBe('Right camp')
  })

  it('makes one camp of two requests at the same moment', async () => {
    const { host } = await start()
    const answers = await Promise.all([startCamp('One'), startCamp('Two')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(host.current()?.notebook.camp.name).toBe('One')
  })

  it('refuses what is no request with 400', async () => {
    await start()
    const refused = await Promise.all([
      post('/api/camp', '{'),
      post('/api/join', { link: 'https://example.org/' }),
      post('/api/camp', { name: 'x' }, { 'content-type': 'text/plain' }),
      post('/api/nothing', {}),
    ])
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  })
})

describe('other sites', () => {
  it.each([
    ['a site that rebinds its name to this machine', { host: 'evil.example:4747' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a sandboxed page without an origin', { origin: 'null' }],
    ['a page on another port of this machine', { origin: 'http://localhost:1' }],
    ['an image on another site', { 'sec-fetch-site': 'cross-site' }],
    ['another server of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('get neither invite nor notes nor a camp: %s', async (_, headers) => {
    const { host } = await start()
    expect((await startCamp('Guarded')).status).toBe(200)
    expect(await ask('/api/session', { headers })).toMatchObject({ status: 403, body: '' })
    expect(await ask('/read/', { headers })).toMatchObject({ status: 403, body: '' })
    expect(await post('/api/join', { link: '' }, headers)).toMatchObject({ status: 403, body: '' })
    expect(await post('/control/run', { argv: ['list'], inputs: [] }, headers)).toMatchObject({ status: 403 })
    expect(host.current()?.notebook.camp.name).toBe('Guarded')
  })

  it('cannot run a command without the token', async () => {
    await start()
    await startCamp('Token camp')
    for (const token of ['', 'x'.repeat(32)]) {
      const answer = await post('/control/run', { argv: ['list'], inputs: [] }, { 'x-divelog-token': token })
      expect(answer.status).toBe(403)
    }
  })
})

describe('other commands', () => {
  it('reach a server that listens on one other address only', async () => {
    const { host } = await start('127.0.0.2')
    await host.start({ name: 'Elsewhere', displayName: 'Ana', starter: false, files: [] })
    const holder = await readHolder(join(folder, `home-${count - 1}`))
    const answer = await fetch(`http://127.0.0.1:${holder?.port}/control/run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-divelog-token': holder?.token ?? '' },
      body: JSON.stringify({ argv: ['list'], inputs: [] }),
    })
    expect(await answer.text()).toBe('{"kind":"exit","code":0}\n')
  })
})

describe('the read-only pages', () => {
  it('show the catalog to a phone, with nothing that a note could run or load, and no secret', async () => {
    const { host } = await start('0.0.0.0')
    await startCamp('Phone <camp>')
    const notebook = host.current()?.notebook
    const id = await notebook?.createTopic({
      title: 'Boats <script>alert(1)</script>',
      summary: '"><img src=x onerror=alert(1)>',
      goal: '<iframe src="https://evil.example"></iframe>\n\n[press](javascript:alert(1)) **bold**',
    })
    const phone = { host: '192.168.1.5:4747' }
    const list = await ask('/read/', { headers: phone })
    expect(list.status).toBe(200)
    expect(list.body).toContain(`href="/read/${id}"`)
    const topic = await ask(`/read/${id}`, { headers: phone })
    expect(topic.body).toContain('<strong>bold</strong>')
    for (const { body, headers } of [list, topic]) {
      expect(body).not.toMatch(/<script|<iframe|<img|javascript:|#\/join\//)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    expect((await ask('/read/', { headers: { host: 'evil.example' } })).status).toBe(403)
    expect((await ask('/api/session', { headers: phone })).status).toBe(403)
    expect((await ask('/read/%ff', { headers: phone })).status).toBe(404)
    expect((await ask('/read/nothing', { headers: phone })).status).toBe(404)
    expect((await ask('/read/', { headers: phone, method: 'POST' })).status).toBe(405)
  })

  it('show as it was written what would hold the parser for minutes', async () => {
    const { host } = await start('0.0.0.0')
    await startCamp('Slow camp')
    const notebook = host.current()?.notebook
    const id = await notebook?.createTopic({ title: 'Stars', goal: '*a_'.repeat(3000) })
    expect((await ask(`/read/${id}`)).body).toContain('<pre>')
  })
})

describe('the web app', () => {
  it('is served with headers that let nothing in from elsewhere, and nothing beside it', async () => {
    await start()
    const page = await ask('/')
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('The app') })
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    for (const path of [
      '/../outside.html',
      '/%2e%2e/outside.html',
      '/..%2foutside.html',
      '/%00.html',
      '//..//outside.html',
    ]) {
      expect(await ask(path)).toMatchObject({ status: 404 })
    }
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
  })
})
