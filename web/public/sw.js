// Keeps the app on the device: every file of one build is stored before that build takes over, and from then on the page
// and its files come from there, so that they are of one build and open with the server gone. The build after changes
// nothing until somebody says so. Notes are never here; they live in IndexedDB.
const prefix = 'divelog-app-'
// Put in by the build: browsers look for a new version by comparing this file.
const build = 'unstamped'

self.addEventListener('install', (event) => event.waitUntil(store()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
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
  const { files } = await (await fetch('/precache.json', { cache: 'no-store' })).json()
  const cache = await caches.open(prefix + build)
  await cache.addAll(files)
}

async function takeOver() {
  const builds = (await caches.keys()).filter((name) => name.startsWith(prefix))
  // Another tab may still show the build before this one: its files stay until the next.
  for (const name of builds.slice(0, -2)) await caches.delete(name)
  await self.clients.claim()
}

async function answer(request, url) {
  if (request.mode === 'navigate') {
    const cache = await caches.open(prefix + build)
    return (await cache.match('/')) ?? fetch(request)
  }
  // Files of a build have names of their own: whichever build has one has the right one.
  return (await caches.match(url.pathname)) ?? fetch(request)
}
