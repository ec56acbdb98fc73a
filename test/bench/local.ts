// What happens on one laptop: importing a camp's folder, opening a replica.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importTopics } from '../../src/notebook/import-topics.ts'
import { openNodeNotebook, startCamp } from '../../src/open-notebook.node.ts'
import { openReplica, startTestCamp } from '../support/notebooks.ts'
import { hasShared, sharedFiles } from '../support/shared.ts'
import { fillCamp } from './camp.ts'
import { type BenchRow, timed } from './row.ts'

export async function benchLocal(): Promise<BenchRow[]> {
  return [...(await benchImport()), ...(await benchOpen())]
}

async function benchImport(): Promise<BenchRow[]> {
  if (!hasShared('corpus/ipfs-camp/DEEP_DIVES')) return []
  const files = sharedFiles('corpus/ipfs-camp/DEEP_DIVES', '.md')
  const { notebook } = await openReplica(await startTestCamp(), 'Importer')
  const [report, first] = await timed(() => importTopics(notebook, files))
  await notebook.commit()
  const [, again] = await timed(() => importTopics(notebook, files))
  await notebook.stop()
  return [
    { what: `import of ${files.length} files, ${report.created.length} topics`, value: first, unit: 'ms' },
    {
      what: 'the same again, nothing new',
      value: again,
      unit: 'ms',
      baseline: { name: 'the first import', value: first },
    },
  ]
}

async function benchOpen(): Promise<BenchRow[]> {
  const opened: number[] = []
  for (const topics of [56, 1000]) {
    const home = await mkdtemp(join(tmpdir(), 'divelog-bench-'))
    await startCamp(home, { name: 'Bench' })
    const first = await openNodeNotebook({ home, command: 'bench' })
    await fillCamp(first.notebook, topics)
    await first.notebook.catalogCid()
    await first.stop()
    const [again, ms] = await timed(() => openNodeNotebook({ home, command: 'bench' }))
    opened.push(ms)
    await again.stop()
    await rm(home, { recursive: true })
  }
  const [small = 0, large = 0] = opened
  return [
    { what: 'opening a replica of 56 topics', value: small, unit: 'ms' },
    {
      what: 'opening a replica of 1,000 topics',
      value: large,
      unit: 'ms',
      baseline: { name: 'one of 56 topics', value: small },
    },
  ]
}
