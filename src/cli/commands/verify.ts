// `divelog verify`: whether everything below a CID, or in a `.car` file, is there and is what it says.
import { verifyCarFile, verifyDag } from '../../publishing/verify.ts'
import { type Command, flag } from '../command.ts'
import { parseCid } from '../parse-cid.ts'

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check a final CID, or a .car file, block by block',
  usage: 'verify CID|FILE.car [--json]',
  options: { json: { type: 'boolean' } },
  optionHelp: [['--json', '{ok, blocks, bytes, heads, problems}']],
  examples: ['divelog verify bafy…', 'divelog verify camp.car'],
  minPositionals: 1,
  maxPositionals: 1,
  inputs: (args) => args.positionals.filter(isFile),
  async run(args, { store, input, print, warn, progress, signal }) {
    const [target = ''] = args.positionals
    const onProgress = ({ blocks }: { readonly blocks: number }): void => progress(`${blocks} blocks`)
    const report = isFile(target)
      ? await verifyCarFile(input(target)[0]?.bytes ?? new Uint8Array(0), { signal, onProgress })
      : await verifyDag(store.blocks, parseCid(target), { signal })
    const ok = report.problems.length === 0
    if (flag(args, 'json')) print(JSON.stringify({ ok, ...report }, null, 2))
    else {
      for (const problem of report.problems) warn(problem)
      const heads = report.heads === 0 ? '' : `, ${report.heads} signed heads`
      print(`${ok ? 'Good' : 'Not good'}: ${report.blocks} blocks, ${report.bytes} bytes${heads}.`)
    }
    return ok ? 0 : 1
  },
}

const isFile = (target: string): boolean => /[./\\]/.test(target)
