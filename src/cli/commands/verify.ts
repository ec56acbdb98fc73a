// `divelog verify`: whether everything below a CID, or in a `.car` file, is there and is what it says.
import { type VerifyReport, verifyCarFile, verifyDag } from '../../publishing/verify.ts'
import { type Arguments, type Command, type FileContext, flag } from '../command.ts'
import { counted } from '../counted.ts'
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
  isAboutFiles: (args) => args.positionals.some(isFile),
  async runOnFiles(args, { car, progress, signal, ...terminal }) {
    const report = await verifyCarFile(car(args.positionals[0] ?? ''), {
      signal,
      onProgress: ({ bytes, total }) => progress(`${sizeOf(bytes)} of ${sizeOf(total)} read`),
    })
    return say(args, report, terminal)
  },
  async run(args, { store, signal, ...terminal }) {
    return say(args, await verifyDag(store.blocks, parseCid(args.positionals[0] ?? ''), { signal }), terminal)
  },
}

function say(args: Arguments, report: VerifyReport, { print, warn }: Pick<FileContext, 'print' | 'warn'>): number {
  const ok = report.problems.length === 0
  if (flag(args, 'json')) print(JSON.stringify({ ok, ...report }, null, 2))
  else {
    for (const problem of report.problems) warn(problem)
    const heads = report.heads === 0 ? '' : `, ${counted(report.heads, 'signed head')}`
    print(`${ok ? 'Good' : 'Not good'}: ${counted(report.blocks, 'block')}, ${counted(report.bytes, 'byte')}${heads}.`)
  }
  return ok ? 0 : 1
}

const isFile = (target: string): boolean => /[./\\]/.test(target)
