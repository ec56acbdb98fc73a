// `divelog status`: what this replica is and holds.
import { listenWords } from '../../server/listen-words.ts'
import { type Command, flag } from '../command.ts'
import { counted } from '../counted.ts'

export const statusCommand: Command = {
  name: 'status',
  summary: 'Show the camp, the catalog CID, heads, peers and storage',
  usage: 'status [--json]',
  options: { json: { type: 'boolean' } },
  optionHelp: [
    [
      '--json',
      '{campId, campName, author, catalog, heads, topics, authors, peers, blocks, bytes}; troubles, if a port is taken',
    ],
  ],
  examples: ['divelog status', 'divelog status --json'],
  minPositionals: 0,
  maxPositionals: 0,
  async run(args, { notebook, network, listenTroubles, print, signal }) {
    const status = await notebook.status({ signal })
    const facts = {
      campId: status.camp.id,
      campName: status.camp.name,
      author: status.author,
      catalog: status.catalog.toString(),
      heads: status.headsDigest,
      topics: status.topics,
      authors: status.authors.length,
      peers: status.peers.length,
      blocks: status.blocks,
      bytes: status.bytes,
    }
    const troubles = listenTroubles.map(listenWords)
    if (flag(args, 'json')) {
      print(JSON.stringify(troubles.length === 0 ? facts : { ...facts, troubles }, null, 2))
      return 0
    }
    print(`${facts.campName}  (${facts.campId})`)
    const held = [counted(facts.blocks, 'block'), counted(facts.bytes, 'byte')].join(', ')
    print(`${counted(facts.topics, 'topic')} by ${counted(facts.authors, 'author')}, ${held}`)
    print(`Catalog ${facts.catalog}`)
    print(`Heads   ${facts.heads}`)
    print(`You are ${facts.author}`)
    for (const author of status.authors) {
      print(
        `  ${author.name || '(no name)'}  ${counted(author.sequence, 'commit')}${author.forked ? '  — two devices sign with this key' : ''}`,
      )
    }
    if (network === undefined) print('Not connected: `divelog serve` meets other laptops.')
    for (const trouble of troubles) print(trouble)
    for (const peer of status.peers) print(`Peer ${peer.id} by ${peer.via}${peer.inCamp ? '' : ', not of this camp'}`)
    for (const refusal of status.rejected.slice(-5)) {
      print(`Refused ${new Date(refusal.at).toISOString()}: ${refusal.reason}: ${refusal.detail}`)
    }
    return 0
  },
}
