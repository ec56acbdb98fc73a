// Stands in for the content and peer routing of libp2p: in a camp there is no DHT to ask, and neither has a router.
// Callers know the refusals by their names.
function refusal(name: string) {
  const fail = (): never => {
    throw Object.assign(new Error('there is nobody to ask'), { name })
  }
  return {
    one: async (): Promise<never> => fail(),
    // biome-ignore lint/correctness/useYield: it refuses when the first is asked for
    async *each(): AsyncGenerator<never> {
      fail()
    },
  }
}

const noContent = refusal('NoContentRoutersError')
const noPeer = refusal('NoPeerRoutersError')

export class CompoundContentRouting {
  findProviders = noContent.each
  provide = noContent.one
  cancelReprovide = noContent.one
  put = noContent.one
  get = noContent.one
}

export class DefaultPeerRouting {
  findPeer = noPeer.one
  getClosestPeers = noPeer.each
}
