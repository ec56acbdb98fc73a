// The author key of this browser, and a copy of it for a backup.
import { download } from '../design/download.ts'
import { type BrowserCamps, useNotebook } from '../notebook-context.tsx'

export function KeyCard({ camps }: { camps: BrowserCamps }) {
  const { camp, self } = useNotebook()
  const save = async (): Promise<void> => {
    const key = await camps.exportKey(camp.id)
    download(new Blob([new Uint8Array(key)], { type: 'application/octet-stream' }), `divelog-key-${self.slice(-8)}.bin`)
  }
  return (
    <section className="card stack tight" aria-label="Your key">
      <h2>Your key</h2>
      <p className="soft">
        It signs what you write in this camp. Whoever has it can write in your name: keep a copy where only you can
        reach it.
      </p>
      <p className="mono">{self}</p>
      <div>
        <button type="button" className="button" onClick={() => void save()}>
          Save a copy of the key
        </button>
      </div>
    </section>
  )
}
