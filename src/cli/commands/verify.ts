// `divelog verify`: whether everything below a CID, or in a `.car` file, is there and is what it says.
import { verifyCarFile, verifyDag } from '../../publishing/verify.ts'
import { type Command, flag } from '../command.ts'
import { parseCid } from '../parse-cid.ts'
import { sizeOf } from '../size-of.ts'

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check a final CID, or a .car file, block by block',
  usage: 'verify CID|FILE.car [--json]',
  options: { json: { type: 'boolean' } },
  optionHelp: [['--json', '{ok, blocks, bytes, heads, problems}']],
  examples: ['divelog verify bafy…', 'divelog verify camp.car'],
  minPositionals: 1,
  maxPositionals: 1,
  cars: (args) => args.positionals.filter(isFile),
  async run(args, { store, car, print, warn, progress, signal }) {
    const [target = ''] = args.positionals
    const report = isFile(target)
      ? await verifyCarFile(car(target), {
          signal,
          onProgress: ({ bytes, total }) => progress(`${sizeOf(bytes)} of ${sizeOf(total)} read`),
        })
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
