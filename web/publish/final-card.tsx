// One published outcome: its CID, its file, who signed and who holds it, and whether it is whole here.
import { Download, Presentation, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { AuthorId, CatalogRow, Topic } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { CidLine } from '../design/cid-line.tsx'
import { counted } from '../design/counted.ts'
import { download, fileStem } from '../design/download.ts'
import { usePeerNames } from '../frame/peer-names.ts'
import { useAgreement, useNetworkState, useOpened, useSaveState, useSelf } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { holdersOf, whereHeld } from './holders.ts'
import { SignedBy } from './signed-by.tsx'
import { useSigners } from './use-signers.ts'

export function FinalCard({ row, topic }: { row: CatalogRow; topic: Topic | undefined }) {
  const cid = row.finalCid
  const signers = useSigners(
    row.id,
    topic?.outcome.finals.find((final) => final.cid === cid),
  )
  return (
    <article className="card stack tight" aria-label={titleWords(row)}>
      <h3>
        <a href={pathTo({ name: 'outcome', topicId: row.id })}>{titleWords(row)}</a>
      </h3>
      {row.state !== 'final' && (
        <p className="soft">Written on since: this is how it was when it was last made final.</p>
      )}
      <CidLine cid={cid} of="this outcome" />
      <Files cid={cid} row={row} />
      <SignedBy signers={signers} />
      <Held signed={signers?.signed ?? []} />
    </article>
  )
}

function Files({ cid, row }: { cid: string; row: CatalogRow }) {
  const { finals } = useOpened()
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const run = async (doing: string, work: () => Promise<string>): Promise<void> => {
    setBusy(true)
    setSaid(doing)
    try {
      setSaid(await work())
    } catch (error) {
      setSaid(`It did not work: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      setBusy(false)
    }
  }
  const save = async (): Promise<string> => {
    const file = await finals.car(cid)
    const name = `${fileStem(row.title, 'outcome')}.car`
    download(file, name)
    return `${name}, ${byteSize(file.size)}, is with your downloads.`
  }
  const check = async (): Promise<string> => {
    const { blocks, bytes, problems } = await finals.check(cid)
    if (problems.length > 0) return `Not whole here: ${problems.join('; ')}.`
    return `Whole: ${blocks === 1 ? 'its one block is' : `all ${blocks} blocks are`} here and right (${byteSize(bytes)}).`
  }
  return (
    <div className="row">
      <a className="button" href={pathTo({ name: 'slide', topicId: row.id })}>
        <Presentation size={18} aria-hidden="true" /> Slide
      </a>
      <button type="button" className="button" disabled={isBusy} onClick={() => void run('Writing…', save)}>
        <Download size={18} aria-hidden="true" /> Save as .car
      </button>
      <button type="button" className="button" disabled={isBusy} onClick={() => void run('Checking…', check)}>
        <ShieldCheck size={18} aria-hidden="true" /> Check
      </button>
      <a className="button quiet" href={`ipfs://${cid}`}>
        Open ipfs://
      </a>
      <span role="status" className="soft">
        {said}
      </span>
    </div>
  )
}

function Held({ signed }: { signed: readonly AuthorId[] }) {
  const holding = { self: useSelf(), agreement: useAgreement(), heldBy: useSaveState().heldBy }
  const { ownNodes } = useNetworkState()
  const names = usePeerNames()
  const holders = holdersOf({ ...holding, signers: signed })
  const { isInOwnNode, laptops: others } = whereHeld(holders, { nodeOf: holding.agreement.nodeOf, ownNodes })
  const here = isInOwnNode ? 'Here and in this laptop’s own node' : 'Here'
  if (others.length === 0) return <p>{here}, and on no other laptop that said so yet.</p>
  return (
    <p>
      {here}, and on {counted(others.length, 'other laptop')}: {others.map(names.laptop).join(', ')}.
    </p>
  )
}
