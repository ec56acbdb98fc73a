// Stands in for `netmask`: libp2p asks it only whether an IPv4 address, which it has checked, is in one of some ranges.
export class Netmask {
  readonly #first: number
  readonly #size: number

  constructor(range: string) {
    const [first = '', bits] = range.split('/')
    this.#first = numberOf(first)
    this.#size = 2 ** (32 - Number(bits))
  }

  contains(address: string): boolean {
    const at = numberOf(address) - this.#first
    return at >= 0 && at < this.#size
  }
}

const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
