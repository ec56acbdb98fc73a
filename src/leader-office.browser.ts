// What the tab that leads knows and does, for itself and for the others.
import type { CampAddresses } from './camp-addresses.browser.ts'
import type { LeaderOffice, TaskOptions } from './leader-link.browser.ts'
import type { LeaderState, LeaderTask, NetworkFacts, TaskResult } from './leader-messages.browser.ts'
import type { LeadableNotebook } from './notebook/leadable-notebook.ts'
import type { Network, Pulls } from './notebook/ports.ts'
import { carFromBlob } from './publishing/car-source.ts'

export interface LeaderOfficeComponents {
  readonly notebook: LeadableNotebook
  readonly addresses: CampAddresses
  readonly network: () => Network | undefined
  /** What keeps the network from starting, in words; '' when nothing does. */
  readonly problem: () => string
}

const noPulls: Pulls = { isHeld: false, running: [] }
const nothing: TaskResult = { kind: 'nothing' }

/** Screens ask how it is connected at every change, and for the rest elsewhere. */
export interface OfficeOfThisTab extends LeaderOffice {
  network(): NetworkFacts
}

export function createLeaderOffice(components: LeaderOfficeComponents): OfficeOfThisTab {
  const { notebook, addresses } = components
  return {
    state: () => stateOf(components),
    network: () => networkOf(components),
    async run(task: LeaderTask, options: TaskOptions): Promise<TaskResult> {
      const network = components.network()
      switch (task.kind) {
        case 'export-car':
          return { kind: 'file', file: await writeCar(notebook, options) }
        case 'import-car':
          return { kind: 'report', report: await readCar(notebook, task.file, options) }
        case 'catalog-cid':
          return { kind: 'text', text: (await notebook.catalogCid()).toString() }
        case 'connect':
          await addresses.add(task.addrs)
          // Before the network runs they are only remembered: it dials them when it starts.
          await Promise.all(task.addrs.map((addr) => network?.connect(addr)))
          return nothing
        case 'hold-pulls':
          network?.holdPulls()
          return nothing
        case 'resume-pulls':
          network?.resumePulls()
          return nothing
        case 'commit':
          await notebook.commit()
          return nothing
      }
    },
  }
}

function stateOf(components: LeaderOfficeComponents): LeaderState {
  const { notebook } = components
  return {
    authors: notebook.authors(),
    agreement: notebook.agreement(),
    heldBy: notebook.saveState().heldBy,
    ...networkOf(components),
  }
}

function networkOf({ network: current, problem }: LeaderOfficeComponents): NetworkFacts {
  const network = current()
  return {
    isReady: network !== undefined,
    problem: problem(),
    peers: network?.peers() ?? [],
    pulls: network?.pulls() ?? noPulls,
    multiaddrs: network?.multiaddrs() ?? [],
  }
}

async function writeCar(notebook: LeadableNotebook, { signal, onProgress }: TaskOptions): Promise<Blob> {
  const { writeCampCar } = await import('./publishing/write-car.ts')
  const options = signal === undefined ? {} : { signal }
  await notebook.commit(options)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const told = { ...options, onProgress: (written: Written) => onProgress?.({ ...written, total: 0 }) }
  for await (const chunk of writeCampCar(notebook.exchange, told)) chunks.push(new Uint8Array(chunk))
  return new Blob(chunks, { type: 'application/vnd.ipld.car' })
}

interface Written {
  readonly blocks: number
  readonly bytes: number
}

async function readCar(notebook: LeadableNotebook, file: Blob, { signal, onProgress }: TaskOptions) {
  const { importCar } = await import('./publishing/import-car.ts')
  return importCar(carFromBlob(file), notebook.exchange, {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (read) => onProgress?.({ ...read, blocks: 0 }),
  })
}
