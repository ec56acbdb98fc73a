// Topics of the 2019 camp: numbers, titles, tags and links as its table had them, descriptions in our own words.
import type { StarterTopic } from './starter-topic.ts'

const box = '📦'

export const camp2019: readonly StarterTopic[] = [
  {
    number: '1',
    title: 'Private DHT',
    summary:
      'A routing table for a closed group, whose members can look each other up while outsiders learn neither who is in it nor what they ask for.',
  },
  {
    number: '2',
    title: 'Scaling up the DHT',
    tags: [box],
    summary:
      'Lookups and provides in the distributed hash table get slower as it grows: which changes, or which other designs, would keep them quick?',
  },
  {
    number: '3',
    title: 'Reducing the information leakage on a libp2p dial',
    summary:
      'What a node tells strangers about itself while it opens a connection, and how much of that could wait or stay unsaid.',
  },
  {
    number: '4',
    title: 'Locking the IPFS repo for concurrent access',
    summary:
      'Several tabs and workers share one repository: how to guard against races without making all of them wait for one.',
  },
  {
    number: '5',
    title: 'Identity for DApps',
    tags: [box],
    summary:
      'Once people can carry an identity between applications, what is still missing before an app can rely on it?',
  },
  {
    number: '6',
    title: 'Live Streaming Capabilities through IPFS to X thousand',
    summary:
      'Sending a live picture to thousands of viewers with content addressing: delay, ordering and who carries the load.',
  },
  {
    number: '7',
    title: 'Upgrading the HTTP-API to a RPC API',
    summary: 'The remote interface has outgrown its HTTP shape; what a call-based successor should look like.',
    learn: '- https://github.com/ipfs/http-api-spec/issues/116',
  },
  {
    number: '8',
    title: 'Offline First',
    summary:
      'Communities with little or no bandwidth should be served first, not last: what works today, and what the protocols lack.',
  },
  {
    number: '9',
    title: 'Package Managers: What Now, What Next?',
    tags: [box],
    summary:
      'Where package managers on IPFS stand this summer, what hurts, and which directions deserve the next months.',
  },
  {
    number: '10',
    title: 'IPFS on Mobile',
    summary: 'Batteries, sleeping radios and closed app stores: the shape a node must take to live on a phone.',
  },
  {
    number: '11',
    title: 'Private content on IPFS',
    tags: [box],
    summary: 'Keeping content readable to some and opaque to the rest, on a network whose nature is to share.',
  },
  {
    number: '12',
    title: 'Building the IPFS Community',
    summary: 'How newcomers arrive, find a place and stay, and what the people already here can do about it.',
  },
  {
    number: '13',
    title: 'IPFS for websites (static, dynamic, search, etc)',
    summary:
      'Good habits for publishing sites by content address, and the open questions once pages change or want a search box.',
  },
  {
    number: '14',
    title: 'IPFS in blockchain',
    summary:
      'What chains need from content-addressed storage, and what they put into blocks that would be better elsewhere.',
  },
  {
    number: '15',
    title: 'Open research problems in IPFS',
    summary: 'A list of questions nobody has an answer to yet, content routing first among them.',
  },
  {
    number: '16',
    title: 'Revocation/Rotating of IPNS Keys',
    summary:
      'A name that is a public key is only as good as the key: what to do on the day it is stolen or must be replaced.',
  },
  {
    number: '17',
    title: 'Building Reusable Data Structures',
    summary:
      'Data that one application wrote should be of use to the next: which conventions make reuse easier than starting over?',
  },
  {
    number: '18',
    title: 'Service and Content Discovery under Partition',
    tags: [box],
    summary:
      'Networks are rarely just global or local: finding services and content when the network is in pieces that come and go.',
  },
  {
    number: '19',
    title: 'Referencing HTTP/centralized web content from IPFS',
    tags: [box],
    summary: 'Pointing at data that an ordinary web server still holds, without copying all of it first.',
  },
  {
    number: '20',
    title: 'How can IPFS support sharding',
    tags: [box],
    summary: 'Holding and pinning chosen parts of a large DAG instead of the whole.',
    learn: '- https://github.com/ipfs/go-ipfs/pull/5142',
  },
  {
    number: '21',
    title: 'A better HTTP API',
    summary: 'An interface that follows the habits of the web and is pleasant to call by hand.',
  },
  {
    number: '22',
    title: 'Garbage Collection how to make more efficient large block stores',
    tags: [box],
    summary:
      'Collecting without stopping everything: incremental or generational schemes, or a store that is organised differently.',
  },
  {
    number: '23',
    title: 'Connection prioritisation',
    summary: 'Telling a node which peers matter, so that those links survive and those dials go first.',
  },
  {
    number: '24',
    title: 'Replication protocol',
    tags: [box],
    summary: 'Bringing a DAG, or part of one, from one node to another in few round trips: a companion to bitswap.',
  },
  {
    number: '25',
    title: 'Do not replicate lists - DNR',
    summary:
      'Lists by which a node declines to carry certain content, and how such lists are made, shared and contested.',
  },
  {
    number: '26',
    title: 'Fast IPNS',
    tags: [box],
    summary: 'Resolving a mutable name in the time people are used to from ordinary addresses.',
  },
  {
    number: '27',
    title: 'MultiWriter IPNS',
    tags: [box],
    summary: 'One name that several peers may update, and what should happen when two of them do so at once.',
  },
  {
    number: '28',
    title: 'WASM in JS IPFS',
    summary:
      'Which parts of the JavaScript implementation gain from WebAssembly, and which would only become harder to read.',
  },
  {
    number: '29',
    title: 'Resource utilization',
    summary: 'From a server hall to a sleeping laptop: profiles for how much a node may take where it runs.',
  },
  {
    number: '30',
    title: 'IPFS Education and Documentation',
    summary: 'The explanations people miss most, and the order in which to write them.',
  },
  {
    number: '31',
    title: 'Mounting an IPFS filesystem',
    tags: [box],
    summary: 'Making content-addressed files appear as an ordinary folder, fast enough to work in.',
    learn:
      '- https://github.com/ipfs/go-ipfs/blob/v0.4.21-rc3/docs/fuse.md\n- https://github.com/ipfs/in-web-browsers/issues/146',
  },
  {
    number: '32',
    title: 'Faster content discovery',
    summary:
      'Shortcuts to whoever has the content: hints about peers, seeds on the web, and other ways around a long lookup.',
    learn: '- https://github.com/ipld/ipld/issues/57',
  },
  {
    number: '33',
    title: 'Re-configuring IPFS on the fly',
    summary: 'Changing the settings of a running node, and which of its parts would have to learn how.',
  },
  {
    number: '34',
    title: 'IPNS link rot',
    summary: 'Names fade when their owner does not renew them every day: letting others keep a name alive.',
  },
  {
    number: '35',
    title: 'Deterministic CIDs! Reproducible File Imports! Verifable HTTP Gateways!',
    summary:
      'The same bytes should give the same CID in any year and any tool, and a reader should be able to check what a gateway hands out.',
    learn:
      '- https://github.com/ipfs/roadmap/issues/19#issuecomment-494529255\n- https://github.com/ipfs/in-web-browsers/issues/128',
  },
  {
    number: '36',
    title: 'Key Management',
    summary:
      'What people can do with their keys today, what they cannot, and how keys might move between implementations.',
  },
  {
    number: '37',
    title: 'IPFS in Web Workers',
    summary: 'Running a node off the main thread of a page: the state of it, the walls, and the ways around them.',
    learn: '- https://github.com/ipfs/in-web-browsers/issues/55',
  },
  {
    number: '38',
    title: 'UnixFS v2',
    tags: [box],
    summary: 'The next format for files and folders: what it must carry and how the old one is left behind.',
    learn: '- https://github.com/ipfs/unixfs-v2/blob/master/SPEC.md\n- https://github.com/ipfs/roadmap/issues/19',
  },
  {
    number: '39',
    title: 'Using CRDTs to build real-time collaborative DApps',
    summary: 'What still stands between a developer and an application whose users edit together without a server.',
  },
  {
    number: '40',
    title: 'libp2p resource/connection management',
    summary: 'In a network of equals everybody has many links: keeping their number from choking a home router.',
  },
  {
    number: '41',
    title: 'Better NAT traversal so that Relay servers are a last (not first) resort',
    summary: 'Relays cost too much to be the usual way: getting through routers directly, more often than today.',
  },
  {
    number: '42',
    title: 'libp2p connection bootstrapping and protocol negotiation 2.0',
    summary:
      'Opening a connection takes several round trips of polite questions; agreeing on the same things in fewer.',
  },
  {
    number: '43',
    title: 'libp2p message orientation',
    summary:
      'Single messages beside streams: what the interface would look like, and which transports could carry them.',
  },
  {
    number: '44',
    title: 'IPFS metrics and usage statistics',
    tags: [box],
    summary: 'Learning how software is used when it runs everywhere and belongs to nobody, without spying on anybody.',
  },
  {
    number: '45',
    title: 'Decentralized Data Processing',
    summary: 'Moving the computation to where the data already lies.',
  },
  {
    number: '46',
    title: 'Building Dynamic P2P Applications',
    summary: 'Patterns for applications whose content changes all the time and whose peers come and go.',
  },
  {
    number: '47',
    title: 'Better file chunking',
    summary: 'Where to cut files so that small changes stay small and equal parts are stored once.',
  },
]
