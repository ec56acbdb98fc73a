// What it means for people that a port could not be listened at.
import { type ListenTrouble, placeOf } from '../network/listening.ts'

export function listenWords({ wanted, instead }: ListenTrouble): string {
  const { kind, port } = placeOf(wanted)
  const whatFailed = port === 0 ? 'No port could be opened' : `Port ${port} is taken by another program`
  const place = instead === undefined ? undefined : placeIn(instead)
  return `${whatFailed}: ${consequence(kind, place)}`
}

const placeIn = (addr: string): string => {
  const { port } = placeOf(addr)
  return port === 0 ? 'on another port' : `on port ${port}`
}

function consequence(kind: ReturnType<typeof placeOf>['kind'], place: string | undefined): string {
  switch (kind) {
    case 'websocket':
      return `pages on this machine ${place === undefined ? 'cannot reach this notebook.' : `reach this notebook ${place}.`}`
    case 'webrtc-direct':
      return `browsers on other machines ${place === undefined ? 'cannot reach this laptop by themselves.' : `reach this laptop ${place}.`}`
    default:
      return place === undefined
        ? 'other laptops cannot dial this one.'
        : `other laptops reach this one ${place}. Invite links given out before name the old port.`
  }
}
