// What gossipsub checks and counts though it comes to nothing here.
import type { Unused } from './find-unused.ts'

export const unusedGossip: Unused = {
  // There is no Prometheus, and what is no good is refused by validators, not reported later.
  methods: ['onScrapeMetrics', 'reportMessageValidationResult'],
  answers: { onScrapeMetrics: '0' },
}

export const unusedScore: Unused = {
  // Ours are always the same, and were looked at in each test that runs on Node.
  answers: { validatePeerScoreParams: '0' },
}
