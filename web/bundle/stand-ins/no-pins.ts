// Stands in for the pins of Helia: which blocks stay is known from the heads, so none is ever pinned.
export class PinsImpl {
  isPinned = async (): Promise<boolean> => false
}
