// Stands in for the keychains and key types of Helia and libp2p: the author key is in Dexie, and given to libp2p whole.
export const keychain = () => () => undefined

export const getCrypto = () => async (): Promise<never> => {
  throw new Error('Helia signs nothing here')
}

export const loadOrCreateSelfKey = async (): Promise<never> => {
  throw new Error('libp2p is given the key of the author')
}
