// What a tab does itself when it leads, and asks the tab that leads for otherwise.
import type { CampAddresses } from './camp-addresses.browser.ts'
import type { LeaderLink, TaskOptions } from './leader-link.browser.ts'
import type { LeaderTask, TaskResult } from './leader-messages.browser.ts'
import type { OfficeOfThisTab } from './leader-office.browser.ts'
import type { LeadingTab } from './leading-tab.browser.ts'
import type { LeadableNotebook } from './notebook/leadable-notebook.ts'
import type { CarImport } from './publishing/import-car.ts'

/** What came of a camp's `.car` file. */
export type CampFileReport = CarImport

export interface LeaderTasks {
  /** Remembers addresses, and has them dialled as soon as a network runs. */
  addPeers(addrs: readonly string[]): Promise<void>
  /** Dials an address now, and remembers it. Rejects when it does not answer; it is tried again by itself. */
  connect(addr: string): Promise<void>
  holdPulls(): Promise<void>
  resumePulls(): Promise<void>
  /** Signed soon, also when another tab leads. */
  setProfile(profile: { readonly name: string }): Promise<void>
  /** CID of the catalog as it is now. */
  catalogCid(): Promise<string>
  /** Takes a camp's `.car` file in. */
  importCar(file: Blob, options?: TaskOptions): Promise<CampFileReport>
  /** The whole camp as a `.car` file. */
  exportCar(options?: TaskOptions): Promise<Blob>
}

export interface LeaderTasksComponents {
  readonly notebook: LeadableNotebook
  readonly addresses: CampAddresses
  readonly tab: LeadingTab
  readonly link: LeaderLink
  readonly office: OfficeOfThisTab
}

export function createLeaderTasks(parts: LeaderTasksComponents): LeaderTasks {
  const { notebook, addresses } = parts
  const run = (task: LeaderTask, options?: TaskOptions): Promise<TaskResult> => runTask(parts, task, options)
  return {
    async addPeers(addrs) {
      // What does not answer now is dialled again by the network itself.
      run({ kind: 'connect', addrs }).catch(keptForLater)
      await addresses.add(addrs)
    },
    async connect(addr) {
      await run({ kind: 'connect', addrs: [addr] })
    },
    async holdPulls() {
      await run({ kind: 'hold-pulls' })
    },
    async resumePulls() {
      await run({ kind: 'resume-pulls' })
    },
    async setProfile(profile) {
      await notebook.setProfile(profile)
      await commitSoon(parts)
    },
    async catalogCid() {
      const result = await run({ kind: 'catalog-cid' })
      if (result.kind === 'text') return result.text
      throw unexpected(result)
    },
    async importCar(file, options) {
      const result = await run({ kind: 'import-car', file }, options)
      if (result.kind === 'report') return result.report
      throw unexpected(result)
    },
    async exportCar(options) {
      const result = await run({ kind: 'export-car' }, options)
      if (result.kind === 'file') return result.file
      throw unexpected(result)
    },
  }
}

/** What is journaled here is signed by whoever leads; the tab that leads hears of documents by itself, of this not. */
export async function commitSoon(parts: LeaderTasksComponents): Promise<void> {
  await parts.tab.settled
  if (parts.tab.role() === 'follower') runTask(parts, { kind: 'commit' }).catch(keptForLater)
}

async function runTask(
  { tab, link, office }: LeaderTasksComponents,
  task: LeaderTask,
  options?: TaskOptions,
): Promise<TaskResult> {
  await tab.settled
  return tab.role() === 'leader' ? office.run(task, options ?? {}) : link.ask(task, options)
}

const keptForLater = (): undefined => undefined

const unexpected = ({ kind }: TaskResult): Error => new Error(`the tab in charge answered with ${kind}`)
