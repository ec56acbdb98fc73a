// What comes in now, in numbers, and the way to stop it.
import { Play, Square } from 'lucide-react'
import type { Pulls } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { useNetworkState, useOpened } from '../notebook-context.tsx'

/** `Receiving 12 of 56 topics · 1.2 MB`; '' when nothing worth telling comes in. */
export function receivingWords({ isHeld, running }: Pulls): string {
  if (isHeld) return 'Receiving is stopped'
  if (running.length === 0) return ''
  const bytes = byteSize(running.reduce((sum, pull) => sum + pull.bytes, 0))
  // Whoever has most that is not here tells best how far it is.
  const furthest = running.reduce((a, b) => (lackOf(b) > lackOf(a) ? b : a))
  if (lackOf(furthest) <= 0) return `Receiving changes · ${bytes}`
  return `Receiving ${furthest.topics} of ${furthest.topicsTotal} topics · ${bytes}`
}

const lackOf = (pull: Pulls['running'][number]): number => pull.topicsTotal - pull.topics

/** Stop while something comes in, Go on after it was stopped, else nothing. */
export function ReceivingButton() {
  const opened = useOpened()
  const { pulls } = useNetworkState()
  if (pulls.isHeld) {
    return (
      <button type="button" className="button receiving" onClick={() => void opened.resumePulls()}>
        <Play size={16} aria-hidden="true" /> Go on<span className="visually-hidden"> receiving</span>
      </button>
    )
  }
  if (pulls.running.length === 0) return null
  return (
    <button type="button" className="button receiving" onClick={() => void opened.holdPulls()}>
      <Square size={16} aria-hidden="true" /> Stop<span className="visually-hidden"> receiving</span>
    </button>
  )
}
