// Whether we all hold the same notebook: the catalog's CID, in words to compare aloud, and who has the same.
import { useEffect, useState } from 'react'
import { type AuthorId, cidWords } from '../../src/index.ts'
import { CidLine } from '../design/cid-line.tsx'
import { useAgreement, useAuthors, useNetworkState, useOpened } from '../notebook-context.tsx'
import { usePeerNames } from './peer-names.ts'
import { laptopsThroughNode } from './reached.ts'

export function ThisNotebook() {
  const catalog = useCatalogCid()
  const agreement = useAgreement()
  const network = useNetworkState()
  const names = usePeerNames()
  if (catalog === '') return null
  const listed = (ids: readonly AuthorId[]): string => ids.map(names.owner).join(', ')
  const connected = [...network.peers.map((peer) => peer.id), ...laptopsThroughNode(network, agreement.nodeOf)]
  const same = connected.filter((id) => agreement.same.includes(id))
  const differs = connected.filter((id) => agreement.differs.includes(id))
  const unknown = connected.filter((id) => !same.includes(id) && !differs.includes(id))
  return (
    <section className="stack tight" aria-label="This notebook">
      <h3>This notebook</h3>
      <p className="soft">Two laptops that show the same words and CID hold the same notebook, to the byte.</p>
      <p className="catalog-words" data-testid="catalog-words">
        {cidWords(catalog)}
      </p>
      <CidLine cid={catalog} of="this catalog" testId="catalog-cid" />
      {same.length > 0 && <p>Same as: {listed(same)}</p>}
      {differs.length > 0 && <p>Differs: {listed(differs)}</p>}
      {unknown.length > 0 && <p>Not compared yet: {listed(unknown)}</p>}
    </section>
  )
}

/** '' while it is not known. */
function useCatalogCid(): string {
  const opened = useOpened()
  const { notebook } = opened
  const { role, isReady } = useNetworkState()
  // In a tab that does not lead, a new head of anybody is the sign that the catalog may be another one.
  const heads = useAuthors()
  const sign = role === 'leader' ? undefined : heads
  const [catalog, setCatalog] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `sign` and `isReady` start another look
  useEffect(() => {
    let gone = false
    const read = (): void => {
      opened.catalogCid().then(
        (cid) => !gone && setCatalog(cid),
        () => undefined,
      )
    }
    read()
    const stop = notebook.onEvent((event) => event.kind === 'topic:merged' && read())
    return () => {
      gone = true
      stop()
    }
  }, [opened, notebook, role, sign, isReady])
  return catalog
}
