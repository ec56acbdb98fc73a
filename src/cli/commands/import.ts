// `divelog import`: Markdown of a camp, or a camp's `.car` file.
import { importTopics } from '../../notebook/import-topics.ts'
import { importCar } from '../../publishing/import-car.ts'
import type { CarFile } from '../car-file.ts'
import type { Command, CommandContext, InputFile } from '../command.ts'
import { counted } from '../counted.ts'
import { sizeOf } from '../size-of.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'Bring in topics from Markdown, or a camp from a .car file',
  usage: 'import FILE|DIR…',
  options: {},
  optionHelp: [],
  examples: ['divelog import DEEP_DIVES/', 'divelog import topics.md', 'divelog import camp.car'],
  minPositionals: 1,
  maxPositionals: 64,
  inputs: (args) => args.positionals.filter((path) => !isCar(path)),
  cars: (args) => args.positionals.filter(isCar),
  async run(args, context) {
    const cars = args.positionals.filter(isCar).map(context.car)
    const texts = args.positionals.filter((path) => !isCar(path)).flatMap(context.input)
    let code = 0
    for (const car of cars) code = Math.max(code, await takeCar(car, context))
    if (texts.length > 0) code = Math.max(code, await takeMarkdown(texts, context))
    if (cars.length + texts.length === 0) context.warn('There is no Markdown and no .car file there.')
    return cars.length + texts.length === 0 ? 1 : code
  },
}

const isCar = (path: string): boolean => path.toLowerCase().endsWith('.car')

async function takeCar(car: CarFile, { notebook, print, warn, progress, signal }: CommandContext): Promise<number> {
  const taken = await importCar(car, notebook.exchange, {
    signal,
    onProgress: ({ bytes, total }) => progress(`${car.name}: ${sizeOf(bytes)} of ${sizeOf(total)} read`),
  })
  if (taken.kind === 'refused') {
    for (const problem of taken.problems) warn(`${car.name}: ${problem}`)
    warn(`${car.name}: refused, nothing was changed.`)
    return 1
  }
  for (const problem of taken.problems) warn(`${car.name}: ${problem}`)
  for (const result of taken.results) {
    if (result.kind === 'rejected')
      warn(`Refused a head${result.author ? ` of ${result.author}` : ''}: ${result.reason}: ${result.detail}`)
  }
  const accepted = taken.results.filter((result) => result.kind === 'accepted').length
  const known = taken.results.filter((result) => result.kind === 'known').length
  print(`${accepted} of ${counted(taken.results.length, 'head')} taken, ${known} known already.`)
  return taken.isWhole ? 0 : 1
}

async function takeMarkdown(files: readonly InputFile[], context: CommandContext): Promise<number> {
  const { notebook, print, warn, progress, signal } = context
  const report = await importTopics(notebook, files, {
    signal,
    onProgress: ({ done, total, title }) => progress(`${done + 1} of ${total}: ${title}`),
  })
  await notebook.commit({ signal })
  for (const notice of report.notices) warn(notice)
  const { created, updated, unchanged } = report
  print(`${counted(created.length, 'topic')} created, ${updated.length} updated, ${unchanged.length} unchanged.`)
  return 0
}
