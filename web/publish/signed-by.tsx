// The names under a final: those whose signature is here, and apart from them those whose is not.
import { usePeople } from '../authors/use-people.ts'
import type { Signers } from './use-signers.ts'

export function SignedBy({ signers }: { signers: Signers | undefined }) {
  const { nameOf } = usePeople()
  if (signers === undefined) return null
  const { signed, unchecked } = signers
  return (
    <>
      {signed.length > 0 && <p>Signed by {signed.map(nameOf).join(', ')}.</p>}
      {unchecked.length > 0 && (
        <p className="soft">
          Not checked: {unchecked.map(nameOf).join(', ')}.{' '}
          {unchecked.length === 1 ? 'The signature has' : 'Their signatures have'} not come to this device.
        </p>
      )}
    </>
  )
}
