// The map of an outcome: canvas and outline side by side, or the two-axis poster; one undo for all of them.
import { Download, FolderOpen, LayoutGrid, Redo2, Undo2 } from 'lucide-react'
import { type ChangeEvent, useState } from 'react'
import { type MapItemId, type NodeKind, nodeKinds, type OpenTopic, type Topic } from '../../src/index.ts'
import { arrange } from './arrange.ts'
import { MapAxesEditor } from './map-axes.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { useMapChanges } from './map-changes.ts'
import { openMap, saveMap } from './map-files.ts'
import { MapOutline } from './map-outline.tsx'
import { kindLabels } from './node-kinds.ts'
import './map.css'

type View = 'outline' | 'canvas' | 'axes'

export function MapEditor({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const { map } = topic.outcome
  const { changes, canUndo, canRedo } = useMapChanges(open.doc)
  const [kind, setKind] = useState<NodeKind>('concept')
  const [selected, setSelected] = useState<MapItemId>()
  const [view, setView] = useState<View>(() => (matchMedia('(max-width: 700px)').matches ? 'outline' : 'canvas'))
  const [said, setSaid] = useState('')
  const load = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file === undefined) return
    try {
      const next = await openMap(map, file)
      changes.replace(next)
      setSaid(`${next.nodes.length - map.nodes.length} added from ${file.name}.`)
    } catch (error) {
      setSaid(whyNotOpened(file, error))
    }
  }
  const shared = { map, changes, kind, selected, onSelect: setSelected }
  return (
    <div className="stack map-editor">
      <div className="row" role="toolbar" aria-label="Map">
        <fieldset className="row bare segmented">
          <legend className="visually-hidden">View</legend>
          {(['canvas', 'outline', 'axes'] as const).map((choice) => (
            <button
              key={choice}
              type="button"
              className="chip"
              aria-pressed={view === choice}
              onClick={() => setView(choice)}
            >
              {{ canvas: 'Canvas', outline: 'Outline', axes: 'Two axes' }[choice]}
            </button>
          ))}
        </fieldset>
        {view !== 'axes' && (
          <select
            aria-label="Kind of what is added next"
            className="input narrow"
            value={kind}
            onChange={(event) => setKind(event.target.value as NodeKind)}
          >
            {nodeKinds.map((choice) => (
              <option key={choice} value={choice}>
                {kindLabels[choice]}
              </option>
            ))}
          </select>
        )}
        <button type="button" className="button square" aria-label="Undo" disabled={!canUndo} onClick={changes.undo}>
          <Undo2 size={18} aria-hidden="true" />
        </button>
        <button type="button" className="button square" aria-label="Redo" disabled={!canRedo} onClick={changes.redo}>
          <Redo2 size={18} aria-hidden="true" />
        </button>
        {view !== 'axes' && (
          <button
            type="button"
            className="button"
            disabled={map.nodes.length < 2}
            onClick={() => changes.moveNodes(arrange(map))}
          >
            <LayoutGrid size={18} aria-hidden="true" /> Arrange
          </button>
        )}
        <span className="row map-files">
          <label className="button">
            <FolderOpen size={18} aria-hidden="true" /> Open .canvas
            <input
              type="file"
              accept=".canvas,application/json"
              className="visually-hidden"
              onChange={(event) => void load(event)}
            />
          </label>
          <button type="button" className="button" onClick={() => saveMap(topic, 'canvas')}>
            <Download size={18} aria-hidden="true" /> Save .canvas
          </button>
          <button type="button" className="button" onClick={() => saveMap(topic, 'svg')}>
            <Download size={18} aria-hidden="true" /> Save SVG
          </button>
        </span>
      </div>
      <p role="status" className="soft map-said">
        {said}
      </p>
      {view === 'axes' ? (
        <MapAxesEditor map={map} changes={changes} />
      ) : (
        <div className={`map-sides ${view}`}>
          {view === 'canvas' && <MapCanvas {...shared} />}
          <MapOutline {...shared} />
        </div>
      )}
      {view === 'canvas' && (
        <p className="soft map-help">
          Double-click or press N to add, drag from the lower edge of something to link it, Enter to write, Delete to
          remove.
        </p>
      )}
    </div>
  )
}

/** What a stranger's file holds is not shown: it may be anything. */
function whyNotOpened(file: File, error: unknown): string {
  if (error instanceof Error && error.name === 'InvalidInputError')
    return `${file.name} is no map. Choose a file that ends in .canvas, as Divelog and other programs save it.`
  return `${file.name} could not be opened: ${error instanceof Error ? error.message : String(error)}`
}
