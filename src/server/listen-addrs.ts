// Where a laptop's node listens. The ports are remembered in the home: an address told yesterday works today.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListenTrouble } from '../network/listening.ts'
import { freePort, isFree } from './free-port.ts'

interface Ports {
  readonly tcp: number
  readonly ws: number
}

const usual: Ports = { tcp: 4748, ws: 4848 }

export interface ListenAddrs {
  readonly listen: readonly string[]
  /** Other ports than yesterday's, or than the usual ones. */
  readonly moved: readonly ListenTrouble[]
}

/** TCP for laptops, a WebSocket on loopback for pages on this machine, WebRTC-direct for installed web apps. */
export async function listenAddrs(home: string): Promise<ListenAddrs> {
  const before = (await load(home)) ?? usual
  const tcp = await portNear(before.tcp, '0.0.0.0')
  const ws = await portNear(before.ws, '127.0.0.1')
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeFile(join(home, 'ports.json'), JSON.stringify({ tcp, ws }))
  const addrs = addrsOn({ tcp, ws })
  const moved = addrsOn(before).flatMap((wanted, i) => {
    const instead = addrs[i]
    return instead === undefined || instead === wanted ? [] : [{ wanted, instead }]
  })
  return { listen: [...addrs, '/ip4/0.0.0.0/udp/0/webrtc-direct'], moved }
}

const addrsOn = ({ tcp, ws }: Ports): string[] => [`/ip4/0.0.0.0/tcp/${tcp}`, `/ip4/127.0.0.1/tcp/${ws}/ws`]

const portNear = async (port: number, host: string): Promise<number> =>
  (await isFree(port, host)) ? port : freePort(port + 1, host)

async function load(home: string): Promise<Ports | undefined> {
  try {
    const { tcp, ws } = JSON.parse(await readFile(join(home, 'ports.json'), 'utf8'))
    return Number.isInteger(tcp) && Number.isInteger(ws) ? { tcp, ws } : undefined
  } catch {
    // The first start, or a file somebody broke: the usual ports do.
    return undefined
  }
}
