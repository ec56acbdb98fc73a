import { describe, expect, it } from 'vitest'
import { type CatalogChoice, everything, formatChoice, parseChoice } from '../../web/catalog/catalog-choice.ts'
import { parseRoute } from '../../web/router.ts'

const choice: CatalogChoice = {
  query: 'who & what? #1/2',
  state: 'draft',
  tag: '📦',
  person: 'Ana + Bo',
  outcome: 'with',
  sort: 'updated',
}

describe('what was chosen in the catalog', () => {
  it('is the same again when it is read from the address', () => {
    expect(parseChoice(formatChoice(choice))).toEqual(choice)
    expect(parseRoute(formatChoice(choice))).toEqual({ name: 'catalog' })
  })

  it('leaves the address of the whole catalog as short as it is', () => {
    expect(formatChoice(everything)).toBe('#/catalog')
    expect(formatChoice({ ...everything, tag: '📦' })).toBe('#/catalog?tag=%F0%9F%93%A6')
    expect(parseChoice('#/catalog')).toEqual(everything)
  })

  it('is everything where an address says what nobody can choose', () => {
    expect(parseChoice('#/catalog?state=lost&outcome=&sort=toString&other=1')).toEqual(everything)
    expect(parseChoice('#/catalog?%')).toEqual(everything)
  })
})
