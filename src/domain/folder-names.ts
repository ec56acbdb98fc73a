// Names of files for a folder on anybody's disk. They come from strangers' documents: whatever they say, each becomes one
// segment below the folder, which Windows, macOS and Linux all can hold, and no two are one file where case is ignored.

/** Room for what makes a name unique; file systems hold 255 bytes. */
const maxNameBytes = 200
const maxExtensionCharacters = 20

/** One name for each of `names`, by name; the same names give the same ones in every order. */
export function folderNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const found = new Map<string, string>()
  for (const name of [...new Set(names)].sort((a, b) => (a < b ? -1 : 1))) {
    const free = freeName(folderName(name), taken)
    taken.add(foldCase(free))
    found.set(name, free)
  }
  return found
}

/** A name that any file system takes. */
export function folderName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    // What separates folders, what Windows keeps for itself, and what would steer a terminal or turn the text around.
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^ +|[. ]+$/g, '')
  if (plain === '') return 'file'
  return cutName(isReserved(plain) ? `_${plain}` : plain)
}

/** A device of Windows, whatever its extension: opening `aux.md` there opens no file. */
export const isReserved = (name: string): boolean =>
  /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i.test(name)

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(foldCase(name))) return name
  const [stem, extension] = split(name)
  for (let n = 2; ; n++) {
    const candidate = `${stem}-${n}${extension}`
    if (!taken.has(foldCase(candidate))) return candidate
  }
}

/** Equal for names that some file system takes for one. */
const foldCase = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFC')

function cutName(name: string): string {
  const [stem, extension] = split(name)
  let room = maxNameBytes - bytesOf(extension)
  let kept = ''
  for (const letter of stem) {
    room -= bytesOf(letter)
    if (room < 0) return `${kept.replace(/[. ]+$/, '')}${extension}`
    kept += letter
  }
  return name
}

function split(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.')
  return dot > 0 && name.length - dot <= maxExtensionCharacters ? [name.slice(0, dot), name.slice(dot)] : [name, '']
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength
