// What finds paragraphs that two people wrote at once, and what settles them: in a chunk of its own, because it waits for
// a pause in the typing.
export { findConcurrentParagraphs, keepVersion, markLookedAt, paragraphsWrittenAtOnce } from '../../src/index.ts'
