// `divelog sync`: meets others once, pulls and is pulled from, says what changed.
import { setTimeout as wait } from 'node:timers/promises'
import { multiaddr } from '@multiformats/multiaddr'
import { NotFoundError } from '../../domain/errors.ts'
import { type Command, type CommandContext, flag, text, texts } from '../command.ts'
import { counted } from '../counted.ts'
import { UsageError } from '../parse-arguments.ts'

const defaultSeconds = 5

export const syncCommand: Command = {
  name: 'sync',
  summary: 'Meet other laptops now: pull, and be pulled from',
  usage: 'sync [--peer MULTIADDR]… [--for SECONDS] [--json]',
  options: { peer: { type: 'string', multiple: true }, for: { type: 'string' }, json: { type: 'boolean' } },
  optionHelp: [
    ['--peer MULTIADDR', 'dial this laptop; may be given more than once'],
    ['--for SECONDS', `stay reachable this long (${defaultSeconds})`],
    ['--json', '{peers, accepted, rejected, topics, catalog, heads}'],
  ],
  examples: ['divelog sync', 'divelog sync --peer /ip4/192.168.1.20/tcp/4748/p2p/12D3Koo… --for 30'],
  minPositionals: 0,
  maxPositionals: 0,
  isOnline: true,
  async run(args, context) {
    const seconds = Number(text(args, 'for') ?? defaultSeconds)
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new UsageError(`--for ${text(args, 'for')} is no number of seconds`, 'sync')
    }
    for (const addr of texts(args, 'peer')) checkMultiaddr(addr)
    const { notebook, print, warn, signal } = context
    const events = countEvents(context)
    const failures = await dialAll(texts(args, 'peer'), context)
    for (const failure of failures) warn(failure)
    await stay(seconds, context)
    events.stop()
    const peers = context.network?.peers().filter((peer) => peer.inCamp).length ?? 0
    const result = {
      peers,
      ...events.totals(),
      catalog: (await notebook.catalogCid({ signal })).toString(),
      heads: notebook.exchange.headsDigest(),
    }
    if (flag(args, 'json')) print(JSON.stringify({ ...result, topics: result.topics.length }, null, 2))
    else {
      const titles = notebook
        .rows()
        .filter((row) => result.topics.includes(row.id))
        .map((row) => row.title)
      print(peers === 0 ? metNobody : `Met ${counted(peers, 'replica')} of this camp.`)
      print(
        result.accepted === 0
          ? 'Nothing new here.'
          : `${counted(result.accepted, 'head')} taken${titles.length === 0 ? '' : `: ${some(titles)}`}.`,
      )
    }
    return failures.length > 0 && peers === 0 ? 1 : 0
  },
}

const metNobody =
  'Met nobody of this camp. Laptops on one network find each other while `divelog` runs there; --peer names one.'

function checkMultiaddr(addr: string): void {
  try {
    multiaddr(addr)
  } catch (cause) {
    const likeness = '/ip4/192.168.1.20/tcp/4748/p2p/12D3Koo…'
    throw new UsageError(`--peer ${JSON.stringify(addr)} is no multiaddr, such as ${likeness}`, 'sync', { cause })
  }
}

async function dialAll(addrs: readonly string[], { network, progress, signal }: CommandContext): Promise<string[]> {
  if (network === undefined) throw new NotFoundError('network', 'this replica')
  const failures: string[] = []
  for (const addr of addrs) {
    progress(`Dialling ${addr}`)
    try {
      const peer = await network.connect(addr, { signal })
      await network.pull({
        peer,
        signal,
        onProgress: ({ heads, headsTotal, bytes }) => progress(`${heads} of ${headsTotal} heads, ${bytes} bytes`),
      })
    } catch (error) {
      signal.throwIfAborted()
      failures.push(`${addr}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return failures
}

async function stay(seconds: number, { network, progress, signal }: CommandContext): Promise<void> {
  const until = Date.now() + seconds * 1000
  for (let left = seconds; left > 0; left = (until - Date.now()) / 1000) {
    progress(`Reachable for ${Math.ceil(left)} s more`)
    await wait(Math.min(1000, left * 1000), undefined, { signal })
  }
  await network?.pull({ signal })
}

function countEvents({ notebook }: CommandContext) {
  const topics = new Set<string>()
  let accepted = 0
  let rejected = 0
  const stop = notebook.onEvent((event) => {
    if (event.kind === 'head:rejected') rejected++
    if (event.kind !== 'head:received' || event.result.kind !== 'accepted') return
    accepted++
    for (const topic of event.result.topics) topics.add(topic)
  })
  return { stop, totals: () => ({ accepted, rejected, topics: [...topics] }) }
}

const some = (titles: readonly string[]): string =>
  [...titles.slice(0, 10), ...(titles.length > 10 ? [`and ${titles.length - 10} more`] : [])].join(', ')
