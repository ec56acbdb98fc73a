// The invite: a link and its QR code, and, beside them, what they do in the hands of somebody else.
import { useEffect, useState } from 'react'
import { CopyButton } from '../design/copy-button.tsx'
import { QrCode } from '../design/qr-code.tsx'
import { useInvite, useNotebook, useOpened } from '../notebook-context.tsx'
import { loadLaptopSession } from '../start/laptop-session.ts'

export function InviteCard() {
  useLaptopAsOfNow()
  const { link, opensAt, addrs } = useInvite()
  return (
    <section className="card stack" aria-label="Invite">
      <h2>Invite somebody</h2>
      <p className="soft">
        Whoever has this link can read and write the camp. Show it on the projector; do not post it.
      </p>
      <div className="row">
        <CopyButton text={link} label="Copy invite link" />
      </div>
      <QrCode text={link} label="QR code of the invite link" />
      <HowToUse opensAt={opensAt} hasAddrs={addrs.length > 0} />
    </section>
  )
}

/** The laptop may have joined another network, or been started anew, since this page was opened. */
function useLaptopAsOfNow(): void {
  const opened = useOpened()
  const { camp } = useNotebook()
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (asked) return
    setAsked(true)
    void loadLaptopSession().then((session) => {
      if (session?.campId === camp.id) opened.noteLaptop(session)
    })
  }, [asked, camp, opened])
}

function HowToUse({ opensAt, hasAddrs }: { opensAt: string | undefined; hasAddrs: boolean }) {
  return (
    <div className="stack tight soft" role="note">
      {opensAt === undefined && (
        <>
          <p>
            <strong>The link opens by itself only on a laptop that runs Divelog,</strong> because these pages are served
            to this laptop alone.
          </p>
          <p>
            The other person starts Divelog on their own laptop (npm start), chooses “Join a camp” and pastes the link.
          </p>
          <p>
            For phones to open it, start this laptop’s program with <code>divelog serve --host 0.0.0.0</code>.
          </p>
        </>
      )}
      {opensAt?.startsWith('http:') && (
        <>
          <p>
            On this network it opens <span className="mono">{opensAt}</span>, where a phone can read along.
          </p>
          <p>
            To write, the other person starts Divelog on their own laptop (npm start), chooses “Join a camp” and pastes
            the link.
          </p>
        </>
      )}
      <p>
        {hasAddrs
          ? 'The link says where this laptop is, as long as both are on one network.'
          : 'No address that others can reach is known, so the link names none: you meet when a laptop of the camp is near, or by a file.'}
      </p>
    </div>
  )
}
