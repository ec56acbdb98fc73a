// Just joined: what happens now, also where nobody is in reach, and what came of a file from a stick.
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useNetworkState, useNotebook, useOpened, useRowFact } from '../notebook-context.tsx'
import { readCampFile } from './read-camp-file.ts'

export interface JoinedNoticeProps {
  /** A camp's file that was chosen with the invite. */
  readonly file: File | undefined
  readonly onClose: () => void
}

export function JoinedNotice({ file, onClose }: JoinedNoticeProps) {
  const { camp } = useNotebook()
  const isMember = !useOpened().isGuest()
  const { peers } = useNetworkState()
  const said = useReading(file)
  const isEmpty = useRowFact((rows) => rows?.length === 0)
  const isAlone = isEmpty && peers.length === 0
  const welcome = isMember && isAlone ? `You have joined ${camp.name}. Topics will appear when you meet somebody.` : ''
  if (welcome === '' && said === '') return null
  return (
    <div className="notice joined" role="status">
      <div className="stack tight">
        {welcome !== '' && <p>{welcome}</p>}
        {said !== '' && <p>{said}</p>}
      </div>
      <button type="button" className="button quiet" aria-label="Close this notice" onClick={onClose}>
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  )
}

/** Reads the file, once, and says how that goes. */
function useReading(file: File | undefined): string {
  const opened = useOpened()
  const [said, setSaid] = useState('')
  const started = useRef<File>(undefined)
  useEffect(() => {
    if (file === undefined || started.current === file) return
    started.current = file
    void readCampFile(opened, file, setSaid)
  }, [opened, file])
  return said
}
