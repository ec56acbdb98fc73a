import { base58btc } from 'multiformats/bases/base58'
import { describe, expect, it } from 'vitest'
import { parseAuthorId } from '../../src/domain/ids.ts'
import { wordPair } from '../../src/domain/word-pair.ts'
import { wayWords } from '../../web/frame/peer-ways.ts'
import { laptopWords, ownerWords } from '../../web/frame/peer-words.ts'

const id = parseAuthorId(
  base58btc.encode(Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20, ...new Uint8Array(32))).slice(1),
)

describe('what a laptop is called', () => {
  it('is its owner’s, unless the owner named the laptop, or nobody has a name yet', () => {
    expect(laptopWords('Bea', id)).toBe('Bea’s laptop')
    expect(laptopWords("Bea's laptop", id)).toBe("Bea's laptop")
    expect(laptopWords('', id)).toBe(`a device without a name yet (${wordPair(id)})`)
    expect(ownerWords('', id)).toBe(`no name yet (${wordPair(id)})`)
  })
})

describe('how a peer is connected', () => {
  it('is called browser to browser only where the other end is a browser', () => {
    expect(wayWords({ via: 'webrtc', isNode: false })).toBe('browser to browser')
    expect(wayWords({ via: 'webrtc', isNode: true })).toBe('directly, by WebRTC')
    expect(wayWords({ via: 'webrtc' })).toBe('directly, by WebRTC')
    expect(wayWords({ via: 'relay', isNode: true })).toBe('through another laptop')
  })
})
