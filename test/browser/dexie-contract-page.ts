// Runs in a page: the store contract on Dexie and the browser's own IndexedDB. Results are left on `window`.
import { openDexieStore } from '../../src/storage/dexie-store.ts'
import { replicaStoreContract } from '../contracts/replica-store.contract.ts'

const results: Record<string, string> = {}
let count = 0
for (const contract of replicaStoreContract) {
  const name = `contract-${count++}`
  const open = () => openDexieStore(name)
  try {
    await contract.run({ open, reopen: open })
    results[contract.name] = 'passed'
  } catch (error) {
    results[contract.name] = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}
Object.assign(window, { contractResults: results })
