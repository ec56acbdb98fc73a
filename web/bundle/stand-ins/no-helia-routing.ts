// Stands in for the routing of Helia and for what makes a router of libp2p: in a camp there is no DHT to ask, see
// `no-routers.ts`. Nobody is found, which ends the search for a provider, and all else is refused.
const refuse = async (): Promise<never> => {
  throw Object.assign(new Error('there is nobody to ask'), { name: 'NoRoutersAvailableError' })
}

export class Routing {
  hasRouter = () => true
  addRouter = () => undefined
  // Nobody, as before when libp2p refused: bitswap asks the peers that it is connected to.
  findProviders = (): readonly never[] => []
  // biome-ignore lint/correctness/useYield: it refuses when the first is asked for
  getClosestPeers = async function* (): AsyncGenerator<never> {
    await refuse()
  }
  provide = refuse
  cancelReprovide = refuse
  put = refuse
  get = refuse
  findPeer = refuse
}

export const libp2pRouting = () => undefined
