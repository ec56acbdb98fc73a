// Stands in for the sessions of Helia and bitswap, which look for providers of a whole DAG: blocks are asked of the peers
// that a page is connected to, and nobody begins a session.
export class SessionStorage {
  constructor() {
    throw new Error('there are no sessions here')
  }
}

export const createBitswapSession = () => new SessionStorage()
