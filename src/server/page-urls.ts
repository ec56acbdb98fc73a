// Where people on other machines find the pages of this server.
import { networkInterfaces } from 'node:os'

/** None while the server listens on this machine only. Addresses of the fourth version first: people read them out. */
export function pageUrls(host: string, port: number): string[] {
  const addresses = ['0.0.0.0', '::'].includes(host) ? ownAddresses() : [host]
  return addresses
    .filter((address) => !/^(127\.|::1$|localhost$)/.test(address))
    .map((address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}/`)
}

function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  // A link-local address of the sixth version needs a zone, which differs from laptop to laptop.
  const shared = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  return shared.sort((a, b) => (a.family < b.family ? -1 : a.family > b.family ? 1 : 0)).map(({ address }) => address)
}
