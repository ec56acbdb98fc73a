// The last net: what went wrong, in words, with the notes safe and the way back.
import { Component, type ReactNode } from 'react'

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {}

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <main className="stack" style={{ padding: '3rem 1.5rem', maxWidth: '44rem', margin: '0 auto' }}>
        <h1>This screen stopped</h1>
        <p>What you wrote is saved on this device. Loading the page again usually helps.</p>
        <p className="mono">{error.message}</p>
        <div className="row">
          <button type="button" className="button primary" onClick={() => location.reload()}>
            Load again
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              location.hash = '#/catalog'
              this.setState({})
            }}
          >
            Back to the catalog
          </button>
        </div>
      </main>
    )
  }
}
