// Stands in for the random walk of libp2p, which asks peer routing for peers: see `no-routers.ts`. It ends as the real one
// does when that refuses, before the first peer.
export class RandomWalk {
  // biome-ignore lint/correctness/useYield: it refuses when the first is asked for
  async *walk(): AsyncGenerator<never> {
    throw Object.assign(new Error('there is nobody to ask'), { name: 'NoPeerRoutersError' })
  }
}
