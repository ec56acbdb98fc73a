// Writes to one topic as fast as it can and says on stdout what was called saved, until it is killed.
import { flushCompileCache } from 'node:module'
import { CID } from 'multiformats/cid'
import { parseGenesis } from '../../src/contributions/genesis.ts'
import { textOf } from '../../src/domain/topic-document.ts'
import { loadIdentity } from '../../src/home-identity.ts'
import { createNotebook } from '../../src/notebook/create-notebook.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { openLevelStore } from '../../src/storage/level-store.ts'
import { createMemoryBus } from '../../src/storage/memory-bus.ts'

// Who is killed leaves no compiled code for the next one.
flushCompileCache()
const [home = '', firstText = '0'] = process.argv.slice(2)
const { key, invite } = await loadIdentity(home)
const camp = await parseGenesis(invite.genesis)
const notebook = await createNotebook({
  store: await openLevelStore(`${home}/replica`),
  bus: createMemoryBus(),
  clock: systemClock,
  key,
  camp,
  genesis: { cid: CID.parse(camp.id), bytes: invite.genesis },
  campKey: invite.campKey,
  buildFinalDirectory: async () => {
    throw new Error('nothing is published here')
  },
})
const [row] = notebook.rows()
const id = row?.id ?? (await notebook.createTopic({ title: 'Written until the end' }))
const open = await notebook.openTopic(id)
const text = textOf(open.doc, 'outcome')
for (let n = Number(firstText); ; n++) {
  text.insert(text.length, `[${n}]`)
  await open.saved()
  process.stdout.write(`${n}\n`)
  // Commits land between the edits, so that kills hit every step of both.
  if (n % 3 === 0) void notebook.commit()
}
