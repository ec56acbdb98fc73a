// Keeps the app on the device: every file of one build is stored before that build takes over, so that it opens with
// the server gone. Notes are never here; they live in IndexedDB.
const prefix = 'divelog-app-'

self.addEventListener('install', (event) => event.waitUntil(store()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/control/') || url.pathname.startsWith('/read/'))
    return
  event.respondWith(answer(event.request, url))
})

async function store() {
  const { build, files } = await (await fetch('/precache.json', { cache: 'no-store' })).json()
  const cache = await caches.open(prefix + build)
  await cache.addAll(files)
  await caches.open(`${prefix}current`).then((current) => current.put('/build', new Response(build)))
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== prefix + build && name !== `${prefix}current`) await caches.delete(name)
  }
}

// The page asks the server first, so that an update is seen; its files never change under one name.
async function answer(request, url) {
  if (request.mode === 'navigate') {
    try {
      return await fetch(request)
    } catch {
      return (await caches.match('/')) ?? Response.error()
    }
  }
  return (await caches.match(url.pathname)) ?? fetch(request)
}
