// No topic is here: why, and what can be done now.
import { type NetworkState, useNetworkState } from '../notebook-context.tsx'

export function EmptyCatalog({ onPropose }: { onPropose: () => void }) {
  return (
    <section className="card stack">
      <h2>No topics here yet</h2>
      <p>{whyEmpty(useNetworkState())}</p>
      <div className="row">
        <button type="button" className="button" onClick={onPropose}>
          Propose a topic
        </button>
        <a className="button" href="#/people">
          Invite somebody
        </a>
      </div>
    </section>
  )
}

function whyEmpty({ peers, pulls }: NetworkState): string {
  const coming = Math.max(0, ...pulls.running.map((pull) => pull.topicsTotal))
  if (pulls.isHeld) return 'Receiving is stopped. Go on, above, to get the topics of others.'
  if (coming > 0) return `${coming} topics are on their way. They appear when all that one person wrote has come.`
  if (peers.length > 0) return 'Nobody has proposed a topic yet.'
  return 'Topics will appear when you meet somebody of this camp. You can propose the first one now; it is kept here until then.'
}
