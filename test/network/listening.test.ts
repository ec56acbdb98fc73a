// Of the addresses a laptop wants, which it has: the forms that libp2p gives them in.
import { expect, it } from 'vitest'
import { listenTroubles, unheardAddrs } from '../../src/network/listening.ts'

const heard = [
  '/ip4/127.0.0.1/tcp/4748/p2p/12D3KooWAna',
  '/ip4/192.0.2.7/tcp/4748/p2p/12D3KooWAna',
  '/ip4/127.0.0.1/tcp/4848/ws/p2p/12D3KooWAna',
  '/ip4/192.0.2.7/udp/50123/webrtc-direct/certhash/uEiA/p2p/12D3KooWAna',
  '/ip4/192.0.2.9/tcp/4748/p2p/12D3KooWBo/p2p-circuit/p2p/12D3KooWAna',
]
const usual = ['/ip4/0.0.0.0/tcp/4748', '/ip4/127.0.0.1/tcp/4848/ws', '/ip4/0.0.0.0/udp/0/webrtc-direct']

it('finds every address that is heard, and any port where any was wanted', () => {
  expect(unheardAddrs(usual, heard)).toEqual([])
  expect(unheardAddrs(['/ip4/0.0.0.0/tcp/0', '/p2p-circuit', '/webrtc'], heard)).toEqual([])
})

it('takes no kind of address for another', () => {
  expect(unheardAddrs(['/ip4/0.0.0.0/tcp/4848', '/ip4/127.0.0.1/tcp/4748/ws'], heard)).toHaveLength(2)
  expect(unheardAddrs(usual, heard.slice(0, 2))).toEqual(usual.slice(1))
})

it('says what is heard instead, and when nothing is', () => {
  expect(listenTroubles(['/ip4/0.0.0.0/tcp/4700'], heard)).toEqual([
    { wanted: '/ip4/0.0.0.0/tcp/4700', instead: heard[0] },
  ])
  expect(listenTroubles(usual, heard.slice(0, 3))).toEqual([{ wanted: usual[2] }])
})
