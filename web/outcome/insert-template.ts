// The skeleton of an RFC-like document, for a group that does not know where to begin.
import type * as Y from 'yjs'
import { changeTopic } from '../../src/index.ts'

const template = `## Problem

## Existing solutions

### Advantages

### Shortcomings

## Proposal

## Known shortcomings

## Rejected ideas

## Open questions

## Next steps
`

export const insertTemplate = (doc: Y.Doc): void => changeTopic(doc, { outcome: template })
