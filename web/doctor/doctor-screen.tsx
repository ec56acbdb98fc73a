// The doctor: what works, what does not, why, and one thing to try.
import { CopyButton } from '../design/copy-button.tsx'
import { useDoctorFacts } from './facts.ts'
import { type Finding, findingsOf } from './findings.ts'
import { reportOf } from './report.ts'
import { summaryOf } from './summary.ts'
import './doctor.css'

const states: Readonly<Record<Finding['state'], { readonly label: string; readonly look: string }>> = {
  works: { label: '✓ Working', look: 'draft' },
  idle: { label: '– Not in use', look: '' },
  fails: { label: '! Not working', look: 'running' },
  asking: { label: '… Not known yet', look: '' },
}

export function DoctorScreen() {
  const { facts, lookAgain } = useDoctorFacts()
  return (
    <div className="stack doctor">
      <h1>Doctor</h1>
      <p className="diagnosis" role="status">
        {summaryOf(facts)}
      </p>
      <div className="stack">
        {findingsOf(facts).map((finding) => (
          <Way key={finding.way} finding={finding} />
        ))}
      </div>
      <div className="row">
        <CopyButton text={reportOf(facts)} label="Copy report" />
        <button type="button" className="button" onClick={lookAgain}>
          Look again
        </button>
      </div>
      <p className="soft">The report is for whoever helps you. It names no note, no person and no address.</p>
    </div>
  )
}

function Way({ finding: { way, state, why, tryThis } }: { finding: Finding }) {
  return (
    <section className="card stack tight" aria-label={way}>
      <div className="row way">
        <h2>{way}</h2>
        <span className={`badge ${states[state].look}`}>{states[state].label}</span>
      </div>
      <p>{why}</p>
      {tryThis !== '' && <p className="soft">Try this: {tryThis}</p>}
    </section>
  )
}
