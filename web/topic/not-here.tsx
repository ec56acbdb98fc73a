// A topic that has not arrived: said, and never shown as empty or editable.

export function NotHere() {
  return (
    <section className="card stack">
      <h1>This topic is not here yet</h1>
      <p>
        It will open by itself when you meet a laptop that has it. Nothing you can do here would be lost or doubled.
      </p>
      <div>
        <a className="button" href="#/catalog">
          Back to the catalog
        </a>
      </div>
    </section>
  )
}
