import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { findStreaming } from './web/bundle/find-streaming.ts'
import { findTelemetry } from './web/bundle/find-telemetry.ts'
import { findUnused } from './web/bundle/find-unused.ts'
import { leaveOut } from './web/bundle/leave-out.ts'
import { minifyTwice } from './web/bundle/minify-twice.ts'
import { standIns } from './web/bundle/stand-ins.ts'
import { unusedDexie } from './web/bundle/unused-dexie.ts'
import { unusedGossip, unusedScore } from './web/bundle/unused-gossip.ts'
import { unusedMap, unusedMapSystem } from './web/bundle/unused-map.ts'
import { unusedMarkdown } from './web/bundle/unused-markdown.ts'
import { unusedReact, unusedReactDom } from './web/bundle/unused-react.ts'
import { unusedSearch } from './web/bundle/unused-search.ts'
import { unusedSelection } from './web/bundle/unused-selection.ts'

const here = (path: string): string => resolve(import.meta.dirname, path)
const network = ['@?libp2p', '@?helia', '@chainsafe', '@multiformats', 'blockstore-core', 'ipns', 'it-[a-z-]+']
const scriptsOf = (...packages: readonly string[]): RegExp =>
  new RegExp(`/node_modules/(?:${packages.join('|')})/.*\\.m?js$`)

const noEffects = { propertyReadSideEffects: false, unknownGlobalSideEffects: false } as const

export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [
    react(),
    // Each file says why a page can do without the real thing.
    standIns(here('web/bundle/stand-ins'), {
      '@codemirror/autocomplete/dist/index.js': 'no-completion.ts',
      '@codemirror/lang-html/dist/index.js': 'no-html-language.ts',
      '@helia/bitswap/dist/src/session.js': 'no-sessions.ts',
      '@helia/libp2p/dist/src/routing.js': 'no-helia-routing.ts',
      '@ipshipyard/keychain/dist/src/index.js': 'no-keychain.ts',
      '@libp2p/config/dist/src/index.js': 'no-keychain.ts',
      '@libp2p/crypto/dist/src/keys/ecdsa/utils.js': 'ed25519-only.ts',
      '@libp2p/crypto/dist/src/keys/rsa/der.js': 'ed25519-only.ts',
      '@libp2p/crypto/dist/src/keys/rsa/utils.js': 'ed25519-only.ts',
      '@libp2p/crypto/dist/src/keys/secp256k1/utils.js': 'ed25519-only.ts',
      '@libp2p/gossipsub/dist/src/metrics.js': 'no-gossip-metrics.ts',
      '@libp2p/gossipsub/dist/src/score/scoreMetrics.js': 'no-gossip-metrics.ts',
      '@libp2p/logger/dist/src/index.js': 'silent-logger.ts',
      '@libp2p/utils/dist/src/filters/index.js': 'exact-filter.ts',
      '@multiformats/dns/dist/src/index.js': 'no-dnsaddr.ts',
      'birnam/dist/src/index.js': 'silent-logger.ts',
      'd3-interpolate/dist/d3-interpolate.mjs': 'no-interpolation.ts',
      'd3-transition/dist/d3-transition.mjs': 'no-transition.ts',
      'denque/index.js': 'short-queue.ts',
      'helia/dist/src/get-crypto.js': 'no-keychain.ts',
      'helia/dist/src/pins.js': 'no-pins.ts',
      'helia/dist/src/routing.js': 'no-helia-routing.ts',
      'helia/dist/src/session-storage.js': 'no-sessions.ts',
      'lib0/logging.js': 'plain-warnings.ts',
      'lib0/schema.js': 'no-schema.ts',
      'libp2p/dist/src/address-manager/dns-mappings.js': 'no-mappings.ts',
      'libp2p/dist/src/address-manager/ip-mappings.js': 'no-mappings.ts',
      'libp2p/dist/src/content-routing.js': 'no-routers.ts',
      'libp2p/dist/src/peer-routing.js': 'no-routers.ts',
      'libp2p/dist/src/random-walk.js': 'no-walk.ts',
      'multiformats/dist/src/bases/base256emoji.js': 'no-emoji-base.ts',
      'netmask/dist/netmask.js': 'ipv4-range.ts',
    }),
    leaveOut({ name: 'telemetry', modules: scriptsOf(...network, '@xyflow'), find: findTelemetry }),
    ...[
      { path: 'react-dom/cjs/react-dom-client.production.js', unused: unusedReact },
      { path: 'react-dom/cjs/react-dom.production.js', unused: unusedReactDom },
      { path: 'dexie/dist/modern/dexie.mjs', unused: unusedDexie },
      { path: '@codemirror/lang-markdown/dist/index.js', unused: unusedMarkdown },
      { path: '@xyflow/react/dist/esm/index.js', unused: unusedMap },
      { path: '@xyflow/system/dist/esm/index.js', unused: unusedMapSystem },
      { path: 'd3-selection/dist/d3-selection.mjs', unused: unusedSelection },
      { path: 'minisearch/dist/es/index.js', unused: unusedSearch },
      { path: '@libp2p/gossipsub/dist/src/gossipsub.js', unused: unusedGossip },
      { path: '@libp2p/gossipsub/dist/src/score/peer-score.js', unused: unusedScore },
    ].map(({ path, unused }) =>
      leaveOut({
        name: path,
        modules: new RegExp(`/node_modules/${path.replaceAll('.', '\\.')}$`),
        find: findUnused(unused),
      }),
    ),
    leaveOut({ name: 'streaming', modules: scriptsOf('.+'), having: 'streamMessage', find: findStreaming }),
    minifyTwice(noEffects),
  ],
  resolve: {
    // Dexie as it is published for browsers of today; its package names the one for those of ten years ago.
    alias: [{ find: /^dexie$/, replacement: here('node_modules/dexie/dist/modern/dexie.mjs') }],
    // One of each, though not every package has moved to the newest: what they use of it is the same in both.
    dedupe: [
      'cborg',
      'interface-datastore',
      'interface-store',
      'multiformats',
      'protons-runtime',
      'uint8-varint',
      'uint8arraylist',
      'uint8arrays',
    ],
  },
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    // Browsers that need it load a chunk when it is asked for, not before.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Done by the plugin above.
        minify: false,
        // Few chunks, because each is compressed alone: what is drawn first, what is needed to type, the other screens,
        // and the network with all that signs and merges.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 5 },
            { name: 'editor', test: /\/web\/outcome\/outcome-screen\.tsx$/, priority: 3 },
            { name: 'start', test: /\/web\/start\/first-minute\.tsx$/, priority: 4 },
            { name: 'screens', test: /\/web\//, priority: 2 },
            { name: 'network', test: /./, priority: 1 },
          ],
        },
      },
      treeshake: {
        ...noEffects,
        // Components of React Flow that no screen of ours names.
        manualPureFunctions: ['memo', 'forwardRef', 'createContext'],
        // Our own TypeScript does nothing when it is imported, the entry aside: a screen takes along only what it names
        // of the public interface.
        moduleSideEffects: [{ test: /\/src\/.*\.ts$/, external: false, sideEffects: false }],
      },
    },
  },
})
