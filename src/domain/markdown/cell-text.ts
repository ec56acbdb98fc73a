// Text inside table cells and link labels: escaped so that any text survives, readable when it is ordinary.

const named = /&#(\d{1,7});/y
const breakTag = /<br\s*\/?>/iy

/** One line that a table cell holds, which {@link parseCell} turns back into `text`. */
export function formatCell(text: string): string {
  const escaped = text
    .replace(/[\\|]/g, '\\$&')
    .replace(/<(?=br\s*\/?>)/gi, '\\<')
    .replace(/&(?=#\d{1,7};)/g, '\\&')
    .replace(/\n/g, '<br>')
  return codedEdges(coded(escaped))
}

/** A link label or a heading that {@link parseCell} turns back into `text`. */
export function formatLabel(text: string): string {
  const escaped = text
    .replace(/[\\|`*_[\]<>~@$]/g, '\\$&')
    .replace(/&(?=#?\w{1,31};)/g, '\\&')
    .replace(/!$/g, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/#/g, '\\#')
  return codedEdges(coded(escaped.replace(/\n/g, '&#10;')))
}

/** The text of a cell or label given as it stands in the source. */
export function parseCell(source: string): string {
  let text = ''
  for (let i = 0; i < source.length; ) {
    const character = source[i] ?? ''
    const next = source[i + 1] ?? ''
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(next)) {
      text += next
      i += 2
      continue
    }
    const [replacement, length] = special(source, i)
    text += replacement ?? character
    i += length
  }
  return text
}

function special(source: string, at: number): [string | undefined, number] {
  breakTag.lastIndex = at
  const tag = breakTag.exec(source)
  if (tag !== null) return ['\n', tag[0].length]
  named.lastIndex = at
  const entity = named.exec(source)
  const code = Number(entity?.[1])
  // Surrogates written as numbers would join into characters nobody wrote.
  if (entity !== null && code <= 0x10ffff && code > 0) return [String.fromCodePoint(code), entity[0].length]
  return [undefined, 1]
}

// Line ends of other systems and control characters would end the row or vanish.
const coded = (text: string): string =>
  text.replace(/[\r\u2028\u2029\u000b\u000c\u0085\t\u0001-\u0008\u000e-\u001f\u007f]/g, (c) => `&#${c.charCodeAt(0)};`)

const codedEdges = (text: string): string => text.replace(/^\s+|\s+$/gu, (edge) => [...edge].map(code).join(''))
const code = (character: string): string => `&#${character.codePointAt(0)};`
