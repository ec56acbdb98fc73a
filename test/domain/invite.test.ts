import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createGenesis } from '../../src/contributions/genesis.ts'
import type { Invite } from '../../src/domain/camp.ts'
import { formatInvite, parseInvite } from '../../src/domain/invite.ts'
import { limits } from '../../src/domain/limits.ts'

async function inviteTo(name: string, addrs: readonly string[] = ['/ip4/192.0.2.7/tcp/4747/ws']): Promise<Invite> {
  const { camp, block } = await createGenesis({
    name,
    organiser: await createAuthorKey(),
    startedAt: 1_700_000_000_000,
  })
  return { campId: camp.id, genesis: Uint8Array.from(block.bytes), campKey: new Uint8Array(32).fill(9), name, addrs }
}

describe('an invite link', () => {
  it('gives back the camp, its key, its name and where its laptops were', async () => {
    const invite = await inviteTo('Dörfli 🐋')
    expect(parseInvite(formatInvite(invite))).toEqual(invite)
    expect(parseInvite(formatInvite(invite, 'https://example.org/app/'))).toEqual(invite)
  })

  it('keeps everything after the #, where no server sees it', async () => {
    const link = formatInvite(await inviteTo('Camp'), 'https://example.org/')
    expect(link.slice(0, link.indexOf('#'))).toBe('https://example.org/')
  })

  it('is short enough for a QR code', async () => {
    expect(formatInvite(await inviteTo('Camp')).length).toBeLessThan(800)
  })

  it('is read after mail and chat had their way with it', async () => {
    const invite = await inviteTo('Camp')
    const link = formatInvite(invite, 'https://example.org/')
    const folded = link.replace(/.{60}/g, '$&\r\n ')
    for (const text of [`<${link}>`, ` ${link}\n`, folded, `"${link}"`, link.slice(link.indexOf('join/') + 5)]) {
      expect(parseInvite(text)).toEqual(invite)
    }
  })

  it('holds at most as many addresses as the limit says', async () => {
    const many = Array.from({ length: 40 }, (_, i) => `/ip4/192.0.2.${i}/tcp/1`)
    expect(parseInvite(formatInvite(await inviteTo('Camp', many))).addrs).toHaveLength(limits.maxInviteAddrs)
  })

  it('says what is wrong without repeating the key', async () => {
    const link = formatInvite(await inviteTo('Camp'))
    const code = link.slice(link.indexOf('join/') + 5)
    const damaged = [
      '',
      'https://example.org/',
      link.slice(0, -20),
      `${link}${code}`,
      link.replace(code, 'AAAA'),
      'x'.repeat(99_999),
    ]
    for (const text of damaged) {
      expect(() => parseInvite(text)).toThrow(expect.objectContaining({ name: 'InvalidInputError' }))
      try {
        parseInvite(text)
      } catch (error) {
        expect(String(error)).not.toContain(code.slice(20, 60))
      }
    }
  })

  it('is refused when any of its characters changed in a way that matters', async () => {
    const invite = await inviteTo('Camp')
    const link = formatInvite(invite)
    const start = link.indexOf('join/') + 5
    for (let i = start; i < link.length; i += 7) {
      const other = `${link.slice(0, i)}${link[i] === 'A' ? 'B' : 'A'}${link.slice(i + 1)}`
      try {
        expect(parseInvite(other)).not.toEqual(invite)
      } catch (error) {
        expect(error).toMatchObject({ name: 'InvalidInputError' })
      }
    }
  })
})
