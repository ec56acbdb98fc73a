// First replication of a camp between two nodes over TCP on loopback, against Helia's bitswap walk of the same DAG and
// against a bare stream of the same blocks; then what one edit costs on the wire.
import type { Stream } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { MemoryBlockstore } from 'blockstore-core'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { newBlocks } from '../../src/contributions/walk.ts'
import { createHeliaNode } from '../../src/network/create-helia.ts'
import { createNetwork } from '../../src/network/create-network.ts'
import { openFrames } from '../../src/network/frames.ts'
import { nodeLibp2pOptions } from '../../src/network/node-options.ts'
import { encodeBlock } from '../../src/network/sync-messages.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { openReplica, startTestCamp, type TestCamp, type TestReplica } from '../support/notebooks.ts'
import { fillCamp } from './camp.ts'
import { countingProxy } from './counting-proxy.ts'
import { type BenchRow, median, timed } from './row.ts'

const rounds = 31
/** Before them: until then a round mostly shows how far the compiler has come, for each contestant another way. */
const warmUps = 10
const bareProtocol = '/bench/bare-car/1.0.0'

export async function benchReplication(): Promise<BenchRow[]> {
  const camp = await startTestCamp()
  const source = await online(camp, 'Source')
  await fillCamp(source.replica.notebook)
  const head = await source.replica.notebook.commit()
  if (head === undefined) throw new Error('the camp has no head')
  await serveBare(source, head.root)
  // Divelog’s own bitswap is closed to strangers: the walk is measured against a node without the gate.
  const open = await bareNode(source.replica.store.blocks, ['/ip4/127.0.0.1/tcp/0'])
  const ours: number[] = []
  const bare: number[] = []
  const bitswap: number[] = []
  for (let i = -warmUps; i < rounds; i++) {
    const [mine, floor] = [await replicate(camp, source), await streamBare(source)]
    if (i < 0) continue
    ours.push(mine)
    bare.push(floor)
    if (i < 3) bitswap.push(await walkBitswap(open.libp2p.getMultiaddrs().map(String)[0] ?? '', head.root))
  }
  const wire = await editOverWire(camp, source)
  await open.stop()
  await source.stop()
  const { blocks } = await source.replica.store.usage()
  return [
    {
      what: `first replication, 56 topics with notes (${blocks} blocks)`,
      value: median(ours),
      unit: 'ms',
      baseline: { name: 'Helia’s bitswap walk of the same DAG', value: median(bitswap) },
    },
    {
      what: 'first replication, the same',
      value: median(ours),
      unit: 'ms',
      baseline: { name: 'a bare CAR stream of the same blocks', value: median(bare) },
    },
    {
      what: 'one edit of 100 bytes to a peer in sync, all on the wire',
      value: wire,
      unit: 'bytes',
      baseline: { name: 'the bytes typed', value: 100 },
    },
  ]
}

type Online = Awaited<ReturnType<typeof online>>

async function online(camp: TestCamp, name: string) {
  const key = await createAuthorKey()
  const replica: TestReplica = await openReplica(camp, name, { key })
  const helia = await createHeliaNode({
    blockstore: replica.store.blocks,
    libp2p: nodeLibp2pOptions({
      privateKey: await key.privateKey(),
      listen: ['/ip4/127.0.0.1/tcp/0'],
      discover: false,
    }),
  })
  const network = await createNetwork({
    libp2p: helia.libp2p,
    exchange: replica.notebook.exchange,
    clock: systemClock,
    onFailed: () => undefined,
  })
  replica.notebook.attachNetwork(network)
  const [addr = ''] = network.multiaddrs()
  return {
    replica,
    helia,
    network,
    addr,
    async stop() {
      await network.stop()
      await helia.stop()
      await replica.notebook.stop()
    },
  }
}

/** From dialling until every head is accepted and merged. */
async function replicate(camp: TestCamp, source: Online): Promise<number> {
  const target = await online(camp, 'Target')
  const wanted = source.replica.notebook.exchange.heads().length
  const [, ms] = await timed(async () => {
    await target.network.connect(source.addr)
    while (target.replica.notebook.rows().length < 56) await new Promise((done) => setImmediate(done))
  })
  if (target.replica.notebook.exchange.heads().length < wanted) throw new Error('not all heads came')
  await target.stop()
  return ms
}

async function serveBare(source: Online, root: CID): Promise<void> {
  const { blocks } = source.replica.store
  await source.helia.libp2p.handle(bareProtocol, async (stream: Stream) => {
    const frames = openFrames(stream, new AbortController().signal)
    for await (const block of newBlocks(blocks, root, [])) await frames.write(encodeBlock(block))
    await frames.write(new Uint8Array(0))
    await frames.flush()
  })
}

async function bareNode(blockstore: Blockstore = new MemoryBlockstore(), listen: readonly string[] = []) {
  const key = await createAuthorKey()
  return createHeliaNode({
    blockstore,
    libp2p: nodeLibp2pOptions({ privateKey: await key.privateKey(), listen, discover: false }),
  })
}

/** From dialling until the last block has arrived; nothing is checked or kept. */
async function streamBare(source: Online): Promise<number> {
  const helia = await bareNode()
  const [, ms] = await timed(async () => {
    const stream = await helia.libp2p.dialProtocol(multiaddr(source.addr), bareProtocol)
    const frames = openFrames(stream, new AbortController().signal)
    while ((await frames.read()).byteLength > 0);
  })
  await helia.stop()
  return ms
}

/** From dialling until every block below the root was fetched and pinned. */
async function walkBitswap(addr: string, root: CID): Promise<number> {
  const helia = await bareNode()
  const [, ms] = await timed(async () => {
    await helia.libp2p.dial(multiaddr(addr))
    // Helia’s own walk, as it pins a DAG: each block is fetched, its links followed.
    for await (const _ of helia.pins.add(root));
  })
  await helia.stop()
  return ms
}

/** Bytes of TCP payload in both directions from the edit until the peer acknowledged it, gossip and receipt included. */
async function editOverWire(camp: TestCamp, source: Online): Promise<number> {
  const target = await online(camp, 'Reader')
  const proxy = await countingProxy(source.addr)
  await target.network.connect(proxy.addr)
  const { notebook } = source.replica
  const sees = (check: () => boolean): Promise<void> =>
    new Promise((done) => {
      const poll = setInterval(() => {
        if (!check()) return
        clearInterval(poll)
        done()
      }, 20)
    })
  await sees(() => target.replica.notebook.exchange.headsDigest() === notebook.exchange.headsDigest())
  const [row] = notebook.rows()
  if (row === undefined) throw new Error('no topic')
  const edit = async (text: string): Promise<void> => {
    const open = await notebook.openTopic(row.id)
    open.doc.getText('outcome').insert(0, text)
    await open.close()
    await notebook.commit()
    await sees(() => target.replica.notebook.exchange.headsDigest() === notebook.exchange.headsDigest())
  }
  // The first edit also pays for meeting: introductions, subscriptions, the mesh.
  await edit('warm')
  await new Promise((done) => setTimeout(done, 9_000))
  const before = proxy.bytes()
  await edit('x'.repeat(100))
  await new Promise((done) => setTimeout(done, 2_500))
  const bytes = proxy.bytes() - before
  await target.stop()
  proxy.stop()
  return bytes
}
